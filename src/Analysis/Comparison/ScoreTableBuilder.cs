namespace TrialKeep.Analysis.Comparison;

/// <summary>
/// Collects the outcomes of a run into a <see cref="ScoreTable"/>. Add the units in plan order, then set the cells in any order; a cell
/// that is never set is missing. Not for use from several threads at once.
/// </summary>
public sealed class ScoreTableBuilder
{
    /// <summary>What is counted when a failed or unscored answer comes without a reason.</summary>
    public const string NoReason = "no reason recorded";

    private readonly string _experiment, _runId, _evaluator;
    private readonly string[] _variants;
    private readonly List<ScoreUnit> _units = [];
    private readonly HashSet<ScoreUnit> _known = [];
    private readonly Outcome[][] _columns;
    private readonly Dictionary<(int Variant, Outcome Outcome), SortedDictionary<string, int>> _reasons = [];
    private int _capacity;

    /// <summary>Starts an empty table.</summary>
    /// <param name="experiment">The name of the experiment.</param>
    /// <param name="runId">The run the outcomes belong to.</param>
    /// <param name="evaluator">The name of the evaluator.</param>
    /// <param name="variants">The names of the variants in declared order.</param>
    /// <param name="expectedUnits">How many units will come, when it is known; only saves copying.</param>
    /// <exception cref="ArgumentException">There is no variant, or two have the same name.</exception>
    public ScoreTableBuilder(string experiment, string runId, string evaluator, IEnumerable<string> variants, int expectedUnits = 0)
    {
        ArgumentNullException.ThrowIfNull(experiment);
        ArgumentNullException.ThrowIfNull(runId);
        ArgumentNullException.ThrowIfNull(evaluator);
        ArgumentNullException.ThrowIfNull(variants);
        ArgumentOutOfRangeException.ThrowIfNegative(expectedUnits);
        (_experiment, _runId, _evaluator, _variants) = (experiment, runId, evaluator, [.. variants]);
        if (_variants.Length == 0)
            throw new ArgumentException("A score table needs at least one variant.", nameof(variants));
        if (_variants.GroupBy(name => name, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw new ArgumentException($"The variant '{twice.Key}' is listed twice.", nameof(variants));
        _columns = new Outcome[_variants.Length][];
        Array.Fill(_columns, []);
        Grow(expectedUnits);
    }

    /// <summary>Adds the next unit.</summary>
    /// <param name="item">The item's id.</param>
    /// <param name="sample">The index of the sample, from 0.</param>
    /// <returns>The index of the unit, for <see cref="Set"/>.</returns>
    /// <exception cref="ArgumentException">The unit was added before.</exception>
    public int AddUnit(string item, int sample = 0)
    {
        ArgumentNullException.ThrowIfNull(item);
        ArgumentOutOfRangeException.ThrowIfNegative(sample);
        var unit = new ScoreUnit(item, sample);
        if (!_known.Add(unit))
            throw new ArgumentException($"Sample {sample} of item '{item}' was added twice.", nameof(item));
        if (_units.Count == _capacity)
            Grow(Math.Max(16, 2 * _capacity));
        _units.Add(unit);
        return _units.Count - 1;
    }

    /// <summary>Sets what came of one unit for one variant.</summary>
    /// <param name="unit">The index that <see cref="AddUnit"/> returned.</param>
    /// <param name="variant">The index of the variant in declared order.</param>
    /// <param name="outcome">What came of it.</param>
    /// <param name="reason">Why it failed, was not scored or is missing; null when that is not known.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such unit, variant or outcome.</exception>
    /// <exception cref="ArgumentException">A scored answer came with a reason.</exception>
    /// <exception cref="InvalidOperationException">The cell was set before.</exception>
    public void Set(int unit, int variant, Outcome outcome, string? reason = null)
    {
        Require(unit, variant, outcome);
        ref Outcome cell = ref _columns[variant][unit];
        if (cell != Outcome.Missing)
            throw new InvalidOperationException(
                $"Variant '{_variants[variant]}' has two outcomes for sample {_units[unit].Sample} of item '{_units[unit].Item}'.");
        bool isScored = outcome is Outcome.Correct or Outcome.Incorrect;
        if (isScored && reason is not null)
            throw new ArgumentException("A scored answer has no reason for not being scored.", nameof(reason));
        cell = outcome;
        if (!isScored && (outcome != Outcome.Missing || reason is not null))
            Count(variant, outcome, reason ?? NoReason);
    }

    /// <summary>The table of what was collected. The builder can go on; the table does not change.</summary>
    public ScoreTable Build() => new(_experiment, _runId, _evaluator, [.. _units], [.. _variants],
        [.. _columns.Select(column => column[.._units.Count])],
        _reasons.ToDictionary(entry => entry.Key,
            entry => (IReadOnlyDictionary<string, int>)new OrderedDictionary<string, int>(entry.Value, StringComparer.Ordinal)));

    private void Require(int unit, int variant, Outcome outcome)
    {
        if ((uint)unit >= (uint)_units.Count)
            throw new ArgumentOutOfRangeException(nameof(unit), unit, $"There are {_units.Count} units.");
        if ((uint)variant >= (uint)_variants.Length)
            throw new ArgumentOutOfRangeException(nameof(variant), variant, $"There are {_variants.Length} variants.");
        if (outcome > Outcome.Failed)
            throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "There is no such outcome.");
    }

    private void Count(int variant, Outcome outcome, string reason)
    {
        if (!_reasons.TryGetValue((variant, outcome), out SortedDictionary<string, int>? counts))
            _reasons.Add((variant, outcome), counts = new SortedDictionary<string, int>(StringComparer.Ordinal));
        counts[reason] = counts.GetValueOrDefault(reason) + 1;
    }

    private void Grow(int capacity)
    {
        for (int i = 0; i < _columns.Length; i++)
            Array.Resize(ref _columns[i], capacity);
        _capacity = capacity;
    }
}
