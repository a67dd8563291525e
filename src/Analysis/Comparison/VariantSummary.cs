using TrialKeep.Statistics;
using TrialKeep.Statistics.Proportions;

namespace TrialKeep.Analysis.Comparison;

/// <summary>What came of one variant's planned answers. Planned is always the sum of scored, unscored, failed and missing.</summary>
public sealed record VariantSummary
{
    /// <summary>Counts a variant's outcomes.</summary>
    /// <param name="variant">The variant's name.</param>
    /// <param name="outcomes">What came of each of its planned answers.</param>
    public VariantSummary(string variant, ReadOnlySpan<Outcome> outcomes)
    {
        ArgumentNullException.ThrowIfNull(variant);
        Span<int> counts = stackalloc int[5];
        counts.Clear();
        foreach (Outcome outcome in outcomes)
            counts[(int)outcome]++;
        Variant = variant;
        Correct = counts[(int)Outcome.Correct];
        Total = Correct + counts[(int)Outcome.Incorrect];
        Unscored = counts[(int)Outcome.Unscored];
        Failed = counts[(int)Outcome.Failed];
        Missing = counts[(int)Outcome.Missing];
        if (Total > 0)
            Interval = WilsonInterval.Of(Correct, Total);
    }

    /// <summary>The variant's name.</summary>
    public string Variant { get; }

    /// <summary>How many answers were planned: scored, unscored, failed and missing together.</summary>
    public int Planned => Total + Unscored + Failed + Missing;

    /// <summary>How many answers were scored.</summary>
    public int Total { get; }

    /// <summary>How many scored answers are right.</summary>
    public int Correct { get; }

    /// <summary>How many answers were given but not scored.</summary>
    public int Unscored { get; }

    /// <summary>How many generations have only failures.</summary>
    public int Failed { get; }

    /// <summary>How many generations have neither an answer nor a failure.</summary>
    public int Missing { get; }

    /// <summary>Correct answers as a share of the scored ones, 0 to 1; null when none is scored.</summary>
    public double? Accuracy => Total > 0 ? (double)Correct / Total : null;

    /// <summary>The accuracy's 95% interval (E. B. Wilson, 1927); null when no answer is scored.</summary>
    public Interval? Interval { get; }

    /// <summary>The lower limit of <see cref="Interval"/>.</summary>
    public double? Low => Interval?.Low;

    /// <summary>The upper limit of <see cref="Interval"/>.</summary>
    public double? High => Interval?.High;
}
