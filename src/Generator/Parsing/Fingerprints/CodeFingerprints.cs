using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using TrialKeep.Generator.Model;
using TrialKeep.Generator.Model.Fingerprints;

namespace TrialKeep.Generator.Parsing.Fingerprints;

/// <summary>Computes the fingerprints of one compilation.</summary>
internal static class CodeFingerprints
{
    public static EquatableArray<Fingerprinted> Of(Compilation compilation, ImmutableArray<FingerprintTarget> targets, ImmutableArray<GeneratedCode> generated, CancellationToken cancellation)
    {
        CSharpParseOptions? options = compilation.SyntaxTrees.FirstOrDefault()?.Options as CSharpParseOptions;
        IEnumerable<SyntaxTree> trees = generated.Select(file => CSharpSyntaxTree.ParseText(file.Text, options, file.HintName, cancellationToken: cancellation));
        Dictionary<string, string> templates = new(StringComparer.Ordinal);
        foreach (GeneratedCode file in generated)
        {
            if (file is { TemplateId: { } id, TemplateText: { } text }) templates[id] = text;
        }

        AssemblyCode code = new(compilation, trees, templates, cancellation);
        CodeGraph graph = new(code);
        return new(targets.Select(target => (Target: target, Symbol: Find(code, target))).Where(static t => t.Symbol is not null)
            .Select(t => new Fingerprinted(t.Target.Id, graph.Fingerprint(t.Symbol!, cancellation))));
    }

    private static ISymbol? Find(AssemblyCode code, FingerprintTarget target)
    {
        INamedTypeSymbol? type = code.Home.GetTypeByMetadataName(target.Type);
        if (target.Method is null || type is null) return type;
        return type.GetMembers(target.Method).FirstOrDefault(static m => AttributeSet.Of(m).Has(FingerprintParser.Annotation));
    }
}
