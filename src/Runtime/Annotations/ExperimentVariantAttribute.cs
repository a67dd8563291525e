namespace TrialKeep;

/// <summary>Marks the type that describes what answers and is compared: a model with its settings, an algorithm, an agent.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct, Inherited = false)]
public sealed class ExperimentVariantAttribute(string id) : Attribute
{
    /// <summary>The schema id: lower-case letters, digits, <c>.</c> and <c>-</c>. It is part of every key and never changes.</summary>
    public string Id { get; } = id;

    /// <summary>The wire version of the type; not part of the key.</summary>
    public int Version { get; set; } = 1;

    /// <summary>Part of the key; raise it only to discard what is stored.</summary>
    public int KeyVersion { get; set; } = 1;

    /// <summary>How the key is made: one digest over typed parts, or a text of joined parts.</summary>
    public KeyStyle KeyStyle { get; set; }

    /// <summary>What stands between the parts of a joined key.</summary>
    public string Separator { get; set; } = ":";
}
