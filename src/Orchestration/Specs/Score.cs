namespace TrialKeep;

/// <summary>What an evaluator gives to a record: a number, or the reason why there is none.</summary>
public readonly record struct Score
{
    private Score(double? value, string? label, string? explanation, string? reason) =>
        (Value, Label, Explanation, Reason) = (value, label, explanation, reason);

    /// <summary>The number; 1 is right and 0 is wrong. Null when the record has no score.</summary>
    public double? Value { get; }

    /// <summary>What the evaluator saw, in short: the extracted answer, a category.</summary>
    public string? Label { get; }

    /// <summary>Why the number is what it is.</summary>
    public string? Explanation { get; }

    /// <summary>Why there is no number; null when there is one.</summary>
    public string? Reason { get; }

    /// <summary>A record counts as correct when its score is 1.</summary>
    public bool IsCorrect => Value == 1;

    /// <summary>A number.</summary>
    public static Score Of(double value, string? label = null, string? explanation = null) => new(value, label, explanation, null);

    /// <summary>Right, 1, or wrong, 0.</summary>
    public static Score Of(bool correct, string? label = null, string? explanation = null) => new(correct ? 1 : 0, label, explanation, null);

    /// <summary>No number, and why. It is counted, and it is not tried again.</summary>
    public static Score None(string reason)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
        return new(null, null, null, reason);
    }
}
