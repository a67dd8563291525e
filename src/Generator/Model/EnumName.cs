namespace TrialKeep.Generator.Model;

/// <summary>One name of an enum.</summary>
/// <param name="Name">The C# name, which keys hold.</param>
/// <param name="Code">The name as C# code, escaped where it is a keyword.</param>
/// <param name="JsonName">The name in JSON.</param>
/// <param name="IsFirstOfValue">No earlier name has the same value.</param>
/// <param name="Value">The bits of the value.</param>
/// <param name="IsZero">The value is 0.</param>
internal sealed record EnumName(string Name, string Code, string JsonName, bool IsFirstOfValue, ulong Value, bool IsZero);
