namespace TrialKeep.Storage.Maintenance;

/// <summary>What kind of thing verification found.</summary>
public enum FindingKind
{
    /// <summary>A file can't be read, or is not what its format promises.</summary>
    DamagedFile,

    /// <summary>A line of a segment is bad or gone that had been acknowledged. The good lines around it are read.</summary>
    DamagedLine,

    /// <summary>A segment lies where another one belongs: its header names another place.</summary>
    WrongPlace,

    /// <summary>A line refers to something that is not there: a task, a variant, a template, a text, a record.</summary>
    MissingReference,

    /// <summary>A content is not what its name, or who refers to it, says.</summary>
    WrongContent,

    /// <summary>The catalog says something else than the journals; it is derived, and <see cref="Store.Reindex"/> makes it anew.</summary>
    CatalogDiffers,

    /// <summary>What a killed writer left unfinished at the end of a segment. It was never acknowledged, and the next session sets it aside.</summary>
    TornTail,

    /// <summary>Something that nobody needs: an object without a reference, an unfinished file, what was set aside.</summary>
    LeftOver,
}
