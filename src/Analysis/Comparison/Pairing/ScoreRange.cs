using TrialKeep.Analysis.Comparison.Arms;

namespace TrialKeep.Analysis.Comparison.Pairing;

/// <summary>What the scores of a comparison are and can be: 0 to 1 of a proportion, else what is declared or observed over all arms.</summary>
internal sealed record ScoreRange(ScoreKind Kind, double Low, double High, Direction Better)
{
    public double Worst => Better == Direction.Higher ? Low : High;

    public double Best => Better == Direction.Higher ? High : Low;

    public double Width => High - Low;

    /// <summary>A difference as a gain: positive is better.</summary>
    public double Gain(double difference) => Better == Direction.Higher ? difference : -difference;

    public static ScoreRange Of(IEnumerable<Arm> arms, ComparisonOptions options)
    {
        double low = double.PositiveInfinity, high = double.NegativeInfinity;
        bool isProportion = true;
        foreach ((ArmTable table, int column) in arms.Select(static arm => (arm.Table, arm.Column)).Distinct())
        {
            foreach (double score in table.ScoresOf(column))
            {
                if (double.IsNaN(score))
                    continue;
                (low, high) = (Math.Min(low, score), Math.Max(high, score));
                isProportion &= score is 0 or 1;
            }
        }

        if (isProportion)
            return new ScoreRange(ScoreKind.Proportion, 0, 1, options.Better);
        (double declaredLow, double declaredHigh) = options.Range ?? (low, high);
        if (!(declaredLow <= low && high <= declaredHigh))
            throw new ArgumentException($"Scores from {Phrasing.Figure.Number(low)} to {Phrasing.Figure.Number(high)} were observed, outside the declared range "
                + $"{Phrasing.Figure.Number(declaredLow)} to {Phrasing.Figure.Number(declaredHigh)}; correct the range.", nameof(options));
        return new ScoreRange(ScoreKind.Number, declaredLow, declaredHigh, options.Better);
    }
}
