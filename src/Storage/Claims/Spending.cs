namespace TrialKeep.Storage.Claims;

/// <summary>What calls have begun and used up: of one session, or of all that share a run together.</summary>
public readonly record struct Spending
{
    /// <summary>Work items that were begun.</summary>
    public long Items { get; init; }

    /// <summary>Work items that failed.</summary>
    public long Failures { get; init; }

    /// <summary>Calls that have begun and not ended, of sessions that live.</summary>
    public long UnderWay { get; init; }

    /// <summary>Calls that had begun and not ended when their session died or left: nobody knows what they have used up.</summary>
    public long Lost { get; init; }

    /// <summary>Calls that have ended.</summary>
    public long Ended { get; init; }

    /// <summary>Tokens in and out of the calls that have ended.</summary>
    public long Tokens { get; init; }

    /// <summary>Money of the calls that have ended; nothing for those whose cost nobody knows.</summary>
    public decimal Cost { get; init; }

    /// <summary>The most tokens of one call.</summary>
    public long DearestTokens { get; init; }

    /// <summary>The most money of one call.</summary>
    public decimal DearestCost { get; init; }

    /// <summary>Both together.</summary>
    public static Spending operator +(in Spending left, in Spending right) => new()
    {
        Items = left.Items + right.Items,
        Failures = left.Failures + right.Failures,
        UnderWay = left.UnderWay + right.UnderWay,
        Lost = left.Lost + right.Lost,
        Ended = left.Ended + right.Ended,
        Tokens = left.Tokens + right.Tokens,
        Cost = left.Cost + right.Cost,
        DearestTokens = Math.Max(left.DearestTokens, right.DearestTokens),
        DearestCost = Math.Max(left.DearestCost, right.DearestCost),
    };

    /// <summary>Both together.</summary>
    public static Spending Add(in Spending left, in Spending right) => left + right;
}
