namespace TrialKeep.Generator.Model;

/// <summary>One stored member.</summary>
internal sealed record MemberModel
{
    /// <summary>The C# name.</summary>
    public required string Name { get; init; }

    /// <summary>The name as C# code, escaped where it is a keyword.</summary>
    public required string Code { get; init; }

    /// <summary>The name in JSON.</summary>
    public required string JsonName { get; init; }

    /// <summary>Earlier names in JSON, still read.</summary>
    public required EquatableArray<string> Aliases { get; init; }

    /// <summary>Its type.</summary>
    public required ValueShape Shape { get; init; }

    /// <summary>What it means for identity.</summary>
    public required Role Role { get; init; }

    /// <summary>The name in the key or among the references; null where it is in neither.</summary>
    public required string? KeyName { get; init; }

    /// <summary>The text is stored once.</summary>
    public required bool IsDeduplicated { get; init; }

    /// <summary>Reading fails without it.</summary>
    public required bool IsRequired { get; init; }

    /// <summary>When the member is left out of the JSON, as C# code over <c>value</c>; null for never.</summary>
    public required string? UnwrittenWhen { get; init; }

    /// <summary>How it gets its value.</summary>
    public required AssignedBy AssignedBy { get; init; }

    /// <summary>The C# type that declares it, for an accessor.</summary>
    public required string DeclaringType { get; init; }

    /// <summary>The name of the accessor that sets it.</summary>
    public required string AccessorName { get; init; }

    /// <summary>How the accessor is reached when a generic type declares the member; null for any other.</summary>
    public required GenericAccessor? GenericAccessor { get; init; }

    /// <summary>It can be seen wherever the type can be seen, else only inside its assembly.</summary>
    public required bool IsPublic { get; init; }

    /// <summary>The value of a constructor's parameter that is absent, as C# code; null where there is none.</summary>
    public required string? ParameterDefault { get; init; }

    /// <summary>What the schema says beside the role.</summary>
    public required SchemaMarks Marks { get; init; }
}
