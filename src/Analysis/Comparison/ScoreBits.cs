using System.Numerics;

namespace TrialKeep.Analysis.Comparison;

/// <summary>A variant's outcomes as two bits a unit, so that pairs of variants are counted sixty-four units at a time.</summary>
internal sealed class ScoreBits
{
    private readonly ulong[] _scored, _correct;

    public ScoreBits(ReadOnlySpan<Outcome> outcomes)
    {
        int words = (outcomes.Length + 63) / 64;
        (_scored, _correct) = (new ulong[words], new ulong[words]);
        for (int i = 0; i < outcomes.Length; i++)
        {
            ulong bit = 1ul << (i & 63);
            if (outcomes[i] == Outcome.Correct)
                _correct[i >> 6] |= bit;
            if (outcomes[i] is Outcome.Correct or Outcome.Incorrect)
                _scored[i >> 6] |= bit;
        }
    }

    /// <summary>Counts the units by what this and a candidate on the same units made of them.</summary>
    public PairedCounts Against(ScoreBits candidate)
    {
        int n = 0, baselineOnly = 0, candidateOnly = 0;
        for (int i = 0; i < _scored.Length; i++)
        {
            ulong both = _scored[i] & candidate._scored[i];
            n += BitOperations.PopCount(both);
            baselineOnly += BitOperations.PopCount(both & _correct[i] & ~candidate._correct[i]);
            candidateOnly += BitOperations.PopCount(both & ~_correct[i] & candidate._correct[i]);
        }
        return new PairedCounts(n, baselineOnly, candidateOnly);
    }
}
