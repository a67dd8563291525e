namespace TrialKeep.Statistics.Agreement;

/// <summary>What a difference between two ratings means.</summary>
public enum DisagreementScale
{
    /// <summary>Ratings are names: equal or not.</summary>
    Nominal,

    /// <summary>Ratings are ranks: what counts is how many ratings lie between.</summary>
    Ordinal,

    /// <summary>Ratings are numbers: the squared difference counts.</summary>
    Interval,

    /// <summary>Ratings are numbers with a true zero: the squared difference relative to their sum counts. None may be negative.</summary>
    Ratio,
}
