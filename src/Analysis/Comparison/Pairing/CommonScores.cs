using TrialKeep.Analysis.Comparison.Arms;

namespace TrialKeep.Analysis.Comparison.Pairing;

/// <summary>The scores of several arms on the units that all of them planned with the same inputs; gaps by the policy.</summary>
/// <param name="Scores">For each arm its scores, in the order of the index.</param>
/// <param name="Clusters">The cluster of each unit.</param>
internal sealed record CommonScores(double[][] Scores, int[] Clusters)
{
    public static CommonScores Of(IReadOnlyList<Arm> arms, UnitIndex index, ScoreRange range, ComparisonOptions options, bool[]? included)
    {
        int[] rows = [.. Enumerable.Range(0, index.Count).Where(row => (included is null || included[row]) && IsCommon(arms, index, row, options))];
        double[][] scores = [.. arms.Select(arm => ScoresOf(arm, index, rows, range))];
        return new CommonScores(scores, [.. rows.Select(row => index.ClusterOf[row])]);
    }

    private static bool IsCommon(IReadOnlyList<Arm> arms, UnitIndex index, int row, ComparisonOptions options)
    {
        Runtime.Keys.KeyId? inputs = null;
        bool isScored = false;
        foreach (Arm arm in arms)
        {
            int unit = index.UnitsOf(arm.Table)[row];
            if (unit < 0 || !arm.Includes(unit))
                return false;
            if (arm.Table.StandingsOf(arm.Column)[unit] == Standing.Erased)
                return false;
            Runtime.Keys.KeyId? own = arm.Table.InputsOf(unit);
            if (inputs is not null && own is not null && inputs != own)
                return false;
            inputs ??= own;
            bool hasScore = arm.Table.StandingsOf(arm.Column)[unit] == Standing.Scored;
            if (!hasScore && options.Missing == MissingPolicy.Exclude)
                return false;
            isScored |= hasScore;
        }

        return isScored;
    }

    private static double[] ScoresOf(Arm arm, UnitIndex index, int[] rows, ScoreRange range)
    {
        ReadOnlySpan<double> column = arm.Table.ScoresOf(arm.Column);
        int[] units = index.UnitsOf(arm.Table);
        double[] scores = new double[rows.Length];
        for (int i = 0; i < rows.Length; i++)
            scores[i] = double.IsNaN(column[units[rows[i]]]) ? range.Worst : column[units[rows[i]]];
        return scores;
    }
}
