using System.Text.RegularExpressions;

namespace TrialKeep.House.Tests;

public sealed partial class ReadmeTests
{
    [Fact]
    public void The_first_block_is_the_main_job_and_the_tests() =>
        Assert.Equal(["dotnet run -c Release --project samples/WordProblems", "dotnet test Sdk.sln"], Readme.Commands());

    [Fact]
    public void Ci_runs_the_readmes_test_command() =>
        Assert.Contains(Readme.Commands()[1], File.ReadAllText(Checkout.PathOf(".ci/run")), StringComparison.Ordinal);

    public static TheoryData<string> Pages =>
    [
        "README.md",
        "CONTRIBUTING.md",
        .. Directory.EnumerateFiles(Checkout.PathOf("docs"), "*.md").Select(static file => $"docs/{Path.GetFileName(file)}").Order(StringComparer.Ordinal),
    ];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_local_link_leads_somewhere(string page)
    {
        string folder = Path.GetDirectoryName(Checkout.PathOf(page))!;
        foreach (string link in LocalLinks(File.ReadAllText(Checkout.PathOf(page)))) Assert.True(Path.Exists(Path.Combine(folder, link.Split('#')[0])), $"{page} -> {link}");
    }

    [Fact]
    public void Links_of_pages_are_found_and_code_is_none() =>
        Assert.Equal(["docs/a.md", "b.md#c"], LocalLinks("[a](docs/a.md) `x[0](y)` [b](b.md#c) [w](https://example.org) [top](#top)\n```csharp\nlist[1](z);\n```\n"));

    private static IEnumerable<string> LocalLinks(string text) => Link().Matches(Code().Replace(text, "")).Select(static match => match.Groups[1].Value)
        .Where(static link => !link.Contains("://", StringComparison.Ordinal) && !link.StartsWith('#') && !link.StartsWith("mailto:", StringComparison.Ordinal));

    [GeneratedRegex(@"\]\(([^)\s]+)")]
    private static partial Regex Link();

    [GeneratedRegex("```.*?```|`[^`\n]*`", RegexOptions.Singleline)]
    private static partial Regex Code();
}
