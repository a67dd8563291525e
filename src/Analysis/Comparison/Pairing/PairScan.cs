using System.Collections.Immutable;
using TrialKeep.Analysis.Comparison.Arms;
using TrialKeep.Runtime.Keys;

namespace TrialKeep.Analysis.Comparison.Pairing;

/// <summary>Goes over the rows of two arms and sorts them into pairs, gaps and changed items.</summary>
internal sealed class PairScan(UnitIndex index, Arm baseline, Arm candidate, ScoreRange range, ComparisonOptions options)
{
    private readonly int[] _baselineUnits = index.UnitsOf(baseline.Table);
    private readonly int[] _candidateUnits = index.UnitsOf(candidate.Table);
    private readonly bool _mayChange = !ReferenceEquals(baseline.Table, candidate.Table);
    private readonly List<(int Unit, PairGap Gap)> _gaps = [];
    private readonly List<(int Unit, ScoreUnit Changed)> _changed = [];
    private readonly Dictionary<(ImmutableArray<PromptPart>, ImmutableArray<PromptPart>), int> _prompts = [];
    private int _onlyBaseline, _onlyCandidate, _bothScored, _baselineGaps, _neither, _erased;
    private double _difference, _worst, _best;

    private readonly int[] _candidateGaps = new int[3];

    public List<int> Rows { get; } = [];

    public List<double> BaselineScores { get; } = [];

    public List<double> CandidateScores { get; } = [];

    public List<bool> Imputed { get; } = [];

    public EffectSums Sums => new(InBoth - _changed.Count - _erased, _difference, _worst, _best);

    private int InBoth => _changed.Count + _bothScored + _candidateGaps.Sum() + _baselineGaps + _neither + _erased;

    public void Take(int row)
    {
        int before = _baselineUnits[row], after = _candidateUnits[row];
        bool isBefore = before >= 0 && baseline.Includes(before), isAfter = after >= 0 && candidate.Includes(after);
        if (isBefore && isAfter)
            TakePair(row, before, after);
        else if (isBefore)
            _onlyBaseline++;
        else if (isAfter)
            _onlyCandidate++;
    }

    public PairCounts Counts() => new()
    {
        InBoth = InBoth,
        OnlyInBaseline = _onlyBaseline,
        OnlyInCandidate = _onlyCandidate,
        Changed = _changed.Count,
        BothScored = _bothScored,
        CandidateMissing = _candidateGaps[(int)Standing.Missing],
        CandidateFailed = _candidateGaps[(int)Standing.Failed],
        CandidateUnscored = _candidateGaps[(int)Standing.Unscored],
        BaselineGaps = _baselineGaps,
        NeitherScored = _neither,
        Erased = _erased,
        Compared = Rows.Count,
        Clusters = Rows.Select(row => index.ClusterOf[row]).Distinct().Count(),
        Imputed = Imputed.Count(static isImputed => isImputed),
    };

    public IReadOnlyList<PairGap> Gaps() => [.. _gaps.OrderBy(static gap => gap.Unit).Take(options.Listed).Select(static gap => gap.Gap)];

    public IReadOnlyList<ScoreUnit> ChangedUnits() => [.. _changed.OrderBy(static unit => unit.Unit).Take(options.Listed).Select(static unit => unit.Changed)];

    /// <summary>The parts that differ, by member, each pair of contents with the number of pairs it stands on.</summary>
    public IReadOnlyList<PromptDifference> Prompts()
    {
        Dictionary<(string Member, PromptPart? Before, PromptPart? After), int> differences = [];
        foreach (((ImmutableArray<PromptPart> before, ImmutableArray<PromptPart> after), int units) in _prompts)
        {
            foreach (string member in before.Concat(after).Select(static part => part.Member).Distinct())
            {
                PromptPart? old = before.FirstOrDefault(part => part.Member == member), now = after.FirstOrDefault(part => part.Member == member);
                if (old != now)
                    differences[(member, old, now)] = differences.GetValueOrDefault((member, old, now)) + units;
            }
        }

        return [.. differences.Select(static pair => new PromptDifference(pair.Key.Member, pair.Key.Before, pair.Key.After, pair.Value))
            .OrderBy(static difference => difference.Member, StringComparer.Ordinal).ThenByDescending(static difference => difference.Units)
            .ThenBy(static difference => difference.Baseline?.Id, StringComparer.Ordinal).ThenBy(static difference => difference.Candidate?.Id, StringComparer.Ordinal)];
    }

    private void TakePair(int row, int before, int after)
    {
        if (_mayChange && HasOtherInputs(before, after))
        {
            _changed.Add((after, index.Rows[row]));
            return;
        }

        if (_mayChange)
            Count(baseline.Table.PromptOf(before), candidate.Table.PromptOf(after));
        Standing standing = baseline.Table.StandingsOf(baseline.Column)[before], then = candidate.Table.StandingsOf(candidate.Column)[after];
        double old = baseline.Table.ScoresOf(baseline.Column)[before], now = candidate.Table.ScoresOf(candidate.Column)[after];
        // Whoever had it erased says nothing of how good it was.
        if (standing == Standing.Erased || then == Standing.Erased)
            _erased++;
        else if (standing == Standing.Scored && then == Standing.Scored)
            TakeScores(row, old, now);
        else
            TakeGap(row, before, after, standing, then, old, now);
    }

    private bool HasOtherInputs(int before, int after) =>
        baseline.Table.InputsOf(before) is KeyId old && candidate.Table.InputsOf(after) is KeyId now && old != now;

    private void Count(ImmutableArray<PromptPart> before, ImmutableArray<PromptPart> after)
    {
        if (!before.IsEmpty || !after.IsEmpty)
            _prompts[(before, after)] = _prompts.GetValueOrDefault((before, after)) + 1;
    }

    private void TakeScores(int row, double old, double now)
    {
        _bothScored++;
        _difference += now - old;
        Add(row, old, now, isImputed: false);
    }

    private void TakeGap(int row, int before, int after, Standing standing, Standing then, double old, double now)
    {
        bool isScoredBefore = standing == Standing.Scored, isScoredAfter = then == Standing.Scored;
        _worst += (isScoredAfter ? now : range.Worst) - (isScoredBefore ? old : range.Best);
        _best += (isScoredAfter ? now : range.Best) - (isScoredBefore ? old : range.Worst);
        string? reason = isScoredAfter ? baseline.Table.ReasonOf(baseline.Column, before) : candidate.Table.ReasonOf(candidate.Column, after);
        _gaps.Add((after, new PairGap(index.Rows[row], standing, then, reason)));
        if (isScoredBefore)
        {
            _candidateGaps[(int)then]++;
            if (options.Missing == MissingPolicy.AgainstCandidate)
                Add(row, old, range.Worst, isImputed: true);
        }
        else if (isScoredAfter)
        {
            _baselineGaps++;
        }
        else
        {
            _neither++;
        }
    }

    private void Add(int row, double old, double now, bool isImputed)
    {
        Rows.Add(row);
        BaselineScores.Add(old);
        CandidateScores.Add(now);
        Imputed.Add(isImputed);
    }
}
