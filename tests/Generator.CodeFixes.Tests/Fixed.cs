using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace TrialKeep.Generator.CodeFixes.Tests;

/// <summary>Applies a code fix to what the generator reports.</summary>
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

    /// <summary>The source after the fix of its first diagnostic with that title.</summary>
    public static Task<string> OneAsync(CodeFixProvider fix, string title, string source) => ApplyAsync(fix, title, source, all: false);

    /// <summary>The source after the fix of all of its diagnostics.</summary>
    public static Task<string> AllAsync(CodeFixProvider fix, string title, string source) => ApplyAsync(fix, title, source, all: true);

    /// <summary>The ids of what the generator reports.</summary>
    public static async Task<IEnumerable<string>> ReportedAsync(string source)
    {
        using AdhocWorkspace workspace = new();
        return (await ReportedAsync(Document(workspace, source))).Select(d => d.Id);
    }

    private static async Task<string> ApplyAsync(CodeFixProvider fix, string title, string source, bool all)
    {
        using AdhocWorkspace workspace = new();
        Document document = Document(workspace, source);
        ImmutableArray<Diagnostic> diagnostics = await ReportedAsync(document);
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

    private static async Task<ImmutableArray<Diagnostic>> ReportedAsync(Document document)
    {
        Compilation compilation = (await document.Project.GetCompilationAsync())!;
        return CSharpGeneratorDriver.Create(new ExperimentGenerator())
            .WithUpdatedParseOptions((CSharpParseOptions)document.Project.ParseOptions!)
            .RunGenerators(compilation)
            .GetRunResult()
            .Diagnostics;
    }

    private sealed class Provider(ImmutableArray<Diagnostic> diagnostics) : FixAllContext.DiagnosticProvider
    {
        public override Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) => Task.FromResult<IEnumerable<Diagnostic>>(diagnostics);

        public override Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken) => Task.FromResult<IEnumerable<Diagnostic>>(diagnostics);

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) => Task.FromResult<IEnumerable<Diagnostic>>([]);
    }
}
