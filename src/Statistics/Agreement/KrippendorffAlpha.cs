namespace TrialKeep.Statistics.Agreement;

/// <summary>
/// The reliability coefficient α = 1 - observed / expected disagreement (K. Krippendorff, Content Analysis, 3rd ed. 2013, chapter 12), for any number of raters,
/// with missing ratings. 1 is perfect agreement, 0 what chance would give, below 0 systematic disagreement.
/// </summary>
public static class KrippendorffAlpha
{
    /// <summary>The coefficient of a table of ratings.</summary>
    /// <param name="ratings">One row a unit, one column a rater; NaN where a rater gave none. Units with fewer than two ratings don't count.</param>
    /// <param name="scale">What a difference means.</param>
    /// <returns>At most 1; NaN when no two ratings can be compared, or when all ratings are equal, so that chance can't disagree.</returns>
    /// <exception cref="ArgumentException">A rating is infinite, or negative on the ratio scale.</exception>
    public static double Of(double[,] ratings, DisagreementScale scale)
    {
        ArgumentNullException.ThrowIfNull(ratings);
        List<double[]> units = Pairable(ratings, scale);
        double[] values = [.. units.SelectMany(static unit => unit).Distinct().Order()];
        if (values.Length < 2)
            return double.NaN;
        double[,] coincidences = Coincide(units, values);
        double[] totals = Totals(coincidences);
        double n = totals.Sum(), observed = 0, expected = 0;
        double[] before = Cumulate(totals);
        for (int c = 0; c < values.Length; c++)
        {
            for (int k = c + 1; k < values.Length; k++)
            {
                double weight = Distance(c, k, values, totals, before, scale);
                observed += weight * coincidences[c, k];
                expected += weight * totals[c] * totals[k];
            }
        }
        return 1 - (n - 1) * observed / expected;
    }

    private static List<double[]> Pairable(double[,] ratings, DisagreementScale scale)
    {
        List<double[]> units = [];
        for (int unit = 0; unit < ratings.GetLength(0); unit++)
        {
            double[] given = [.. Enumerable.Range(0, ratings.GetLength(1)).Select(rater => ratings[unit, rater]).Where(static rating => !double.IsNaN(rating))];
            if (given.Any(rating => double.IsInfinity(rating) || (scale == DisagreementScale.Ratio && rating < 0)))
                throw new ArgumentException("A rating must be finite, and not negative on the ratio scale; give NaN for a missing one.", nameof(ratings));
            if (given.Length >= 2)
                units.Add(given);
        }
        return units;
    }

    private static double[,] Coincide(List<double[]> units, double[] values)
    {
        var coincidences = new double[values.Length, values.Length];
        foreach (double[] unit in units)
        {
            int[] indices = [.. unit.Select(rating => Array.BinarySearch(values, rating))];
            double share = 1.0 / (unit.Length - 1);
            for (int i = 0; i < indices.Length; i++)
            {
                for (int j = 0; j < indices.Length; j++)
                    coincidences[indices[i], indices[j]] += i == j ? 0 : share;
            }
        }
        return coincidences;
    }

    private static double[] Totals(double[,] coincidences)
    {
        var totals = new double[coincidences.GetLength(0)];
        for (int c = 0; c < totals.Length; c++)
        {
            for (int k = 0; k < totals.Length; k++)
                totals[c] += coincidences[c, k];
        }
        return totals;
    }

    private static double[] Cumulate(double[] totals)
    {
        var before = new double[totals.Length + 1];
        for (int c = 0; c < totals.Length; c++)
            before[c + 1] = before[c] + totals[c];
        return before;
    }

    private static double Distance(int c, int k, double[] values, double[] totals, double[] before, DisagreementScale scale)
    {
        double difference = scale switch
        {
            DisagreementScale.Nominal => 1,
            DisagreementScale.Ordinal => before[k + 1] - before[c] - (totals[c] + totals[k]) / 2,
            DisagreementScale.Interval => values[k] - values[c],
            DisagreementScale.Ratio => (values[k] - values[c]) / (values[k] + values[c]),
            _ => throw new ArgumentOutOfRangeException(nameof(scale), scale, "There is no such scale."),
        };
        return difference * difference;
    }
}
