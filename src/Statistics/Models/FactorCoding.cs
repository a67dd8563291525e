namespace TrialKeep.Statistics.Models;

/// <summary>How the levels of a factor become columns, one less than there are levels.</summary>
public enum FactorCoding
{
    /// <summary>Each level but the lowest has a column of its own: its coefficient is the difference to the lowest level.</summary>
    Treatment,

    /// <summary>
    /// Each level but the highest has a column, which is -1 for the highest: its coefficient is the difference to the mean of all levels.
    /// </summary>
    Sum,
}
