using TrialKeep.Analysis.Charts;
using TrialKeep.Analysis.Comparison;
using TrialKeep.Analysis.Comparison.Arms;
using TrialKeep.Analysis.Comparison.Effects;
using TrialKeep.Analysis.Phrasing;
using TrialKeep.Statistics;

namespace TrialKeep.Analysis.Reports.Documents;

/// <summary>How the numbers and names of one comparison are written, the same in every section.</summary>
internal sealed class ReportWords(ComparisonResult result, ReportOptions options)
{
    public ComparisonResult Result => result;

    public ReportOptions Options => options;

    public bool IsProportion => result.Kind == ScoreKind.Proportion;

    public ValueFormat Format => IsProportion ? ValueFormat.Share : ValueFormat.Number;

    /// <summary>What the mean of the scores is called.</summary>
    public string Mean => IsProportion ? "accuracy" : "mean score";

    public string Title => $"{result.Experiment}: comparison of {Figure.Count(result.Arms.Count, "arm", "arms")}";

    public string Confidence => $"{Amount.Plain(100 * result.Options.Confidence)}% interval";

    public string Level => $"{Amount.Plain(100 * result.Options.Level)}%";

    public string AdjustedP => result.Options.Correction switch
    {
        Correction.Holm => "Holm p",
        Correction.Hochberg => "Hochberg p",
        Correction.BenjaminiHochberg => "BH p",
        Correction.BenjaminiYekutieli => "BY p",
        _ => "p, not adjusted",
    };

    public string Scope
    {
        get
        {
            int items = result.Arms.Count == 0 ? 0 : result.Arms.Max(static arm => arm.Items), planned = result.Arms.Count == 0 ? 0 : result.Arms.Max(static arm => arm.Planned);
            string samples = planned == items ? "" : $" with {Figure.Count(planned)} samples";
            string arms = result.Runs.Count == 1 && result.Arms.All(static arm => arm.Arm.Slice is null) ? Figure.Count(result.Arms.Count, "variant", "variants")
                : $"{Figure.Count(result.Arms.Count, "arm", "arms")} of {Figure.Count(result.Runs.Count, "run", "runs")}";
            return $"{Figure.Count(items, "item", "items")}{samples}, {arms}, scored by {DisplayText.OneLine(result.Evaluator.Name)}";
        }
    }

    public string Value(double? value) => Format.Write(value);

    public string Signed(double? value) => value is { } number ? Format.WriteSigned(number) : Amount.Nothing;

    public string Range(Interval? interval) => interval is { } range ? $"{Value(range.Low)} to {Value(range.High)}" : Amount.Nothing;

    public string SignedRange(Interval? interval) => interval is { } range ? $"{Signed(range.Low)} to {Signed(range.High)}" : Amount.Nothing;

    /// <summary>The size of a difference with its unit: "5.1 points", "0.25".</summary>
    public string Size(double difference) => IsProportion ? $"{Figure.PercentNumber(Math.Abs(difference))} points" : Amount.Plain(Math.Abs(difference));

    // A minus, because a line may break after a hyphen.
    public static string P(double? p) => p is { } value ? Figure.PValue(value).Replace('-', '\u2212') : Amount.Nothing;

    /// <summary>An arm's name for a drawing, where a run or a slice stands in a line of its own.</summary>
    public static (string Name, string Note) Label(Arm arm) => arm.Name.StartsWith(arm.Variant + " (", StringComparison.Ordinal) && arm.Name.EndsWith(')')
        ? (arm.Variant, arm.Name[(arm.Variant.Length + 2)..^1]) : (arm.Name, "");

    /// <summary>Whether a difference is for the better.</summary>
    public bool IsBetter(ArmPair pair) => pair.Effect is { } effect && (effect.Value > 0) == (result.Options.Better == Direction.Higher);

    public string Judgement(ArmPair pair) => pair.Effect is null ? "not compared" : !pair.IsReal ? "may be chance" : IsBetter(pair) ? "really better" : "really worse";

    public static string Unit(ScoreUnit unit) => unit.Sample == 0 ? DisplayText.OneLine(unit.Item) : $"{DisplayText.OneLine(unit.Item)} (sample {Figure.Count(unit.Sample)})";
}
