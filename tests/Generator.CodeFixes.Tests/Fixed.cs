using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using TrialKeep.Generator.Parsing.Locks;

namespace TrialKeep.Generator.CodeFixes.Tests;

/// <summary>Applies a code fix to what the generator and its analyzers report.</summary>
internal static class Fixed
{
    private static readonly ImmutableArray<MetadataReference> s_references =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal))
            .Where(path => !Path.GetFileName(path).Contains("Composition", StringComparison.Ordinal))
            .Select(path => MetadataReference.CreateFromFile(path)),
        MetadataReference.CreateFromFile(typeof(ExperimentTaskAttribute).Assembly.Location),
    ];

    private static readonly ImmutableArray<DiagnosticAnalyzer> s_analyzers =
        [.. typeof(ExperimentGenerator).Assembly.GetTypes().Where(static t => t.IsSubclassOf(typeof(DiagnosticAnalyzer)) && !t.IsAbstract).Select(static t => (DiagnosticAnalyzer)Activator.CreateInstance(t)!)];

    /// <summary>The source after the fix of its first diagnostic with that title; <paramref name="before"/> is what the lock was made of.</summary>
    public static Task<string> OneAsync(CodeFixProvider fix, string title, string source, string? before = null) => ApplyAsync(fix, title, source, before, all: false);

    /// <summary>The source after the fix of all of its diagnostics.</summary>
    public static Task<string> AllAsync(CodeFixProvider fix, string title, string source, string? before = null) => ApplyAsync(fix, title, source, before, all: true);

    /// <summary>The ids of what the generator and the analyzers report.</summary>
    public static async Task<IEnumerable<string>> ReportedAsync(string source, string? before = null)
    {
        using AdhocWorkspace workspace = new();
        return (await ReportedAsync(Document(workspace, source), before)).Select(d => d.Id);
    }

    /// <summary>The titles of the fixes that are offered for the first diagnostic.</summary>
    public static async Task<IEnumerable<string>> OfferedAsync(CodeFixProvider fix, string source, string? before = null)
    {
        using AdhocWorkspace workspace = new();
        Document document = Document(workspace, source);
        Diagnostic diagnostic = (await ReportedAsync(document, before)).First(d => fix.FixableDiagnosticIds.Contains(d.Id));
        List<CodeAction> actions = [];
        await fix.RegisterCodeFixesAsync(new CodeFixContext(document, diagnostic, (action, _) => actions.Add(action), CancellationToken.None));
        return actions.Select(static a => a.Title);
    }

    private static async Task<string> ApplyAsync(CodeFixProvider fix, string title, string source, string? before, bool all)
    {
        using AdhocWorkspace workspace = new();
        Document document = Document(workspace, source);
        ImmutableArray<Diagnostic> diagnostics = await ReportedAsync(document, before);
        CodeAction action = await ActionAsync(fix, title, document, diagnostics.First(d => fix.FixableDiagnosticIds.Contains(d.Id)));
        if (all)
        {
            FixAllContext context = new(document, fix, FixAllScope.Document, action.EquivalenceKey, fix.FixableDiagnosticIds, new Provider(diagnostics), CancellationToken.None);
            action = (await fix.GetFixAllProvider()!.GetFixAsync(context))!;
        }

        var operations = await action.GetOperationsAsync(CancellationToken.None);
        Solution solution = operations.OfType<ApplyChangesOperation>().Single().ChangedSolution;
        return (await solution.GetDocument(document.Id)!.GetTextAsync()).ToString();
    }

    private static async Task<CodeAction> ActionAsync(CodeFixProvider fix, string title, Document document, Diagnostic diagnostic)
    {
        List<CodeAction> actions = [];
        await fix.RegisterCodeFixesAsync(new CodeFixContext(document, diagnostic, (action, _) => actions.Add(action), CancellationToken.None));
        return actions.Single(a => a.Title == title);
    }

    private static Document Document(AdhocWorkspace workspace, string source)
    {
        ProjectInfo info = ProjectInfo.Create(
            ProjectId.CreateNewId(),
            VersionStamp.Default,
            "Subject",
            "Subject",
            LanguageNames.CSharp,
            compilationOptions: new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable),
            parseOptions: new CSharpParseOptions(LanguageVersion.Latest),
            metadataReferences: s_references);
        return workspace.AddProject(info).AddDocument("File.cs", SourceText.From(source, System.Text.Encoding.UTF8), filePath: "File.cs");
    }

    private static async Task<ImmutableArray<Diagnostic>> ReportedAsync(Document document, string? before)
    {
        Compilation compilation = (await document.Project.GetCompilationAsync())!;
        GeneratorDriver driver = CSharpGeneratorDriver.Create(new ExperimentGenerator())
            .WithUpdatedParseOptions((CSharpParseOptions)document.Project.ParseOptions!)
            .RunGeneratorsAndUpdateCompilation(compilation, out Compilation generated, out _);
        ImmutableArray<AdditionalText> files = before is null ? [] : [new Lock(LockContent.Of(await CompilationAsync(before), new LockOptions(Accepts: true, IsOff: false, IsCI: false), hasLock: true, CancellationToken.None)!)];
        var reported = await generated.WithAnalyzers(s_analyzers, new AnalyzerOptions(files)).GetAnalyzerDiagnosticsAsync();
        return driver.GetRunResult().Diagnostics.AddRange(reported.OrderBy(static d => d.Location.SourceSpan.Start));
    }

    private static async Task<Compilation> CompilationAsync(string source)
    {
        using AdhocWorkspace workspace = new();
        return (await Document(workspace, source).Project.GetCompilationAsync())!;
    }

    private sealed class Lock(string text) : AdditionalText
    {
        public override string Path => "/project/" + LockFile.Name;

        public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text);
    }

    private sealed class Provider(ImmutableArray<Diagnostic> diagnostics) : FixAllContext.DiagnosticProvider
    {
        public override Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) => Task.FromResult<IEnumerable<Diagnostic>>(diagnostics);

        public override Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken) => Task.FromResult<IEnumerable<Diagnostic>>(diagnostics);

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) => Task.FromResult<IEnumerable<Diagnostic>>([]);
    }
}
