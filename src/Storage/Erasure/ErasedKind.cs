namespace TrialKeep.Storage.Erasure;

/// <summary>What kinds of thing an erasure takes out or changes.</summary>
public enum ErasedKind
{
    /// <summary>Lines of tasks.</summary>
    Task,

    /// <summary>Lines of variants.</summary>
    Variant,

    /// <summary>Lines of templates.</summary>
    Template,

    /// <summary>Lines of shared texts.</summary>
    SharedText,

    /// <summary>Lines of records, failed attempts included.</summary>
    Record,

    /// <summary>Lines that reuse a record.</summary>
    Reuse,

    /// <summary>Lines of scores.</summary>
    Score,

    /// <summary>Lines of measurements.</summary>
    Measurement,

    /// <summary>Lines of events.</summary>
    Event,

    /// <summary>Lines of artifacts.</summary>
    Artifact,

    /// <summary>Lines of a kind that this version does not know, and reasons of tombstones, which are masked.</summary>
    Other,

    /// <summary>Entries of the manifest, whose names are masked; the generations stay planned.</summary>
    Manifest,

    /// <summary>run.json and marks: texts in them are masked.</summary>
    RunFile,

    /// <summary>Notes of data sets: texts are masked, and kept contents go.</summary>
    DataSet,

    /// <summary>Checkpoints.</summary>
    Checkpoint,

    /// <summary>Files in lost+found, and unfinished ones.</summary>
    SetAside,

    /// <summary>Contents of artifacts and data sets.</summary>
    Object,
}
