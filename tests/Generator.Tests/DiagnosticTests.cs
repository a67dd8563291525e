using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using TrialKeep.Generator.Tests.Harness;

namespace TrialKeep.Generator.Tests;

public sealed class DiagnosticTests
{
    public static TheoryData<int> Cases => [.. Enumerable.Range(0, DiagnosticCases.All.Count)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_wrong_source_fires_at_its_place(int index)
    {
        DiagnosticCases.Case tested = DiagnosticCases.All[index];
        var (source, start, length) = Marked("using TrialKeep; " + tested.Wrong);
        var reported = Compiled.From(source).Reported;
        Assert.All(reported, d => Assert.Equal(tested.Id, d.Id));
        Diagnostic diagnostic = Assert.Single(reported, d => d.Location.SourceSpan == new TextSpan(start, length));
        Assert.Contains(tested.Says, diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
        Assert.EndsWith("/" + tested.Id, diagnostic.Descriptor.HelpLinkUri, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_cured_source_is_silent_and_compiles(int index)
    {
        Compiled compiled = Compiled.From("using TrialKeep; " + DiagnosticCases.All[index].Cured);
        Assert.Empty(compiled.Reported);
        Assert.Empty(compiled.Complaints);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_pragma_suppresses_it(int index)
    {
        DiagnosticCases.Case tested = DiagnosticCases.All[index];
        string source = Marked($"#pragma warning disable {tested.Id}\nusing TrialKeep; " + tested.Wrong).Source;
        Assert.All(Compiled.From(source).Reported, static diagnostic => Assert.True(diagnostic.IsSuppressed));
    }

    [Fact]
    public void Two_assemblies_can_not_have_the_same_schema_id()
    {
        Compiled other = Compiled.From("using TrialKeep; namespace Other; [ExperimentRecord(\"same\")] public sealed partial record A { }");
        Compiled compiled = Compiled.From(Compiled.Compilation("using TrialKeep; [ExperimentRecord(\"same\")] public sealed partial record B { }").AddReferences(other.Reference()));
        Diagnostic diagnostic = Assert.Single(compiled.Reported);
        Assert.Equal("TRK201", diagnostic.Id);
        Assert.Contains("Other.A", diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Fact]
    public void Two_closed_types_can_not_have_the_same_schema_id()
    {
        Compiled compiled = Compiled.From("using TrialKeep; [ExperimentRecord(\"same\", typeof(int)), ExperimentRecord(\"same\", typeof(string))] public sealed partial record R<T> { public T? A { get; init; } }");
        Assert.Equal(["TRK201", "TRK201"], compiled.Reported.Select(static d => d.Id));
        Assert.All(compiled.Reported, static d => Assert.Contains("R<int>", d.GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal));
    }

    [Fact]
    public void An_argument_in_error_is_left_to_the_compiler()
    {
        Compiled compiled = Compiled.From(
            """
            using TrialKeep;
            [ExperimentTask(Nothing.There, Version = "x")] public sealed partial record T { [KeyPart(Name = 3)] public int A { get; init; } }
            [PromptTemplate(Nothing.There)] public readonly partial record struct P;
            [ExperimentRecord()] public sealed partial record R { [Measurement(Unit = null)] public Missing A { get; init; } }
            """);
        Assert.DoesNotContain(compiled.Result.Results, r => r.Exception is not null);
        Assert.Contains(compiled.Complaints, d => d.Id == "CS0103");
        Assert.DoesNotContain(compiled.Complaints, d => d.Location.SourceTree?.FilePath.EndsWith(".g.cs", StringComparison.Ordinal) == true);
    }

    private static (string Source, int Start, int Length) Marked(string text)
    {
        int start = text.IndexOf("[|", StringComparison.Ordinal);
        int end = text.IndexOf("|]", StringComparison.Ordinal);
        return (text.Remove(end, 2).Remove(start, 2), start, end - start - 2);
    }
}
