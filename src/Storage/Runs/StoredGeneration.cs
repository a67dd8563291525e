using TrialKeep.Runtime.Keys;

namespace TrialKeep.Storage.Runs;

/// <summary>What a run knows of a generation: where its winning line is.</summary>
public readonly struct StoredGeneration
{
    internal StoredGeneration(KeyId key, bool succeeded, bool isReuse, int attempts, RecordReference reference, LineLocation location)
    {
        Key = key;
        Succeeded = succeeded;
        IsReuse = isReuse;
        Attempts = attempts;
        Reference = reference;
        Location = location;
    }

    /// <summary>The generation.</summary>
    public KeyId Key { get; }

    /// <summary>There is a record; else there are failures only.</summary>
    public bool Succeeded { get; }

    /// <summary>The record is another run's.</summary>
    public bool IsReuse { get; }

    /// <summary>The highest attempt that is on record in this run; 0 for a reuse without attempts.</summary>
    public int Attempts { get; }

    /// <summary>The record itself, wherever it is: of a reuse the line in the other run.</summary>
    public RecordReference Reference { get; }

    internal LineLocation Location { get; }
}
