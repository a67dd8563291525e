namespace TrialKeep;

/// <summary>What an evaluator gives to a record: a number, or the reason why there is none.</summary>
public readonly record struct Score
{
    private Score(double? value, string? label, string? explanation, string? reason) =>
        (Value, Label, Explanation, Reason) = (value, label, explanation, reason);

    /// <summary>The number. Where all scores of an evaluation are 0 or 1 they are wrong and right, and their mean is a share; a number that is not finite
    /// counts as unscored. Null when the record has no score.</summary>
    public double? Value { get; }

    /// <summary>What the evaluator saw, in short: the extracted answer, a category.</summary>
    public string? Label { get; }

    /// <summary>Why the number is what it is.</summary>
    public string? Explanation { get; }

    /// <summary>Why there is no number; null when there is one.</summary>
    public string? Reason { get; }

    /// <summary>A number.</summary>
    /// <exception cref="ArgumentException">The value is not a number.</exception>
    public static Score Of(double value, string? label = null, string? explanation = null) => double.IsNaN(value)
        ? throw new ArgumentException("A score is a number, not NaN; return Score.None(reason) for a record that can't be scored.", nameof(value))
        : new(value, label, explanation, null);

    /// <summary>Right, 1, or wrong, 0.</summary>
    public static Score Of(bool correct, string? label = null, string? explanation = null) => new(correct ? 1 : 0, label, explanation, null);

    /// <summary>No number, and why. It is counted, and it is not tried again.</summary>
    /// <param name="reason">Why, in few words: the unscored are counted by it.</param>
    /// <param name="explanation">What the evaluator saw, such as the whole answer of a judge.</param>
    public static Score None(string reason, string? explanation = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
        return new(null, null, explanation, reason);
    }
}
