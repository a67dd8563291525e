using System.Collections.ObjectModel;

namespace TrialKeep.Analysis.Comparison;

/// <summary>
/// The outcomes of one run under one evaluator: a row for each unit, a column for each variant. Immutable, one byte a cell; made by a
/// <see cref="ScoreTableBuilder"/>.
/// </summary>
public sealed class ScoreTable
{
    private static readonly IReadOnlyDictionary<string, int> _noReasons = ReadOnlyDictionary<string, int>.Empty;

    private readonly Outcome[][] _columns;
    private readonly Dictionary<(int Variant, Outcome Outcome), IReadOnlyDictionary<string, int>> _reasons;
    private readonly Dictionary<string, int> _variantIndices = new(StringComparer.Ordinal);

    internal ScoreTable(string experiment, string runId, string evaluator, ScoreUnit[] units, string[] variants, Outcome[][] columns,
        Dictionary<(int Variant, Outcome Outcome), IReadOnlyDictionary<string, int>> reasons)
    {
        Experiment = experiment;
        RunId = runId;
        Evaluator = evaluator;
        Units = Array.AsReadOnly(units);
        Variants = Array.AsReadOnly(variants);
        _columns = columns;
        _reasons = reasons;
        for (int i = 0; i < variants.Length; i++)
            _variantIndices.Add(variants[i], i);
    }

    /// <summary>The name of the experiment.</summary>
    public string Experiment { get; }

    /// <summary>The run the outcomes belong to.</summary>
    public string RunId { get; }

    /// <summary>The name of the evaluator that gave the scores.</summary>
    public string Evaluator { get; }

    /// <summary>The units in plan order.</summary>
    public IReadOnlyList<ScoreUnit> Units { get; }

    /// <summary>The names of the variants in declared order.</summary>
    public IReadOnlyList<string> Variants { get; }

    /// <summary>The outcome of one cell.</summary>
    /// <param name="unit">The index of the unit in <see cref="Units"/>.</param>
    /// <param name="variant">The index of the variant in <see cref="Variants"/>.</param>
    /// <exception cref="IndexOutOfRangeException">There is no such unit or variant.</exception>
    public Outcome this[int unit, int variant] => _columns[variant][unit];

    /// <summary>A variant's outcomes in the order of <see cref="Units"/>, without copying.</summary>
    /// <param name="variant">The index of the variant in <see cref="Variants"/>.</param>
    /// <exception cref="IndexOutOfRangeException">There is no such variant.</exception>
    public ReadOnlySpan<Outcome> OutcomesOf(int variant) => _columns[variant];

    /// <summary>The index of a variant in <see cref="Variants"/>, or -1.</summary>
    /// <param name="variant">The variant's name.</param>
    public int IndexOf(string variant) => _variantIndices.TryGetValue(variant, out int index) ? index : -1;

    /// <summary>
    /// Why a variant's answers failed, were not scored or are missing: how often each reason was given, in ordinal order. For failed and
    /// unscored cells the counts add up to the number of cells; missing cells without a reason are not listed.
    /// </summary>
    /// <param name="variant">The index of the variant in <see cref="Variants"/>.</param>
    /// <param name="outcome"><see cref="Outcome.Failed"/>, <see cref="Outcome.Unscored"/> or <see cref="Outcome.Missing"/>; the others have
    /// no reasons.</param>
    public IReadOnlyDictionary<string, int> Reasons(int variant, Outcome outcome) =>
        _reasons.GetValueOrDefault((variant, outcome), _noReasons);
}
