namespace TrialKeep;

/// <summary>Why a call stopped before it was through.</summary>
public enum StopKind
{
    /// <summary>A first failure, or as many as may be.</summary>
    Failures,

    /// <summary>A variant failed with the same error again and again; it is not asked any more, while the others go on.</summary>
    Breaker,

    /// <summary>The budget of items is used up.</summary>
    Items,

    /// <summary>The budget of tokens is used up.</summary>
    Tokens,

    /// <summary>The budget of money is used up.</summary>
    Cost,

    /// <summary>The time is up.</summary>
    Time,

    /// <summary>A hook failed.</summary>
    Hook,

    /// <summary>A stage of the program's own failed.</summary>
    Stage,
}
