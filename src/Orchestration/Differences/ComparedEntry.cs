using TrialKeep.Orchestration.Explaining;

namespace TrialKeep.Orchestration.Differences;

/// <summary>An item or a variant of a side.</summary>
/// <param name="Identity">Its key, with its code where it is a variant; null when nothing is stored of it.</param>
/// <param name="Parts">Its key parts as text.</param>
/// <param name="References">Its references as text; none for a variant.</param>
internal sealed record ComparedEntry(string? Identity, Func<SortedDictionary<string, string>> Parts, Func<SortedDictionary<string, string>> References)
{
    public static ComparedEntry Unknown { get; } = new(null, static () => new(StringComparer.Ordinal), static () => new(StringComparer.Ordinal));

    public EntryDifference Against(string name, ComparedEntry before) => new(name, KeyParts.Compare(before.Parts(), Parts()));
}
