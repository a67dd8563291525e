using System.IO.Enumeration;

namespace TrialKeep.Orchestration.Planning;

/// <summary>Which part of an experiment is planned. It changes the manifest, and so the run.</summary>
public sealed record Selection
{
    /// <summary>Everything.</summary>
    public static Selection All { get; } = new();

    /// <summary>Only the first items of the data set; null for all.</summary>
    public int? Limit { get; init; }

    /// <summary>A seeded draw of items, in data-set order; null for all.</summary>
    public int? Subset { get; init; }

    /// <summary>The seed of the draw.</summary>
    public long SubsetSeed { get; init; }

    /// <summary>A slice of the task, each level of which has its share of the draw; null for a draw that knows no levels.</summary>
    public string? SubsetBy { get; init; }

    /// <summary>Only the variants whose names match, with <c>*</c> and <c>?</c>; null for all.</summary>
    public string? Variants { get; init; }

    /// <summary>Answers a task, instead of what the experiment says.</summary>
    public int? Samples { get; init; }

    /// <summary>Whether a variant is selected by its name.</summary>
    public bool Includes(string variant) => Variants is null || FileSystemName.MatchesSimpleExpression(Variants, variant, ignoreCase: false);
}
