using Microsoft.CodeAnalysis;

namespace TrialKeep.Generator.Parsing.Fingerprints;

/// <summary>A node of the graph of code.</summary>
internal readonly struct CodeNode(NodeKind kind, ISymbol symbol) : IEquatable<CodeNode>
{
    public NodeKind Kind { get; } = kind;

    public ISymbol Symbol { get; } = symbol;

    public bool Equals(CodeNode other) => Kind == other.Kind && SymbolEqualityComparer.Default.Equals(Symbol, other.Symbol);

    public override bool Equals(object? obj) => obj is CodeNode other && Equals(other);

    public override int GetHashCode() => unchecked((SymbolEqualityComparer.Default.GetHashCode(Symbol) * 397) ^ (int)Kind);
}
