namespace TrialKeep.Generator.Model;

/// <summary>An enum's names.</summary>
/// <param name="Type">The C# type, with <c>global::</c>.</param>
/// <param name="DisplayName">The name that messages use.</param>
/// <param name="IsFlags">Values are combined.</param>
/// <param name="UnsignedType">The unsigned integer type of the same size, for combining.</param>
/// <param name="Names">All names in the order of their declaration; of names with equal values only the first is written.</param>
/// <param name="SortedBits">Of a flags enum the names of single bits, sorted by the UTF-8 bytes of their C# names.</param>
internal sealed record EnumShape(
    string Type, string DisplayName, bool IsFlags, string UnsignedType, EquatableArray<EnumName> Names, EquatableArray<EnumName> SortedBits);
