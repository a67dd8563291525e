namespace TrialKeep.Storage.Streaming;

/// <summary>The order in which the records of a run come.</summary>
public enum RecordOrder
{
    /// <summary>As they stand in the journal: the fastest.</summary>
    Journal,

    /// <summary>As the manifest lists their generations: the same for equal plans, whatever finished first.</summary>
    Plan,
}
