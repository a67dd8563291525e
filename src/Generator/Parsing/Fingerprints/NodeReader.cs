using Microsoft.CodeAnalysis;

namespace TrialKeep.Generator.Parsing.Fingerprints;

/// <summary>Reads one node of the graph: its canonical text and what it needs.</summary>
internal sealed class NodeReader
{
    private readonly AssemblyCode _code;
    private readonly CodeNode _node;
    private readonly CancellationToken _cancellation;
    private readonly CanonicalText _text = new();
    private readonly Reached _reached;
    private readonly SymbolText _symbols;

    private NodeReader(AssemblyCode code, CodeNode node, CancellationToken cancellation)
    {
        _code = code;
        _node = node;
        _cancellation = cancellation;
        _reached = new(code.Home);
        _symbols = new(_reached);
    }

    public static CodeText Read(AssemblyCode code, CodeNode node, CancellationToken cancellation)
    {
        NodeReader reader = new(code, node, cancellation);
        string line = "";
        switch (node.Kind)
        {
            case NodeKind.Member:
                reader.Member(node.Symbol);
                line = reader.Line();
                break;
            case NodeKind.Header:
                new HeaderReader(code, reader._text, reader._reached, reader._symbols, cancellation).Read((INamedTypeSymbol)node.Symbol);
                line = reader.Line();
                break;
            case NodeKind.Dispatch:
                Targets.OfCall(code, node.Symbol, reader._reached);
                break;
            case NodeKind.Value:
                Targets.OfValue(code, (INamedTypeSymbol)node.Symbol, reader._reached);
                break;
            case NodeKind.Used:
                Targets.OfUse(code, (INamedTypeSymbol)node.Symbol, reader._reached);
                break;
            case NodeKind.Whole:
                Targets.OfWhole(code, (INamedTypeSymbol)node.Symbol, reader._reached);
                break;
            case NodeKind.Parameter:
                Targets.OfParameter(code, (ITypeParameterSymbol)node.Symbol, reader._reached);
                break;
            case NodeKind.Initializers:
                Targets.OfInitializers(code, (INamedTypeSymbol)node.Symbol, reader._reached, cancellation);
                break;
        }

        return new(line, reader._reached.Nodes, reader._reached.Assemblies);
    }

    private string Line() => $"{_node.Kind} {_symbols.Id(_node.Symbol)} {CodeDigest.Of(_text.ToString())}";

    private void Member(ISymbol member)
    {
        if (member.ContainingType is { } owner) _reached.Add(NodeKind.Header, owner.OriginalDefinition);
        if (_code.IsGenerated(member))
        {
            Generated(member);
            return;
        }

        new DeclarationText(_text, _reached, _symbols, _cancellation).Member(member);
        if (member is IFieldSymbol { IsConst: true } constant) _text.Add(CanonicalText.Constant(constant.ConstantValue));
        SyntaxNode[] declarations = [.. Declarations(member)];
        foreach (SyntaxNode declaration in declarations) Body(member, declaration);
        if (member is IMethodSymbol { MethodKind: MethodKind.Constructor } constructor) Construction(constructor, declarations);
        if (member.ContainingType is { } type && RunsInitializers(member, type, declarations)) _reached.Add(NodeKind.Initializers, type);
    }

    private IEnumerable<SyntaxNode> Declarations(ISymbol member)
    {
        ISymbol? implementation = member is IMethodSymbol method ? method.PartialImplementationPart : member is IPropertySymbol property ? property.PartialImplementationPart : null;
        IEnumerable<SyntaxNode> own = _code.Declarations(member, _cancellation);
        return implementation is null ? own : own.Concat(_code.Declarations(implementation, _cancellation)).Distinct();
    }

    // Its code follows from the declarations that do count; what it gives may be a user's type all the same.
    private void Generated(ISymbol member)
    {
        _text.Add(_symbols.Id(member));
        _reached.Use(member switch
        {
            IMethodSymbol method => method.ReturnType,
            IPropertySymbol property => property.Type,
            IFieldSymbol field => field.Type,
            _ => null,
        });
    }

    private void Body(ISymbol member, SyntaxNode declaration)
    {
        SemanticModel model = _code.Model(declaration.SyntaxTree);
        if (member is IFieldSymbol { IsConst: true }) return;
        SyntaxText syntax = new(_text, _reached, _symbols, _code.Types, member);
        foreach (SyntaxNode text in BodyText.Texts(declaration)) syntax.Write(text, model, _cancellation);
        foreach (SyntaxNode root in BodyText.Operations(declaration)) ImplicitCalls.Find(root, model, _code.Types, _reached, _cancellation);
    }

    private void Construction(IMethodSymbol constructor, SyntaxNode[] declarations)
    {
        INamedTypeSymbol type = constructor.ContainingType;
        if (!declarations.Any(BodyText.NamesBase) && type.BaseType is { } parent)
        {
            foreach (IMethodSymbol other in parent.InstanceConstructors.Where(static c => c.Parameters.All(static p => p.IsOptional || p.IsParams))) _reached.Call(other);
        }

        if (declarations.Any(BodyText.Delegates)) return;
        foreach (ISymbol member in type.GetMembers().Where(m => !m.IsStatic && _code.Declarations(m, _cancellation).Any(BodyText.HasInitializer))) _reached.Call(member, isVirtual: false);
    }

    // Without a static constructor the initializers run when a static field is first used, with one before the first of any of its code.
    private static bool RunsInitializers(ISymbol member, INamedTypeSymbol type, SyntaxNode[] declarations)
    {
        if (member is IFieldSymbol { IsConst: true }) return false;
        if (member.IsStatic && member is not IMethodSymbol && (member is IFieldSymbol || declarations.Any(BodyText.HasInitializer))) return true;
        return (member.IsStatic || member is IMethodSymbol { MethodKind: MethodKind.Constructor }) && type.StaticConstructors.Any(static c => !c.IsImplicitlyDeclared);
    }
}
