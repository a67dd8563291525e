namespace TrialKeep.Generator.Model;

/// <summary>One part of a key, or one reference.</summary>
/// <param name="Name">The name in the key.</param>
/// <param name="Member">The member's C# name as code.</param>
/// <param name="MemberName">The member's C# name, for messages.</param>
/// <param name="Shape">Its type.</param>
/// <param name="OmittedWhen">When the part adds nothing to the key, as C# code over <c>value</c>; null for never.</param>
/// <param name="Joined">How the part stands in a joined key; null in a native one.</param>
internal sealed record KeyPartModel(string Name, string Member, string MemberName, ValueShape Shape, string? OmittedWhen, JoinedPart? Joined);
