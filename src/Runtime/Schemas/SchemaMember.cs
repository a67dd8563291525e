namespace TrialKeep.Runtime.Schemas;

/// <summary>One stored member of an annotated type.</summary>
/// <param name="Name">The C# name.</param>
/// <param name="JsonName">The name in JSON.</param>
/// <param name="Type">The C# type, fully qualified without <c>global::</c>.</param>
/// <param name="Form">The JSON it is written as.</param>
/// <param name="Role">What it means for identity.</param>
/// <param name="KeyName">The name in the key; null when it is not part of it.</param>
/// <param name="IsNullable">Null is a value.</param>
/// <param name="IsRequired">Reading fails without it.</param>
public sealed record SchemaMember(string Name, string JsonName, string Type, JsonForm Form, MemberRole Role, string? KeyName, bool IsNullable, bool IsRequired)
{
    /// <summary>It is a dimension to group results by.</summary>
    public bool IsSlice { get; init; }

    /// <summary>It names the group of items that are not independent.</summary>
    public bool IsCluster { get; init; }

    /// <summary>It has a column in the catalog.</summary>
    public bool IsIndexed { get; init; }

    /// <summary>It is a measured number.</summary>
    public bool IsMeasurement { get; init; }

    /// <summary>The unit of a measurement.</summary>
    public string? Unit { get; init; }

    /// <summary>Which way a measurement gets better.</summary>
    public Direction Better { get; init; }
}
