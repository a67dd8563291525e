using TrialKeep.Analysis.Comparison.Arms;
using TrialKeep.Analysis.Comparison.Calibrations;
using TrialKeep.Analysis.Comparison.Effects;
using TrialKeep.Analysis.Comparison.Judges;
using TrialKeep.Analysis.Comparison.Leaderboards;
using TrialKeep.Analysis.Comparison.Slices;
using TrialKeep.Analysis.Comparison.Steps;
using TrialKeep.Analysis.Comparison.Tradeoffs;

namespace TrialKeep.Analysis.Comparison;

/// <summary>Everything the reports say about some arms under one evaluation. Immutable.</summary>
public sealed record ComparisonResult
{
    /// <summary>The name of the experiment, of the last arm where they differ.</summary>
    public required string Experiment { get; init; }

    /// <summary>Who gave the scores.</summary>
    public required EvaluatorLabel Evaluator { get; init; }

    /// <summary>What the scores are.</summary>
    public required ScoreKind Kind { get; init; }

    /// <summary>What it was told.</summary>
    public required ComparisonOptions Options { get; init; }

    /// <summary>The runs that the arms are of, in their order.</summary>
    public required IReadOnlyList<string> Runs { get; init; }

    /// <summary>The arms, each for itself, in the order given.</summary>
    public required IReadOnlyList<ArmSummary> Arms { get; init; }

    /// <summary>
    /// The pairs: of one run the first arm with each later one, then the second with each later one; against a baseline each arm with its
    /// namesake there.
    /// </summary>
    public required IReadOnlyList<ArmPair> Pairs { get; init; }

    /// <summary>Arms of a comparison against a baseline that have no namesake there, and arms of the baseline that have none here.</summary>
    public required IReadOnlyList<Arm> Unmatched { get; init; }

    /// <summary>The arms by rank; null with fewer than two arms, or without a unit that all of them share.</summary>
    public required Leaderboard? Leaderboard { get; init; }

    /// <summary>A front for each measurement and, when there are several, one for all together; empty without measurements.</summary>
    public required IReadOnlyList<ParetoFront> Fronts { get; init; }

    /// <summary>The comparison by each slice that was asked for.</summary>
    public required IReadOnlyList<SliceComparison> Slices { get; init; }

    /// <summary>How the scores agree with labels, over all arms and by arm; empty when there are no labels.</summary>
    public IReadOnlyList<JudgeReport> Judge { get; init; } = [];

    /// <summary>How sure answers were against how often they are right; empty where nothing says how sure they were.</summary>
    public IReadOnlyList<CalibrationReport> Calibration { get; init; } = [];

    /// <summary>What was measured over steps; empty where nothing was, or where the comparison is not of stored runs.</summary>
    public IReadOnlyList<StepSeries> Steps { get; init; } = [];

    /// <summary>What is not as one would expect, in sentences: inputs that could not be checked, items that changed.</summary>
    public required IReadOnlyList<string> Notes { get; init; }
}
