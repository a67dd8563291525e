using TrialKeep.Statistics.Functions;
using TrialKeep.Statistics.Proportions;

namespace TrialKeep.Statistics.Agreement;

/// <summary>
/// How a judge that says right or wrong stands to labels that are taken for true. Shares are null where there is nothing to estimate them from.
/// </summary>
/// <param name="TruePositives">Labelled right and judged right.</param>
/// <param name="FalseNegatives">Labelled right and judged wrong.</param>
/// <param name="FalsePositives">Labelled wrong and judged right.</param>
/// <param name="TrueNegatives">Labelled wrong and judged wrong.</param>
public sealed record JudgeAgreement(int TruePositives, int FalseNegatives, int FalsePositives, int TrueNegatives)
{
    /// <summary>Counts the judgements against the labels.</summary>
    /// <param name="judged">What the judge said.</param>
    /// <param name="labels">What is true, as many.</param>
    /// <exception cref="ArgumentException">The two differ in number.</exception>
    public static JudgeAgreement Of(ReadOnlySpan<bool> judged, ReadOnlySpan<bool> labels)
    {
        if (judged.Length != labels.Length)
            throw new ArgumentException($"There are {judged.Length} judgements and {labels.Length} labels; each judgement needs one.", nameof(labels));
        Span<int> counts = stackalloc int[4];
        counts.Clear();
        for (int i = 0; i < labels.Length; i++)
            counts[(labels[i] ? 2 : 0) + (judged[i] ? 1 : 0)]++;
        return new JudgeAgreement(counts[3], counts[2], counts[1], counts[0]);
    }

    /// <summary>How many were labelled.</summary>
    public int Count => TruePositives + FalseNegatives + FalsePositives + TrueNegatives;

    /// <summary>The share of what is right that the judge calls right.</summary>
    public double? Sensitivity => Share(TruePositives, TruePositives + FalseNegatives);

    /// <summary>The share of what is wrong that the judge calls wrong.</summary>
    public double? Specificity => Share(TrueNegatives, TrueNegatives + FalsePositives);

    /// <summary>The share of what the judge calls right that is.</summary>
    public double? Precision => Share(TruePositives, TruePositives + FalsePositives);

    /// <summary>The share on which judge and labels agree.</summary>
    public double? Accuracy => Share(TruePositives + TrueNegatives, Count);

    /// <summary>The interval of the sensitivity (E. B. Wilson, 1927).</summary>
    /// <param name="confidence">The two-sided confidence, between 0 and 1.</param>
    public Interval? SensitivityInterval(double confidence = 0.95) => IntervalOf(TruePositives, TruePositives + FalseNegatives, confidence);

    /// <summary>The interval of the specificity (E. B. Wilson, 1927).</summary>
    /// <param name="confidence">The two-sided confidence, between 0 and 1.</param>
    public Interval? SpecificityInterval(double confidence = 0.95) => IntervalOf(TrueNegatives, TrueNegatives + FalsePositives, confidence);

    /// <summary>The agreement beyond chance; null without labels.</summary>
    /// <param name="confidence">The two-sided confidence of its interval, between 0 and 1.</param>
    public KappaEstimate? Kappa(double confidence = 0.95) =>
        Count == 0 ? null : CohenKappa.Of(new[,] { { TruePositives, FalsePositives }, { FalseNegatives, TrueNegatives } }, confidence: confidence);

    /// <summary>
    /// The true rate behind a rate that the judge reports: (reported + specificity - 1) / (sensitivity + specificity - 1), cut at 0 and 1
    /// (W. J. Rogan, B. Gladen, 1978). Null when the judge tells nothing, that is when sensitivity and specificity add up to at most 1.
    /// </summary>
    /// <param name="reported">The share that the judge calls right, 0 to 1.</param>
    public double? CorrectedRate(double reported)
    {
        Argument.RequireProbability(reported, nameof(reported));
        double youden = (Sensitivity + Specificity - 1) ?? 0;
        return youden <= 0 ? null : Math.Clamp((reported + Specificity!.Value - 1) / youden, 0, 1);
    }

    /// <summary>
    /// The interval of <see cref="CorrectedRate"/>, which allows for the errors of sensitivity and specificity too, cut at 0 and 1
    /// (Zs. Lang, J. Reiczigel, Preventive Veterinary Medicine 113, 2014): the delta method on rates with pseudo-observations, z²/2 of each kind for
    /// the reported rate and one of each kind for the others, about a centre that is shifted by
    /// 2 z² (π Se (1 - Se) / n₁ - (1 - π) Sp (1 - Sp) / n₀). Holds its level from about 10 labels of each kind.
    /// </summary>
    /// <param name="right">How many the judge calls right, not negative.</param>
    /// <param name="judged">How many it judged, at least as many, positive; taken to be independent of those with labels.</param>
    /// <param name="confidence">The two-sided confidence, between 0 and 1.</param>
    /// <returns>Null when the judge tells nothing, as for the rate; 0 to 1 when so few labels of one kind can't show that it tells something.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A parameter lies outside its range.</exception>
    public Interval? CorrectedInterval(int right, int judged, double confidence = 0.95)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(right);
        ArgumentOutOfRangeException.ThrowIfLessThan(judged, Math.Max(1, right));
        double z = NormalDistribution.TwoSidedQuantile(confidence);
        if (CorrectedRate((double)right / judged) is null)
            return null;
        double all = judged + z * z, positives = TruePositives + FalseNegatives + 2, negatives = TrueNegatives + FalsePositives + 2;
        double reported = (right + z * z / 2) / all, sensitivity = (TruePositives + 1) / positives, specificity = (TrueNegatives + 1) / negatives;
        double youden = sensitivity + specificity - 1;
        if (youden <= 0)
            return new Interval(0, 1);
        double rate = (reported + specificity - 1) / youden;
        double ofSensitivity = sensitivity * (1 - sensitivity) / positives, ofSpecificity = specificity * (1 - specificity) / negatives;
        double centre = rate + 2 * z * z * (rate * ofSensitivity - (1 - rate) * ofSpecificity);
        double reach = z * Math.Sqrt(reported * (1 - reported) / all + rate * rate * ofSensitivity + (1 - rate) * (1 - rate) * ofSpecificity) / youden;
        return new Interval(Math.Clamp(centre - reach, 0, 1), Math.Clamp(centre + reach, 0, 1));
    }

    private static double? Share(int part, int whole) => whole == 0 ? null : (double)part / whole;

    private static Interval? IntervalOf(int part, int whole, double confidence) => whole == 0 ? null : WilsonInterval.Of(part, whole, confidence);
}
