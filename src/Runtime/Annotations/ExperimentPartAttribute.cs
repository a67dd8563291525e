namespace TrialKeep;

/// <summary>Marks a type that is nested in annotated types, or a row of a data set (whose unknown members are ignored).</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct, Inherited = false)]
public sealed class ExperimentPartAttribute(string? id = null) : Attribute
{
    /// <summary>The schema id (lower-case letters, digits, <c>.</c> and <c>-</c>), part of every key that the type stands in; none by default.</summary>
    public string? Id { get; } = id;

    /// <summary>The wire version of the type; not part of the key.</summary>
    public int Version { get; set; } = 1;

    /// <summary>Part of the key; raise it only to discard what is stored.</summary>
    public int KeyVersion { get; set; } = 1;

    /// <summary>How the key is made: one digest over typed parts, or a text of joined parts.</summary>
    public KeyStyle KeyStyle { get; set; }

    /// <summary>What stands between the parts of a joined key.</summary>
    public string Separator { get; set; } = ":";
}
