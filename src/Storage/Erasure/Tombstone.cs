using TrialKeep.Runtime.Keys;

namespace TrialKeep.Storage.Erasure;

/// <summary>What stays of something that was erased. The thing itself can't be read from it; who has it can tell that it was erased.</summary>
/// <param name="Of">What it was.</param>
/// <param name="Id">The key of a task or a generation; of an item or a text the first half of a digest.</param>
/// <param name="Experiment">The experiment that it was erased from; null for all.</param>
/// <param name="By">The <see cref="Id"/> of what was asked for: that of an item for its tasks and generations.</param>
/// <param name="Time">When.</param>
/// <param name="Reason">Why.</param>
public sealed record Tombstone(ErasedSubject Of, KeyId Id, string? Experiment, KeyId By, DateTimeOffset Time, string Reason)
{
    internal static KeyId IdOfItem(string item) => IdOf("erased item"u8, item);

    internal static KeyId IdOfText(string text) => IdOf("erased text"u8, text);

    private static KeyId IdOf(ReadOnlySpan<byte> kind, string text)
    {
        CompositeDigest digest = CompositeDigest.Of(kind);
        digest.Add(text);
        return digest.Finish().Id;
    }
}
