using System.Text;
using Microsoft.CodeAnalysis;

namespace TrialKeep.Generator.Parsing.Fingerprints;

/// <summary>
/// The graph of one assembly's code, read as far as fingerprints need it and each node once. A fingerprint is the digest of the sorted
/// texts of all nodes that can be reached, so that recursion ends and neither the order of files nor that of members is in it.
/// </summary>
internal sealed class CodeGraph(AssemblyCode code)
{
    private const string Format = "trialkeep fingerprint 1\n";

    private readonly Dictionary<CodeNode, CodeText> _texts = [];

    /// <summary>The text of the code identity of a type with all of its members, or of one member.</summary>
    public string Fingerprint(ISymbol target, CancellationToken cancellation)
    {
        CodeNode root = target is INamedTypeSymbol ? new(NodeKind.Whole, target) : new(NodeKind.Dispatch, Reached.Definition(target));
        CodeNode[] roots = [root, .. TypeParameters(target).Select(static parameter => new CodeNode(NodeKind.Parameter, parameter))];
        HashSet<CodeNode> seen = [.. roots];
        Queue<CodeNode> pending = new(roots);
        List<string> lines = [];
        SortedSet<string> assemblies = new(StringComparer.Ordinal);
        while (pending.Count > 0)
        {
            CodeText text = Text(pending.Dequeue(), cancellation);
            if (text.Line.Length > 0) lines.Add(text.Line);
            assemblies.UnionWith(text.Assemblies);
            foreach (CodeNode next in text.Needs)
            {
                if (seen.Add(next)) pending.Enqueue(next);
            }
        }

        return "fingerprint:" + CodeDigest.Of(Whole(target, lines, assemblies));
    }

    // Those that whoever uses the target fills in. A type's generic methods are called from outside too.
    private static IEnumerable<ITypeParameterSymbol> TypeParameters(ISymbol target)
    {
        IEnumerable<ITypeParameterSymbol> own = target switch
        {
            IMethodSymbol method => method.TypeParameters,
            INamedTypeSymbol type => type.TypeParameters.Concat(type.GetMembers().OfType<IMethodSymbol>().SelectMany(static m => m.TypeParameters)),
            _ => [],
        };
        for (INamedTypeSymbol? outer = target.ContainingType; outer is not null; outer = outer.ContainingType) own = own.Concat(outer.TypeParameters);
        return own;
    }

    private string Whole(ISymbol target, List<string> lines, SortedSet<string> assemblies)
    {
        lines.Sort(StringComparer.Ordinal);
        StringBuilder whole = new(Format);
        whole.Append(target.GetDocumentationCommentId()).Append('\n');
        // Whether arithmetic overflows in silence is an option of the project.
        whole.Append(code.Compilation.Options is Microsoft.CodeAnalysis.CSharp.CSharpCompilationOptions { CheckOverflow: true } ? "checked" : "unchecked").Append('\n');
        foreach (string line in lines.Concat(assemblies)) whole.Append(line).Append('\n');
        return whole.ToString();
    }

    private CodeText Text(CodeNode node, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (!_texts.TryGetValue(node, out CodeText? text)) _texts.Add(node, text = NodeReader.Read(code, node, cancellation));
        return text;
    }
}
