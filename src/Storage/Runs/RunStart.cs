using System.Collections.Immutable;
using TrialKeep.Runtime.Schemas;

namespace TrialKeep.Storage.Runs;

/// <summary>What a session says about itself when it begins or continues a run.</summary>
public sealed record RunStart
{
    /// <summary>The configuration snapshot as one JSON value, secrets masked; null for none. Of a continued run the new one replaces the old one.</summary>
    public string? Configuration { get; init; }

    /// <summary>The command line, secrets masked; null for none.</summary>
    public string? CommandLine { get; init; }

    /// <summary>A new run looks nothing up in other runs, now and whenever it is continued.</summary>
    public bool IsFresh { get; init; }

    /// <summary>
    /// The session shares the run with others, in this process and others, who say the same: each has a writer of its own, and work is divided by
    /// <see cref="RunSession.Claims"/>. Else it works alone, and others are told who does.
    /// </summary>
    public bool Shared { get; init; }

    /// <summary>A new run is pending until something is appended to it, instead of running from the start.</summary>
    public bool Pending { get; init; }

    /// <summary>
    /// About how many generations the session will look for in other runs (<see cref="RunSession.Lookup"/>) when it begins a run: those are read while it is begun. 0 when it
    /// looks for none, or is not sure to.
    /// </summary>
    public int LooksUp { get; init; }

    /// <summary>When this session's appends are acknowledged; null for <see cref="StoreOptions.Durability"/>.</summary>
    public Durability? Durability { get; init; }

    /// <summary>The schemas of the task, the variants and the record; every segment's header names them with their fingerprints.</summary>
    public ImmutableArray<Schema> Schemas { get; init; } = [];
}
