using System.Collections.Immutable;
using TrialKeep.Analysis.Comparison.Stored;
using TrialKeep.Runtime.Keys;

namespace TrialKeep.Analysis.Comparison.Arms;

/// <summary>
/// Collects the scores of a run into an <see cref="ArmTable"/>. Add the units in plan order, then set the cells in any order; a cell that is
/// never set is missing. Not for use from several threads at once.
/// </summary>
public sealed class ArmTableBuilder
{
    /// <summary>What is counted when a failed or unscored answer comes without a reason.</summary>
    public const string NoReason = "no reason recorded";

    private readonly string _experiment, _runId;
    private readonly EvaluatorLabel _evaluator;
    private readonly ImmutableArray<string> _variants, _slices;
    private readonly ImmutableArray<MeasurementInfo> _measurements;
    private readonly List<ScoreUnit> _units = [];
    private readonly HashSet<ScoreUnit> _known = [];
    private readonly List<string?> _clusters = [];
    private readonly List<KeyId> _inputs = [];
    private readonly List<string?>[] _levels;
    private readonly List<int> _prompts = [];
    private readonly List<ImmutableArray<PromptPart>> _promptSets = [];
    private readonly Dictionary<string, int> _promptIndices = new(StringComparer.Ordinal);
    private readonly ArmColumn[] _columns;
    private readonly Dictionary<string, string> _texts = new(StringComparer.Ordinal);
    private int _capacity;

    /// <summary>Starts an empty table.</summary>
    /// <param name="experiment">The name of the experiment.</param>
    /// <param name="runId">The run.</param>
    /// <param name="evaluator">Who gave the scores.</param>
    /// <param name="variants">The names of the variants in declared order.</param>
    /// <param name="slices">The names of the slices; null for none.</param>
    /// <param name="measurements">The measurements; null for none.</param>
    /// <exception cref="ArgumentException">There is no variant, or two have the same name.</exception>
    public ArmTableBuilder(string experiment, string runId, EvaluatorLabel evaluator, IEnumerable<string> variants,
        IEnumerable<string>? slices = null, IEnumerable<MeasurementInfo>? measurements = null)
    {
        ArgumentNullException.ThrowIfNull(experiment);
        ArgumentNullException.ThrowIfNull(runId);
        ArgumentNullException.ThrowIfNull(evaluator);
        ArgumentNullException.ThrowIfNull(variants);
        (_experiment, _runId, _evaluator) = (experiment, runId, evaluator);
        (_variants, _slices, _measurements) = ([.. variants], [.. slices ?? []], [.. measurements ?? []]);
        if (_variants.IsEmpty)
            throw new ArgumentException("A table of scores needs at least one variant.", nameof(variants));
        if (_variants.GroupBy(static name => name, StringComparer.Ordinal).FirstOrDefault(static group => group.Count() > 1) is { } twice)
            throw new ArgumentException($"The variant '{twice.Key}' is listed twice.", nameof(variants));
        _levels = [.. _slices.Select(static _ => new List<string?>())];
        _columns = [.. _variants.Select(_ => new ArmColumn(_measurements.Length))];
    }

    /// <summary>Adds the next unit.</summary>
    /// <param name="item">The item's id.</param>
    /// <param name="sample">The index of the sample, from 0.</param>
    /// <param name="traits">What is known of its task; null for nothing.</param>
    /// <returns>The index of the unit.</returns>
    /// <exception cref="ArgumentException">The unit was added before.</exception>
    public int AddUnit(string item, int sample = 0, UnitTraits? traits = null)
    {
        ArgumentNullException.ThrowIfNull(item);
        ArgumentOutOfRangeException.ThrowIfNegative(sample);
        ScoreUnit unit = new(item, sample);
        if (!_known.Add(unit))
            throw new ArgumentException($"Sample {sample} of item '{item}' was added twice.", nameof(item));
        if (_units.Count == _capacity)
            Grow();
        _units.Add(unit);
        Describe(traits ?? UnitTraits.None);
        return _units.Count - 1;
    }

