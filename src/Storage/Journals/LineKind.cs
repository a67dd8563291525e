namespace TrialKeep.Storage.Journals;

internal enum LineKind
{
    /// <summary>A kind that a later version of the format brought: counted, checked and passed over.</summary>
    Unknown,
    Header,
    Template,
    Text,
    Variant,
    Task,
    Record,
    Reuse,
    Score,
    Generation,

    /// <summary>The last line of a sealed segment: read by the segment's reader, and nobody else's business.</summary>
    Seal,
    Measurement,
    Event,
    Artifact,
    Checkpoint,
    Transform,

    /// <summary>In the place of lines that maintenance took out: it stands for their numbers.</summary>
    Gap,

    /// <summary>In the place of a record or a reuse that was erased.</summary>
    Tombstone,
}
