namespace TrialKeep.Storage;

/// <summary>What kind of thing went wrong with a store.</summary>
public enum Problem
{
    /// <summary>A name given by the user is not one that may become a file's name.</summary>
    BadName,

    /// <summary>The store can't be written: permissions, a read-only medium, a file where a folder belongs, or a device that fails.</summary>
    NotWritable,

    /// <summary>The store can't be read: permissions or a device that fails.</summary>
    NotReadable,

    /// <summary>The store was written by a newer version of this SDK.</summary>
    NewerFormat,

    /// <summary>A file does not hold what its checksum or its format promises.</summary>
    Damaged,

    /// <summary>Another process holds the lock.</summary>
    Busy,

    /// <summary>There is no such run, manifest, record or evaluation.</summary>
    NotFound,

    /// <summary>The disk or the quota is full; what was acknowledged is kept.</summary>
    DiskFull,

    /// <summary>The call does not fit the state: a sequence that another store wrote, a writer that was closed.</summary>
    BadState,

    /// <summary>Several things fit what was asked for; the message names them.</summary>
    Ambiguous,

    /// <summary>The place is not one that a store trusts: a symbolic link inside it, a network file system.</summary>
    Refused,
}
