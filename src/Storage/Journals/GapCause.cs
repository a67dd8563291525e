namespace TrialKeep.Storage.Journals;

/// <summary>Why lines were taken out of a segment.</summary>
internal enum GapCause
{
    /// <summary>A word that a later version of the format brought.</summary>
    Unknown,

    /// <summary>Others count instead of them.</summary>
    Superseded,

    /// <summary>They were damaged, or of no use without lines that were.</summary>
    Damaged,

    /// <summary>Somebody had them erased.</summary>
    Erased,
}
