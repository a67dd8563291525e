namespace TrialKeep.Generator.Parsing.Locks;

/// <summary>What a difference from the lock comes to.</summary>
internal enum LockRule
{
    /// <summary>TRK203: a difference that a version would declare.</summary>
    Undeclared,

    /// <summary>TRK204: a part of the key has another name.</summary>
    RenamedKey,

    /// <summary>TRK205: a name in JSON is no longer read.</summary>
    RenamedWire,

    /// <summary>TRK207: stored rows lack a required member.</summary>
    NoDefault,

    /// <summary>TRK208: a removed name could come back.</summary>
    NotRetired,

    /// <summary>TRK210: harmless, but the lock doesn't say it.</summary>
    Outdated,
}
