namespace TrialKeep.Generator.Model;

/// <summary>A type with a codec, as far as the list of them needs it.</summary>
/// <param name="Type">The C# type, with <c>global::</c>.</param>
/// <param name="IsPublic">It can be seen outside its assembly.</param>
/// <param name="IsValueType">It is a struct.</param>
internal sealed record CodecEntry(string Type, bool IsPublic, bool IsValueType)
{
    public static CodecEntry Of(Declaration declaration) => new(declaration.FullName, declaration.IsPublic, declaration.IsValueType);
}
