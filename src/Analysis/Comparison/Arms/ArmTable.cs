using System.Collections.Immutable;
using TrialKeep.Runtime.Keys;

namespace TrialKeep.Analysis.Comparison.Arms;

/// <summary>
/// The scores of one run, or of a baseline file, under one evaluation: a row for each unit, a column for each variant. Immutable; made by an
/// <see cref="ArmTableBuilder"/>. Takes 25 bytes a cell, and 8 more for each measurement.
/// </summary>
public sealed class ArmTable
{
    private readonly ArmColumn[] _columns;
    private readonly ArmUnits _units;
    private readonly Dictionary<string, int> _columnOf = new(StringComparer.Ordinal);

    internal ArmTable(string experiment, string runId, EvaluatorLabel evaluator, ArmUnits units, ImmutableArray<string> variants,
        ImmutableArray<MeasurementInfo> measurements, ArmColumn[] columns)
    {
        Experiment = experiment;
        RunId = runId;
        Evaluator = evaluator;
        Variants = variants;
        Measurements = measurements;
        (_units, _columns) = (units, columns);
        for (int i = 0; i < variants.Length; i++)
            _columnOf.Add(variants[i], i);
    }

    /// <summary>The name of the experiment.</summary>
    public string Experiment { get; }

    /// <summary>The run.</summary>
    public string RunId { get; }

    /// <summary>Who gave the scores.</summary>
    public EvaluatorLabel Evaluator { get; }

    /// <summary>The units in plan order.</summary>
    public ImmutableArray<ScoreUnit> Units => _units.Units;

    /// <summary>The names of the variants in declared order.</summary>
    public ImmutableArray<string> Variants { get; }

    /// <summary>The names in JSON of the slices that units have.</summary>
    public ImmutableArray<string> Slices => _units.Slices;

    /// <summary>The measurements that records have.</summary>
    public ImmutableArray<MeasurementInfo> Measurements { get; }

    /// <summary>Whether some unit names its cluster.</summary>
    public bool HasClusters => _units.HasClusters;

    /// <summary>The index of a variant, or -1.</summary>
    public int IndexOf(string variant) => _columnOf.TryGetValue(variant, out int index) ? index : -1;

    /// <summary>The index of a measurement, or -1.</summary>
    public int MeasurementIndexOf(string name) => Measurements.IndexOf(Measurements.FirstOrDefault(info => info.Name == name)!);

    /// <summary>The cluster that a unit names; null when it names none.</summary>
    public string? ClusterOf(int unit) => _units.Clusters[unit];

    /// <summary>The value of a unit's slice; null when it has none, or there is no such slice.</summary>
    public string? SliceOf(string slice, int unit) => _units.SliceOf(slice, unit);

    /// <summary>The digest of a unit's inputs: its key parts, templates by their arguments, shared texts left out. Null when it is not known.</summary>
    public KeyId? InputsOf(int unit) => _units.Inputs[unit] is var id && id == default ? null : id;

    /// <summary>The templates and shared texts that a unit was asked with, in the order of the members; empty when they are not known.</summary>
    public ImmutableArray<PromptPart> PromptOf(int unit) => _units.PromptOf(unit);

    /// <summary>What became of a variant's answers, in the order of the units.</summary>
    public ReadOnlySpan<Standing> StandingsOf(int variant) => _columns[variant].Standings;

    /// <summary>A variant's scores in the order of the units; NaN where there is none.</summary>
    public ReadOnlySpan<double> ScoresOf(int variant) => _columns[variant].Scores;

    /// <summary>A measurement of a variant's answers in the order of the units; NaN where there is none.</summary>
    public ReadOnlySpan<double> MeasurementsOf(int variant, int measurement) => _columns[variant].Measurements[measurement];

    /// <summary>The generation behind a cell; null when it is not known.</summary>
    public KeyId? KeyOf(int variant, int unit) => _columns[variant].Keys[unit] is var key && key == default ? null : key;

    /// <summary>Why a cell has no score; null when it has one or no reason is on record.</summary>
    public string? ReasonOf(int variant, int unit) => _columns[variant].Reasons.GetValueOrDefault(unit);
}
