using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using TrialKeep.Generator.Tests.Harness;
using TrialKeep.Generator.Tests.Locks;

namespace TrialKeep.Generator.Tests.Analyzers;

public sealed class AnalyzerTests
{
    public static TheoryData<int> Cases => [.. Enumerable.Range(0, LiveCases.All.Count)];

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task A_wrong_source_fires_at_its_place(int index)
    {
        LiveCase tested = LiveCases.All[index];
        var (source, span) = Marked(tested.Wrong);
        var reported = await ReportedAsync(tested, source);
        Assert.All(reported.Where(static d => !d.IsSuppressed), d => Assert.Equal(tested.Id, d.Id));
        Diagnostic diagnostic = Assert.Single(reported, d => d.Id == tested.Id && d.Location.SourceSpan == span);
        Assert.Contains(tested.Says, diagnostic.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        Assert.EndsWith("/" + tested.Id, diagnostic.Descriptor.HelpLinkUri, StringComparison.Ordinal);
        Assert.True(tested.Also || reported.Count(static d => !d.IsSuppressed) == 1);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task The_cured_source_is_silent_and_compiles(int index)
    {
        LiveCase tested = LiveCases.All[index];
        string source = "using TrialKeep; " + tested.Cured;

        // A new version is harmless, but the lock doesn't know it yet.
        Assert.DoesNotContain(await ReportedAsync(tested, source), static d => d.Id != "TRK210");
        Compiled compiled = Compiled.From(source);
        Assert.Empty(compiled.Reported);
        Assert.Empty(compiled.Complaints);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task A_pragma_suppresses_it(int index)
    {
        LiveCase tested = LiveCases.All[index];
        var reported = await ReportedAsync(tested, $"#pragma warning disable {tested.Id}\n" + Marked(tested.Wrong).Source);
        Assert.NotEmpty(reported);
        Assert.All(reported, static diagnostic => Assert.True(diagnostic.IsSuppressed));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task An_editorconfig_sets_its_severity(int index)
    {
        LiveCase tested = LiveCases.All[index];
        string source = Marked(tested.Wrong).Source;
        Assert.DoesNotContain(await ReportedAsync(tested, source, ReportDiagnostic.Suppress), d => d.Id == tested.Id);
        Assert.Contains(await ReportedAsync(tested, source, ReportDiagnostic.Hidden), d => d.Id == tested.Id && d.Severity == DiagnosticSeverity.Hidden);
    }

    [Fact]
    public void Every_id_of_an_analyzer_has_a_case() =>
        Assert.Equal(Analyzed.Ids.Order(StringComparer.Ordinal), LiveCases.All.Select(static c => c.Id).Append(OtherVersionTests.Id).Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public async Task Code_that_is_not_annotated_is_left_alone()
    {
        const string Source = """
            public sealed class C
            {
                public System.Guid A { get; set; } = System.Guid.NewGuid();
                public string B => A.GetHashCode().ToString().ToUpper().Normalize();
                public double D = 0.1f;
                public int[]? E { get; set; }
            }
            """;
        Assert.Empty(await Analyzed.ReportedAsync(Source, properties: new Dictionary<string, string> { ["CI"] = "true" }));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task No_analyzer_throws_while_code_is_typed(int index)
    {
        LiveCase tested = LiveCases.All[index];
        string source = Marked(tested.Wrong).Source;
        int step = Math.Max(1, source.Length / 8);
        for (int length = step; length < source.Length; length += step)
        {
            // The harness fails when one throws; what it reports on half a type is its own affair.
            var reported = await ReportedAsync(tested, source[..length]);
            Assert.All(reported, static d => Assert.NotEqual("AD0001", d.Id));
            await ReportedAsync(tested, source.Remove(length - step, 1));
        }
    }

    private static async Task<IReadOnlyList<Diagnostic>> ReportedAsync(LiveCase tested, string source, ReportDiagnostic? severity = null)
    {
        Dictionary<string, ReportDiagnostic>? severities = severity is { } set ? new() { [tested.Id] = set } : null;
        return await Analyzed.ReportedAsync(source, severities, tested.Before is null ? null : Locked.TextOf("using TrialKeep; " + tested.Before));
    }

    private static (string Source, TextSpan Span) Marked(string text)
    {
        text = "using TrialKeep; " + text;
        int start = text.IndexOf("[|", StringComparison.Ordinal);
        int end = text.IndexOf("|]", StringComparison.Ordinal);
        return (text.Remove(end, 2).Remove(start, 2), TextSpan.FromBounds(start, end - 2));
    }
}
