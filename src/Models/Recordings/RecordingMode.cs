namespace TrialKeep;

/// <summary>What a client does with a recording.</summary>
public enum RecordingMode
{
    /// <summary>Answers from the recording only; a request that is not in it is an error.</summary>
    Replay,

    /// <summary>Answers from the recording; what is not in it is asked and added.</summary>
    ReplayOrRecord,

    /// <summary>Asks always and adds the answer, which counts instead of an earlier one.</summary>
    Record,
}
