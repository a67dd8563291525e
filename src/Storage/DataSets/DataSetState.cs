namespace TrialKeep.Storage.DataSets;

/// <summary>How a data set compares with what a run noted before.</summary>
public enum DataSetState
{
    /// <summary>The run had noted none.</summary>
    First,

    /// <summary>It is what the run noted last.</summary>
    Same,

    /// <summary>Its content or what is said of it differs from what the run noted last: both notes are kept.</summary>
    Changed,
}
