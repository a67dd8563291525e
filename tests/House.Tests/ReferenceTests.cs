using System.Xml.Linq;

namespace TrialKeep.House.Tests;

/// <summary>Who may know whom. An arrow is a project reference; what is not listed is not allowed.</summary>
public sealed class ReferenceTests
{
    private static readonly Dictionary<string, string[]> s_allowed = new()
    {
        ["Generator"] = [],
        ["Generator.CodeFixes"] = ["Generator"],
        ["Runtime"] = ["Generator", "Generator.CodeFixes"],
        ["Storage"] = ["Runtime"],
        ["Orchestration"] = ["Storage"],
        ["Scoring"] = ["Orchestration"],
        ["Models"] = ["Generator", "Orchestration"],
        ["Statistics"] = [],
        ["Analysis"] = ["Statistics", "Storage"],
        ["Testing"] = ["Analysis"],
        ["Hosting"] = ["Analysis", "Models", "Orchestration", "Scoring"],
    };

    public static TheoryData<string> Projects => [.. s_allowed.Keys];

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_references_what_the_design_allows_and_nothing_else(string project) =>
        Assert.Equal(s_allowed[project].Order(StringComparer.Ordinal), References(project).Order(StringComparer.Ordinal));

    [Fact]
    public void Every_project_has_its_row()
    {
        IEnumerable<string> projects = Directory.EnumerateDirectories(Checkout.PathOf("src")).Select(static folder => Path.GetFileName(folder)!);
        Assert.Equal(s_allowed.Keys.Order(StringComparer.Ordinal), projects.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_generator_is_packed_with_the_runtime_and_not_linked_to_it()
    {
        IEnumerable<XElement> references = Load("Runtime").Descendants("ProjectReference");
        Assert.All(references, static reference => Assert.Equal("false", (string?)reference.Attribute("ReferenceOutputAssembly")));
    }

    [Theory]
    [InlineData("Runtime")]
    [InlineData("Statistics")]
    public void The_ground_has_no_package(string project) => Assert.Empty(Load(project).Descendants("PackageReference"));

    [Fact]
    public void Every_project_has_its_tests()
    {
        foreach (string project in s_allowed.Keys) Assert.True(File.Exists(Checkout.PathOf($"tests/{project}.Tests/{project}.Tests.csproj")), project);
    }

    private static IEnumerable<string> References(string project) => Load(project).Descendants("ProjectReference")
        .Select(static reference => Path.GetFileNameWithoutExtension(((string)reference.Attribute("Include")!).Replace('\\', '/')));

    private static XDocument Load(string project) => XDocument.Load(Checkout.PathOf($"src/{project}/{project}.csproj"));
}
