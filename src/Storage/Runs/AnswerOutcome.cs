namespace TrialKeep;

/// <summary>How an answer ended. A refused or truncated one is an answer: it is recorded, counted and scored, and not tried again.</summary>
public enum AnswerOutcome
{
    /// <summary>As it should.</summary>
    Complete,

    /// <summary>It was cut, by a limit on its length.</summary>
    Truncated,

    /// <summary>The model or its filter declined to answer.</summary>
    Refused,
}
