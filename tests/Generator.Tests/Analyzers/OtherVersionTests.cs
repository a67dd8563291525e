using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using TrialKeep.Generator.Tests.Harness;

namespace TrialKeep.Generator.Tests.Analyzers;

/// <summary>TRK901 is about references: it has no place in a source.</summary>
public sealed class OtherVersionTests
{
    internal const string Id = "TRK901";

    [Fact]
    public async Task A_runtime_of_another_version_is_refused()
    {
        Diagnostic diagnostic = Assert.Single(await Analyzed.ReportedAsync(With("[assembly: System.Reflection.AssemblyVersion(\"9.8.7.6\")]")));
        Assert.Equal(Id, diagnostic.Id);
        Assert.Equal(DiagnosticSeverity.Error, diagnostic.Severity);
        Assert.Contains("9.8.7.6", diagnostic.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_severity_can_be_set() =>
        Assert.Empty(await Analyzed.ReportedAsync(With("[assembly: System.Reflection.AssemblyVersion(\"9.8.7.6\")]"), new Dictionary<string, ReportDiagnostic> { [Id] = ReportDiagnostic.Suppress }));

    [Fact]
    public async Task The_own_version_is_silent()
    {
        string version = typeof(ExperimentGenerator).Assembly.GetName().Version!.ToString();
        Assert.Empty(await Analyzed.ReportedAsync(With($"[assembly: System.Reflection.AssemblyVersion(\"{version}\")]")));
    }

    private static CSharpCompilation With(string version)
    {
        CSharpCompilation subject = Compiled.Compilation("class C;");
        MetadataReference[] others = [.. subject.References.Where(static r => r.Display?.EndsWith("TrialKeep.Runtime.dll", StringComparison.Ordinal) != true)];
        CSharpCompilation runtime = CSharpCompilation.Create("TrialKeep.Runtime", [Compiled.Tree(version, "Runtime.cs")], others, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        return subject.WithReferences([.. others, runtime.ToMetadataReference()]);
    }
}
