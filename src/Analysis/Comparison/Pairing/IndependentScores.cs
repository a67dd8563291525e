using TrialKeep.Analysis.Comparison.Arms;

namespace TrialKeep.Analysis.Comparison.Pairing;

/// <summary>The scores of one arm in the order of the index.</summary>
internal sealed record IndependentScores(double[] Scores, int[] Clusters, int[] Rows)
{
    public int ClusterCount { get; } = Clusters.Distinct().Count();

    public bool IsClustered => ClusterCount < Scores.Length;

    public static IndependentScores Of(UnitIndex index, Arm arm, bool[]? included)
    {
        List<double> scores = [];
        List<int> rows = [];
        int[] units = index.UnitsOf(arm.Table);
        ReadOnlySpan<double> column = arm.Table.ScoresOf(arm.Column);
        for (int row = 0; row < index.Count; row++)
        {
            if ((included is not null && !included[row]) || units[row] < 0 || !arm.Includes(units[row]) || double.IsNaN(column[units[row]]))
                continue;
            scores.Add(column[units[row]]);
            rows.Add(row);
        }

        return new IndependentScores([.. scores], [.. rows.Select(row => index.ClusterOf[row])], [.. rows]);
    }
}
