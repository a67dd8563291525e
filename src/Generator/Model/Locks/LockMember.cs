namespace TrialKeep.Generator.Model.Locks;

/// <summary>A stored member, as far as keys and JSON depend on it.</summary>
/// <param name="Name">The name in JSON.</param>
/// <param name="Type">How its value is written: <c>list(int?)</c>.</param>
/// <param name="Role">What it means for identity.</param>
/// <param name="Key">The name in the key or among the references; empty in neither.</param>
internal sealed record LockMember(string Name, string Type, string Role, string Key)
{
    /// <summary>The C# name, for messages; the lock doesn't hold it.</summary>
    public string Code { get; init; } = "";

    /// <summary>How the part stands in the key beside its type: scale, <c>Since</c>, the settings of a joined key.</summary>
    public string Form { get; init; } = "";

    /// <summary>Reading fails without it.</summary>
    public bool IsRequired { get; init; }

    /// <summary>The text is stored once.</summary>
    public bool IsDeduplicated { get; init; }

    /// <summary>Earlier names in JSON.</summary>
    public EquatableArray<string> Aliases { get; init; } = EquatableArray<string>.Empty;

    /// <summary>The names of its enum: the C# name, and <c>=</c> and the name in JSON where that is another.</summary>
    public EquatableArray<string> Names { get; init; } = EquatableArray<string>.Empty;

    /// <summary>The schema id of the annotated type that it holds; empty without one.</summary>
    public string Schema { get; init; } = "";

    /// <summary>Which of the schema's nested parts without an id it holds, from 1; 0 for none.</summary>
    public int Part { get; init; }

    /// <summary>It is part of the key, in contrast to a reference.</summary>
    public bool IsKeyed => Key.Length > 0 && Role != nameof(Model.Role.Reference);
}
