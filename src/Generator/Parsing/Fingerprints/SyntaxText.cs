using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace TrialKeep.Generator.Parsing.Fingerprints;

/// <summary>
/// Writes code as its tokens, without trivia: constants by their value, locals by a number, every other name as what it is bound to. So
/// formatting, comments, the names of locals, <c>this.</c>, <c>var</c> and the way a type is named change nothing.
/// </summary>
internal sealed class SyntaxText(CanonicalText text, Reached reached, SymbolText symbols, TypeIndex index, ISymbol member)
{
    private readonly Dictionary<ISymbol, int> _locals = new(SymbolEqualityComparer.Default);

    /// <summary>Writes one piece of code. The tree is walked with a stack of its own: expressions may be nested deeper than the thread's.</summary>
    public void Write(SyntaxNode root, SemanticModel model, CancellationToken cancellation)
    {
        Stack<SyntaxNodeOrToken> pending = new([root]);
        while (pending.Count > 0)
        {
            cancellation.ThrowIfCancellationRequested();
            SyntaxNodeOrToken next = pending.Pop();
            if (next.AsNode() is not { } node)
            {
                Token(next.AsToken(), model);
            }
            else if (!TryWhole(node, model, cancellation))
            {
                Push(pending, Parts(node, model, cancellation));
            }
        }
    }

    private static void Push(Stack<SyntaxNodeOrToken> pending, IEnumerable<SyntaxNodeOrToken> parts)
    {
        foreach (SyntaxNodeOrToken part in parts.Reverse()) pending.Push(part);
    }

