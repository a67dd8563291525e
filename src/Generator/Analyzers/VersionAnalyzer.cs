using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using TrialKeep.Generator.Diagnostics;

namespace TrialKeep.Generator.Analyzers;

/// <summary>TRK901: what a generator of one version emits does not fit the Runtime of another.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class VersionAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Descriptors.OtherVersion];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationAction(Check);
    }

    private static void Check(CompilationAnalysisContext context)
    {
        Version own = typeof(VersionAnalyzer).Assembly.GetName().Version;
        AssemblyIdentity? runtime = context.Compilation.ReferencedAssemblyNames.FirstOrDefault(static name => name.Name == "TrialKeep.Runtime");
        if (runtime is not null && runtime.Version != own) context.ReportDiagnostic(Diagnostic.Create(Descriptors.OtherVersion, Location.None, own, runtime.Version));
    }
}
