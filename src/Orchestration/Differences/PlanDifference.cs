namespace TrialKeep.Orchestration.Differences;

/// <summary>What differs between two plans or runs, and what it costs to bring the first to the second.</summary>
/// <param name="From">The first: <c>plan</c>, or the id of a run.</param>
/// <param name="To">The second.</param>
public sealed record PlanDifference(string From, string To)
{
    /// <summary>Items that only the second has, in its order.</summary>
    public required IReadOnlyList<string> AddedItems { get; init; }

    /// <summary>Items that only the first has, in its order.</summary>
    public required IReadOnlyList<string> RemovedItems { get; init; }

    /// <summary>Items of both whose task has another key: they are asked for anew.</summary>
    public required IReadOnlyList<EntryDifference> ChangedItems { get; init; }

    /// <summary>Items of both whose references differ: they are scored anew.</summary>
    public required IReadOnlyList<EntryDifference> ChangedReferences { get; init; }

    /// <summary>Variants that only the second has.</summary>
    public required IReadOnlyList<string> AddedVariants { get; init; }

    /// <summary>Variants that only the first has.</summary>
    public required IReadOnlyList<string> RemovedVariants { get; init; }

    /// <summary>Variants with another name and the same key and code: nothing is asked for anew.</summary>
    public required IReadOnlyList<RenamedVariant> RenamedVariants { get; init; }

    /// <summary>Variants of both with another key or code.</summary>
    public required IReadOnlyList<EntryDifference> ChangedVariants { get; init; }

    /// <summary>Evaluations that only the second has.</summary>
    public required IReadOnlyList<string> AddedEvaluations { get; init; }

    /// <summary>Evaluations that only the first has.</summary>
    public required IReadOnlyList<string> RemovedEvaluations { get; init; }

    /// <summary>Evaluations of both whose evaluator is another: settings or code.</summary>
    public required IReadOnlyList<string> ChangedEvaluations { get; init; }

    /// <summary>Answers of each variant to each item, in the first.</summary>
    public required int SamplesBefore { get; init; }

    /// <summary>The same in the second.</summary>
    public required int SamplesAfter { get; init; }

    /// <summary>Planned answers that both have.</summary>
    public required int CommonAnswers { get; init; }

    /// <summary>Planned answers that only the second has.</summary>
    public required int AddedAnswers { get; init; }

    /// <summary>Planned answers that only the first has.</summary>
    public required int RemovedAnswers { get; init; }

    /// <summary>Both have the same answers in the same order, and so are executed by the same run.</summary>
    public required bool IsSameManifest { get; init; }

    /// <summary>What it costs to have what the second plans, for who has what the first has.</summary>
    public required DifferenceCost Cost { get; init; }

    /// <summary>What could not be compared.</summary>
    public required IReadOnlyList<string> Notes { get; init; }
}