    /// <summary>Says that a cell has a score. One that is no finite number leaves the cell unscored, with that as the reason.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such unit or variant.</exception>
    /// <exception cref="InvalidOperationException">The cell was set before.</exception>
    public void SetScore(int unit, int variant, double score)
    {
        if (!double.IsFinite(score))
        {
            SetGap(unit, variant, Standing.Unscored, ScoreGap.OfNumber(score));
            return;
        }

        Demand(unit, variant);
        _columns[variant].Standings[unit] = Standing.Scored;
        _columns[variant].Scores[unit] = score;
    }

    /// <summary>Says why a cell has no score.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such unit or variant, or the standing is that of a score.</exception>
    /// <exception cref="InvalidOperationException">The cell was set before.</exception>
    public void SetGap(int unit, int variant, Standing standing, string? reason = null)
    {
        if (standing is Standing.Scored or > Standing.Erased)
            throw new ArgumentOutOfRangeException(nameof(standing), standing, "A cell with a score is no gap.");
        Demand(unit, variant);
        _columns[variant].Standings[unit] = standing;
        if ((reason ?? (standing is Standing.Missing or Standing.Erased ? null : NoReason)) is not { } text)
            return;
        if (!_texts.TryGetValue(text, out string? shared))
            _texts.Add(text, shared = text);
        _columns[variant].Reasons[unit] = shared;
    }

    /// <summary>Sets a measurement of an answer; NaN for none.</summary>
    public void SetMeasurement(int unit, int variant, int measurement, double value) => _columns[variant].Measurements[measurement][unit] = value;

    /// <summary>Names the generation behind a cell.</summary>
    public void SetKey(int unit, int variant, KeyId key) => _columns[variant].Keys[unit] = key;

    /// <summary>The table of what was collected. The builder can go on; the table does not change.</summary>
    public ArmTable Build() => new(_experiment, _runId, _evaluator,
        new ArmUnits([.. _units], _slices, [.. _levels.Select(static level => level.ToArray())], [.. _clusters], [.. _inputs], [.. _prompts], [.. _promptSets]),
        _variants, _measurements, [.. _columns.Select(column => column.Cut(_units.Count))]);

    private void Demand(int unit, int variant)
    {
        if ((uint)unit >= (uint)_units.Count)
            throw new ArgumentOutOfRangeException(nameof(unit), unit, $"There are {_units.Count} units.");
        if ((uint)variant >= (uint)_variants.Length)
            throw new ArgumentOutOfRangeException(nameof(variant), variant, $"There are {_variants.Length} variants.");
        if (_columns[variant].Standings[unit] != Standing.Missing || _columns[variant].Reasons.ContainsKey(unit))
            throw new InvalidOperationException($"Variant '{_variants[variant]}' has two outcomes for sample {_units[unit].Sample} of item '{_units[unit].Item}'.");
    }

    private void Grow()
    {
        int capacity = Math.Max(16, 2 * _capacity);
        foreach (ArmColumn column in _columns)
            column.Grow(_capacity, capacity);
        _capacity = capacity;
    }

    private void Describe(UnitTraits traits)
    {
        _clusters.Add(traits.Cluster);
        _inputs.Add(traits.Inputs ?? default);
        for (int i = 0; i < _levels.Length; i++)
            _levels[i].Add(i < traits.Slices.Length ? traits.Slices[i] : null);
        string prompt = string.Join('\n', traits.Prompt.Select(static part => $"{part.Member} {part.Kind} {part.Id}"));
        if (!_promptIndices.TryGetValue(prompt, out int index))
        {
            _promptIndices.Add(prompt, index = _promptSets.Count);
            _promptSets.Add(traits.Prompt);
        }

        _prompts.Add(index);
    }
}
