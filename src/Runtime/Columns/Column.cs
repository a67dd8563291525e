using System.Text;

namespace TrialKeep.Runtime.Columns;

/// <summary>A column that a member is queried by: its name, what it holds, how SQL declares it.</summary>
/// <param name="name">The JSON name of the member.</param>
/// <param name="affinity">What it holds.</param>
/// <param name="isNullable">Null is a value.</param>
public abstract class Column(string name, ColumnAffinity affinity, bool isNullable)
{
    /// <summary>The JSON name of the member. Names of one type differ also when case is ignored, as SQL does.</summary>
    public string Name { get; } = name;

    /// <summary>The same in UTF-8.</summary>
    private protected byte[] NameUtf8 { get; } = Encoding.UTF8.GetBytes(name);

    /// <summary>What it holds.</summary>
    public ColumnAffinity Affinity { get; } = affinity;

    /// <summary>Null is a value.</summary>
    public bool IsNullable { get; } = isNullable;

    /// <summary>The name as SQL writes it, in quotes.</summary>
    public string SqlName => $"\"{Name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    /// <summary>How a table declares it: <c>"latency" REAL</c>. No column is NOT NULL: a row of an earlier version may lack the member.</summary>
    public string SqlDeclaration => $"{SqlName} {Affinity switch { ColumnAffinity.Text => "TEXT", ColumnAffinity.Integer => "INTEGER", _ => "REAL" }}";

    /// <inheritdoc/>
    public override string ToString() => SqlDeclaration;
}
