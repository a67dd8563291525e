using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using TrialKeep.Generator.Parsing.Locks;

namespace TrialKeep.Generator.Tests.Harness;

/// <summary>Source text, compiled with the generator and looked at by all analyzers of the generator's assembly, as a build does.</summary>
internal static class Analyzed
{
    private static readonly ImmutableArray<DiagnosticAnalyzer> s_analyzers =
        [.. typeof(ExperimentGenerator).Assembly.GetTypes().Where(static t => t.IsSubclassOf(typeof(DiagnosticAnalyzer)) && !t.IsAbstract).Select(static t => (DiagnosticAnalyzer)Activator.CreateInstance(t)!)];

    /// <summary>The ids that the analyzers declare.</summary>
    public static IReadOnlySet<string> Ids { get; } = s_analyzers.SelectMany(static a => a.SupportedDiagnostics).Select(static d => d.Id).ToHashSet();

    /// <summary>What the analyzers report.</summary>
    /// <param name="source">The source.</param>
    /// <param name="severities">Severities as an .editorconfig sets them.</param>
    /// <param name="lockText">The text of the lock; null where there is none.</param>
    /// <param name="properties">The properties that the build shows to the compiler.</param>
    public static Task<ImmutableArray<Diagnostic>> ReportedAsync(
        string source, IReadOnlyDictionary<string, ReportDiagnostic>? severities = null, string? lockText = null, IReadOnlyDictionary<string, string>? properties = null) =>
        ReportedAsync(Compiled.Compilation(source), severities, lockText, properties);

    /// <summary>What the analyzers report.</summary>
    public static async Task<ImmutableArray<Diagnostic>> ReportedAsync(
        CSharpCompilation input, IReadOnlyDictionary<string, ReportDiagnostic>? severities = null, string? lockText = null, IReadOnlyDictionary<string, string>? properties = null)
    {
        Compilation compilation = Compiled.From(input).Output;
        if (severities is not null) compilation = compilation.WithOptions(compilation.Options.WithSyntaxTreeOptionsProvider(new Severities(severities)));
        ImmutableArray<AdditionalText> files = lockText is null ? [] : [new InMemoryFile("/project/" + LockFile.Name, lockText)];
        AnalyzerOptions options = new(files, new InMemoryOptions(properties ?? ImmutableDictionary<string, string>.Empty));
        ConcurrentQueue<string> thrown = [];
        CompilationWithAnalyzersOptions how = new(options, (exception, analyzer, _) => thrown.Enqueue($"{analyzer}: {exception}"), concurrentAnalysis: true, logAnalyzerExecutionTime: false, reportSuppressedDiagnostics: true);
        var reported = await compilation.WithAnalyzers(s_analyzers, how).GetAnalyzerDiagnosticsAsync();
        Assert.Empty(thrown);
        return reported;
    }

    // What an .editorconfig comes to in the compiler.
    private sealed class Severities(IReadOnlyDictionary<string, ReportDiagnostic> all) : SyntaxTreeOptionsProvider
    {
        public override GeneratedKind IsGenerated(SyntaxTree tree, CancellationToken cancellationToken) => GeneratedKind.Unknown;

        public override bool TryGetDiagnosticValue(SyntaxTree tree, string diagnosticId, CancellationToken cancellationToken, out ReportDiagnostic severity) => all.TryGetValue(diagnosticId, out severity);

        public override bool TryGetGlobalDiagnosticValue(string diagnosticId, CancellationToken cancellationToken, out ReportDiagnostic severity) => all.TryGetValue(diagnosticId, out severity);
    }
}
