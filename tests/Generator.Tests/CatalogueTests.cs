using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using TrialKeep.Generator.Tests.Analyzers;
using TrialKeep.Generator.Tests.Harness;

namespace TrialKeep.Generator.Tests;

/// <summary>Each id is declared once and has all that belongs to it: cases, a page, a help link, a row of the release tracking, a row of the list.</summary>
public sealed partial class CatalogueTests
{
    private static readonly DiagnosticDescriptor[] s_descriptors =
        [.. typeof(Diagnostics.Descriptors).GetFields().Select(static f => f.GetValue(null)).OfType<DiagnosticDescriptor>().OrderBy(static d => d.Id, StringComparer.Ordinal)];

    private static readonly string s_pages = Path.Combine(Repository.Root, "docs", "diagnostics");

    private static string[] Ids => [.. s_descriptors.Select(static d => d.Id)];

    [Fact]
    public void An_id_is_declared_once() => Assert.Equal(Ids.Distinct(), Ids);

    [Fact]
    public void Every_id_has_cases() =>
        Assert.Equal(Ids, DiagnosticCases.All.Select(static c => c.Id).Concat(LiveCases.All.Select(static c => c.Id)).Append(OtherVersionTests.Id).Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public void Every_id_has_a_page() =>
        Assert.Equal(Ids, Directory.GetFiles(s_pages, "TRK*.md").Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal));

    [Fact]
    public void A_page_shows_the_title_the_wrong_code_and_the_cure()
    {
        foreach (DiagnosticDescriptor descriptor in s_descriptors)
        {
            string page = File.ReadAllText(Path.Combine(s_pages, descriptor.Id + ".md"));
            Assert.StartsWith($"# {descriptor.Id}: {Title(descriptor)}\n\n", page, StringComparison.Ordinal);
            Assert.True(page.IndexOf("\n## Wrong\n", StringComparison.Ordinal) > page.IndexOf('\n', StringComparison.Ordinal) + 20, $"{descriptor.Id} does not say why.");
            Assert.Contains("\n## Cure\n", page, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_descriptor_links_to_its_page() =>
        Assert.All(s_descriptors, static d => Assert.Equal(Diagnostics.Descriptors.HelpRoot + d.Id, d.HelpLinkUri));

    [Fact]
    public void The_list_has_every_id_with_its_title() =>
        Assert.Equal(s_descriptors.Select(static d => $"| [{d.Id}]({d.Id}.md) | {Title(d)} |"), File.ReadAllLines(Path.Combine(s_pages, "README.md")).Where(static line => line.StartsWith("| [TRK", StringComparison.Ordinal)));

    [Fact]
    public void The_release_tracking_has_every_id_with_its_severity_and_title()
    {
        string folder = Path.Combine(Repository.Root, "src", "Generator");
        string[] rows = [.. new[] { "AnalyzerReleases.Shipped.md", "AnalyzerReleases.Unshipped.md" }.SelectMany(file => File.ReadAllLines(Path.Combine(folder, file))).Where(static line => Row().IsMatch(line)).Order(StringComparer.Ordinal)];
        Assert.Equal(s_descriptors.Select(static d => $"{d.Id} | {d.Category} | {d.DefaultSeverity} | {Title(d)}"), rows);
    }

    private static string Title(DiagnosticDescriptor descriptor) => descriptor.Title.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex("^TRK[0-9]{3} ")]
    private static partial Regex Row();
}
