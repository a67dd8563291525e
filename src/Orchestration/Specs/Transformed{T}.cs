namespace TrialKeep;

/// <summary>What a transform gives: an output, or the reason why there is none. An output converts to it by itself.</summary>
/// <typeparam name="T">The type of the output.</typeparam>
public readonly record struct Transformed<T>
{
    private Transformed(T? value, string? reason) => (Value, Reason) = (value, reason);

    /// <summary>The output; nothing when there is a reason.</summary>
    public T? Value { get; }

    /// <summary>Why there is no output; null when there is one.</summary>
    public string? Reason { get; }

    /// <summary>An output.</summary>
    public static Transformed<T> Of(T value) => value is null ? throw new ArgumentNullException(nameof(value)) : new(value, null);

    /// <summary>Nothing was found, and why. It is counted, it is no failure, and it is not tried again.</summary>
    /// <exception cref="ArgumentException">The reason is empty.</exception>
    public static Transformed<T> None(string reason)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
        return new(default, reason);
    }

    /// <summary>An output.</summary>
    public static implicit operator Transformed<T>(T value) => Of(value);
}
