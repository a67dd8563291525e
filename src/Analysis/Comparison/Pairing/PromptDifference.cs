using TrialKeep.Analysis.Comparison.Arms;

namespace TrialKeep.Analysis.Comparison.Pairing;

/// <summary>Another template or shared text on paired units, which is part of what is compared.</summary>
/// <param name="Member">The path of the member in JSON.</param>
/// <param name="Baseline">What the baseline was asked with; null when it had no such part.</param>
/// <param name="Candidate">What the candidate was asked with; null when it had no such part.</param>
/// <param name="Units">On how many pairs.</param>
public sealed record PromptDifference(string Member, PromptPart? Baseline, PromptPart? Candidate, int Units)
{
    private const int Shown = 8;

    /// <summary><c>Prompt differs: template 3f2a61c0… -> 91bc04de… on 700 pairs</c>.</summary>
    public override string ToString() =>
        $"{Member} differs: {(Baseline ?? Candidate)?.Kind} {Short(Baseline)} -> {Short(Candidate)} on {Phrasing.Figure.Count(Units, "pair", "pairs")}";

    private static string Short(PromptPart? part) => part is null ? "none" : part.Id.Length > Shown ? part.Id[..Shown] + "…" : part.Id;
}
