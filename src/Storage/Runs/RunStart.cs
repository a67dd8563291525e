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

    /// <summary>When this session's appends are acknowledged; null for <see cref="StoreOptions.Durability"/>.</summary>
    public Durability? Durability { get; init; }

    /// <summary>The schemas of the task, the variants and the record; every segment's header names them with their fingerprints.</summary>
    public ImmutableArray<Schema> Schemas { get; init; } = [];
}
