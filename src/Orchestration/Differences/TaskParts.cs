using TrialKeep.Orchestration.Explaining;
using TrialKeep.Runtime.Keys;
using TrialKeep.Runtime.Schemas;

namespace TrialKeep.Orchestration.Differences;

/// <summary>Parts of a task or variant that are not in its annotated key.</summary>
internal static class TaskParts
{
    /// <summary>The references of a task as text by path.</summary>
    public static SortedDictionary<string, string> References(ReadOnlyMemory<byte> json, Schema schema, Func<KeyId, string?> text) =>
        KeyParts.Read(json, schema, static _ => null, text, static member => member is { Role: MemberRole.Reference });

    /// <summary>The parts of a variant with what identifies its code.</summary>
    public static SortedDictionary<string, string> WithCode(SortedDictionary<string, string> parts, string code)
    {
        parts["code"] = code;
        return parts;
    }
}
