namespace TrialKeep.Orchestration.Estimating;

/// <summary>Sums over calls. Each has its own count, because not every call says everything.</summary>
internal readonly record struct CallSums
{
    /// <summary>Calls of which the time is known.</summary>
    public long Timed { get; init; }

    public double Seconds { get; init; }

    /// <summary>Calls of which the tokens are known.</summary>
    public long Counted { get; init; }

    public long Input { get; init; }

    public long Output { get; init; }

    public long Cached { get; init; }

    /// <summary>Calls of which the cost is known.</summary>
    public long Priced { get; init; }

    public decimal Cost { get; init; }

    public static CallSums operator +(CallSums left, CallSums right) => new()
    {
        Timed = left.Timed + right.Timed,
        Seconds = left.Seconds + right.Seconds,
        Counted = left.Counted + right.Counted,
        Input = left.Input + right.Input,
        Output = left.Output + right.Output,
        Cached = left.Cached + right.Cached,
        Priced = left.Priced + right.Priced,
        Cost = left.Cost + right.Cost,
    };
}
