namespace WordProblems.Baselines.Sentences;

/// <summary>A number with what its sentence says about it.</summary>
/// <param name="Value">The number; for a part, the part.</param>
/// <param name="Role">What it is.</param>
/// <param name="Unit">What is counted, in the singular; <c>$</c> for money; empty if unknown.</param>
/// <param name="Per">For a rate, what it is for, in the singular; empty for <c>each</c> of what was counted just before.</param>
/// <param name="Subject">The name that the clause begins with, or empty.</param>
/// <param name="Than">For a difference or a factor, who is compared with, or empty.</param>
/// <param name="Sentence">Index of the sentence.</param>
internal sealed record Quantity(
    decimal Value,
    Role Role,
    string Unit,
    string Per = "",
    string Subject = "",
    string Than = "",
    int Sentence = 0)
{
    /// <summary>Whether the clause takes this away from what its subject had.</summary>
    public bool IsTakenAway { get; init; }

    /// <summary>Whether the clause says that somebody has or pays this already.</summary>
    public bool IsAtHand { get; init; }

    public bool IsAsked { get; init; }

    public decimal Signed => IsTakenAway ? -Value : Value;
}
