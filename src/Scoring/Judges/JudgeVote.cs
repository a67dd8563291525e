namespace TrialKeep;

/// <summary>What is made of several judgments, or of the labels of several raters.</summary>
public enum JudgeVote
{
    /// <summary>The middle one; the mean of both in the middle where their number is even.</summary>
    Median,

    /// <summary>The one that more than half gave; none where no one has that.</summary>
    Majority,

    /// <summary>The arithmetic mean.</summary>
    Mean,
}
