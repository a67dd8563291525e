namespace TrialKeep;

/// <summary>The columns of a file of labels. Only item and score must be there; what is empty or not there counts for all.</summary>
public sealed record LabelColumns
{
    /// <summary>The id of the item.</summary>
    public string Item { get; init; } = "item";

    /// <summary>The name of the variant whose answer was labelled.</summary>
    public string Variant { get; init; } = "variant";

    /// <summary>Which of its answers, from 0.</summary>
    public string Sample { get; init; } = "sample";

    /// <summary>Who labelled.</summary>
    public string Rater { get; init; } = "rater";

    /// <summary>The version of the rubric by which.</summary>
    public string Rubric { get; init; } = "rubric";

    /// <summary>The label: a number, true or false. A row without one is no label.</summary>
    public string Score { get; init; } = "score";

    /// <summary>Why.</summary>
    public string Comment { get; init; } = "comment";
}
