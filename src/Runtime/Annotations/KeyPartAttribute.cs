namespace TrialKeep;

/// <summary>The member is part of the key: another value is another task or variant.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field | AttributeTargets.Parameter, Inherited = false)]
public sealed class KeyPartAttribute : Attribute
{
    /// <summary>The name in the key, when it is not the name of the member: so a member can be renamed without changing keys.</summary>
    public string? Name { get; set; }

    /// <summary>The <c>Version</c> of the type that brought this part. While its value equals <see cref="Default"/> it adds nothing to the key.</summary>
    public int Since { get; set; }

    /// <summary>The value, as canonical text, that tasks had before the part existed; null where it is not set.</summary>
    public string? Default { get; set; }

    /// <summary>How a decimal is written: with its trailing zeros, or without.</summary>
    public Scale Scale { get; set; }

    /// <summary>The place of the part in a joined key, from 0.</summary>
    public int Order { get; set; } = -1;

    /// <summary>The format of the part in a joined key, invariant culture.</summary>
    public string? Format { get; set; }

    /// <summary>In a joined key: the first n hexadecimal digits of the SHA-256 of the part instead of the part itself.</summary>
    public int Hash { get; set; }

    /// <summary>In a joined key: an empty part leaves no trace, not even a separator.</summary>
    public bool OmitWhenEmpty { get; set; }
}