    private static IEnumerable<SyntaxNodeOrToken> Parts(SyntaxNode node, SemanticModel model, CancellationToken cancellation) => node switch
    {
        MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax } access => [access.Name],
        MemberAccessExpressionSyntax access when model.GetSymbolInfo(access.Expression, cancellation).Symbol is INamespaceOrTypeSymbol and not ITypeParameterSymbol => [access.Name],
        _ => node.ChildNodesAndTokens(),
    };

    // A node that is written at once and not looked into.
    private bool TryWhole(SyntaxNode node, SemanticModel model, CancellationToken cancellation)
    {
        switch (node)
        {
            case InterpolatedStringTextSyntax part:
                text.Add(model.GetOperation(part, cancellation) is IInterpolatedStringTextOperation { Text.ConstantValue: { HasValue: true } value } ? CanonicalText.Constant(value.Value) : part.TextToken.ValueText);
                return true;
            case NameColonSyntax or NameEqualsSyntax:
                Label(node, model, cancellation);
                return true;
            case ArgumentListSyntax or StatementSyntax or AnonymousFunctionExpressionSyntax or InvocationExpressionSyntax { Expression: not IdentifierNameSyntax { Identifier.Text: "nameof" } } or AssignmentExpressionSyntax:
                return false;
            case AnonymousObjectMemberDeclaratorSyntax { NameEquals: null } inferred when model.GetDeclaredSymbol(inferred, cancellation) is { } property:
                text.Add(property.Name);
                return false;
            case ExpressionSyntax expression when model.GetConstantValue(expression, cancellation) is { HasValue: true } constant:
                Constant(expression, constant.Value, model, cancellation);
                return true;
            case SimpleNameSyntax name:
                return TryName(name, model, cancellation);
            case QualifiedNameSyntax or AliasQualifiedNameSyntax or PredefinedTypeSyntax when model.GetSymbolInfo(node, cancellation).Symbol is { } symbol:
                Refer(symbol);
                return true;
            case BaseObjectCreationExpressionSyntax or ConstructorInitializerSyntax or ElementAccessExpressionSyntax or PrimaryConstructorBaseTypeSyntax:
                Candidates(model.GetSymbolInfo(node, cancellation));
                return false;
            default:
                return false;
        }
    }

    private void Constant(ExpressionSyntax expression, object? value, SemanticModel model, CancellationToken cancellation)
    {
        TypeInfo type = model.GetTypeInfo(expression, cancellation);
        reached.Use(type.Type);
        text.Add("constant " + (type.Type is { TypeKind: Microsoft.CodeAnalysis.TypeKind.Enum } named ? symbols.Type(named) + " " : "") + CanonicalText.Constant(value));
    }

    // The name of an argument, of a member in a pattern or of an anonymous type's property.
    private void Label(SyntaxNode node, SemanticModel model, CancellationToken cancellation)
    {
        IdentifierNameSyntax name = node is NameColonSyntax colon ? colon.Name : ((NameEqualsSyntax)node).Name;
        ISymbol? symbol = model.GetSymbolInfo(name, cancellation).Symbol;
        if (symbol is IParameterSymbol parameter) text.Add("argument " + Number(parameter.Ordinal));
        else if (symbol is IPropertySymbol or IFieldSymbol) Refer(symbol);
        else text.Add(name.Identifier.ValueText);
    }

    private bool TryName(SimpleNameSyntax name, SemanticModel model, CancellationToken cancellation)
    {
        SymbolInfo info = model.GetSymbolInfo(name, cancellation);
        bool isBase = name.Parent is MemberAccessExpressionSyntax { Expression: BaseExpressionSyntax } access && access.Name == name;
        if (info.Symbol is { } symbol)
        {
            Refer(symbol, isVirtual: !isBase);
            return true;
        }

        if (Candidates(info)) return true;
        text.Add("?" + name.Identifier.ValueText);
        if (name.IsVar) return true;
        // Another generator makes what this is a member of: whatever has the name in this assembly may be meant.
        foreach (ISymbol named in index.Named(name.Identifier.ValueText)) reached.Call(named);
        return name is IdentifierNameSyntax;
    }

    private bool Candidates(SymbolInfo info)
    {
        if (info.Symbol is not null || info.CandidateSymbols.IsEmpty) return false;
        foreach (ISymbol candidate in info.CandidateSymbols) reached.Call(candidate);
        text.Add("one of", info.CandidateSymbols.Select(symbols.Reference).OrderBy(static id => id, StringComparer.Ordinal));
        return true;
    }

    private void Refer(ISymbol symbol, bool isVirtual = true)
    {
        text.Add(Name(symbol));
        reached.Call(symbol, isVirtual);
        if (!isVirtual) text.Add("base");
        if (symbol is IParameterSymbol { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Constructor } constructor }) reached.Call(constructor);
        if (IsInitializerOrder(symbol)) text.Add(Order(symbol));
    }

    private string Name(ISymbol symbol) => symbol switch
    {
        IParameterSymbol { ContainingSymbol: not IMethodSymbol { MethodKind: MethodKind.LocalFunction or MethodKind.AnonymousFunction } } parameter => Parameter(parameter),
        ILocalSymbol or IParameterSymbol or IRangeVariableSymbol or ILabelSymbol or IMethodSymbol { MethodKind: MethodKind.LocalFunction } => Local(symbol.OriginalDefinition),
        ITypeParameterSymbol { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.LocalFunction } } => Local(symbol),
        IDiscardSymbol => "_",
        _ => symbols.Reference(symbol),
    };

    // By its place: the parameters of a member stand in its declaration, those of a primary constructor in the type's.
    private string Parameter(IParameterSymbol parameter)
    {
        ISymbol owner = parameter.ContainingSymbol is IMethodSymbol { AssociatedSymbol: { } associated } ? associated : parameter.ContainingSymbol;
        bool isOwn = SymbolEqualityComparer.Default.Equals(Reached.Definition(owner), Reached.Definition(member));
        return (isOwn ? "parameter " : "primary ") + Number(parameter.Ordinal);
    }

    private string Local(ISymbol symbol)
    {
        if (!_locals.TryGetValue(symbol, out int number)) _locals.Add(symbol, number = _locals.Count);
        return "local " + Number(number);
    }

    // An initializer sees other static fields of its type as they are at that moment: which of the two comes first is part of what it does.
    private bool IsInitializerOrder(ISymbol symbol) =>
        symbol is IFieldSymbol { IsStatic: true, IsConst: false } or IPropertySymbol { IsStatic: true }
        && member is IFieldSymbol or IPropertySymbol
        && SymbolEqualityComparer.Default.Equals(symbol.ContainingType, member.ContainingType);

    private string Order(ISymbol symbol)
    {
        SyntaxReference? own = member.DeclaringSyntaxReferences.FirstOrDefault();
        SyntaxReference? other = symbol.DeclaringSyntaxReferences.FirstOrDefault();
        return own is null || other is null || own.SyntaxTree != other.SyntaxTree ? "elsewhere" : own.Span.Start < other.Span.Start ? "later" : "earlier";
    }

    private void Token(SyntaxToken token, SemanticModel model)
    {
        if (token.IsMissing || token.Text.Length == 0) return;
        switch (token.Kind())
        {
            case SyntaxKind.InterpolatedStringStartToken or SyntaxKind.InterpolatedVerbatimStringStartToken or SyntaxKind.InterpolatedSingleLineRawStringStartToken or SyntaxKind.InterpolatedMultiLineRawStringStartToken:
                text.Add("$\"");
                return;
            case SyntaxKind.InterpolatedStringEndToken or SyntaxKind.InterpolatedRawStringEndToken:
                text.Add("\"");
                return;
            case SyntaxKind.OpenBraceToken or SyntaxKind.CloseBraceToken when token.Parent is InterpolationSyntax:
                text.Add(token.Text.Substring(0, 1));
                return;
            case SyntaxKind.IdentifierToken when token.Parent is TupleElementSyntax:
                return;
            case SyntaxKind.IdentifierToken when token.Parent is not (null or SimpleNameSyntax) && model.GetDeclaredSymbol(token.Parent) is { } declared:
                text.Add(declared is INamedTypeSymbol ? token.ValueText : Name(declared));
                return;
            default:
                text.Add(token.Value is string or char ? token.Kind().ToString() + " " + token.ValueText : token.Text);
                return;
        }
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
