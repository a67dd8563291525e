using Microsoft.CodeAnalysis;

namespace TrialKeep.Generator.Parsing.Fingerprints;

/// <summary>One assembly's code as fingerprints see it: with LF line ends, and with what this generator adds to it in sight.</summary>
internal sealed class AssemblyCode
{
    private readonly Dictionary<SyntaxTree, SemanticModel> _models = [];
    private readonly HashSet<SyntaxTree> _generated;
    private readonly IReadOnlyDictionary<string, string> _templates;

    public AssemblyCode(Compilation compilation, IEnumerable<SyntaxTree> generated, IReadOnlyDictionary<string, string> templates, CancellationToken cancellation)
    {
        _generated = [.. generated];
        _templates = templates;
        Compilation = WithUnixLines(compilation, cancellation).AddSyntaxTrees(_generated);
        Types = new(Compilation.Assembly, cancellation);
    }

    public Compilation Compilation { get; }

    public IAssemblySymbol Home => Compilation.Assembly;

    public TypeIndex Types { get; }

    // The compiler would bind a method anew with every model.
    public SemanticModel Model(SyntaxTree tree)
    {
        if (!_models.TryGetValue(tree, out SemanticModel? model)) _models.Add(tree, model = Compilation.GetSemanticModel(tree));
        return model;
    }

    /// <summary>Only this generator declares it.</summary>
    public bool IsGenerated(ISymbol symbol) =>
        symbol.DeclaringSyntaxReferences.Length > 0 && symbol.DeclaringSyntaxReferences.All(reference => _generated.Contains(reference.SyntaxTree));

    /// <summary>The user's own declarations.</summary>
    public IEnumerable<SyntaxNode> Declarations(ISymbol symbol, CancellationToken cancellation) =>
        symbol.DeclaringSyntaxReferences.Where(reference => !_generated.Contains(reference.SyntaxTree)).Select(reference => reference.GetSyntax(cancellation));

    /// <summary>The text of a template, which may come from a file.</summary>
    public string? Template(INamedTypeSymbol type) => type.GetDocumentationCommentId() is { } id && _templates.TryGetValue(id, out string? text) ? text : null;

    // A text over several lines has the line ends of the checkout in its value; an identity must not.
    private static Compilation WithUnixLines(Compilation compilation, CancellationToken cancellation)
    {
        SyntaxTree[] trees = [.. compilation.SyntaxTrees];
        bool isChanged = false;
        for (int i = 0; i < trees.Length; i++)
        {
            var source = trees[i].GetText(cancellation);
            if (!source.Lines.Any(static line => line.EndIncludingLineBreak - line.End == 2)) continue;
            trees[i] = trees[i].WithChangedText(Microsoft.CodeAnalysis.Text.SourceText.From(source.ToString().Replace("\r\n", "\n"), source.Encoding));
            isChanged = true;
        }

        return isChanged ? compilation.RemoveAllSyntaxTrees().AddSyntaxTrees(trees) : compilation;
    }
}
