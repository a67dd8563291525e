using TrialKeep.Runtime.Codecs;
using TrialKeep.Storage.Recovery;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Storage.Streaming;

/// <summary>Moves over the lines of records, one in memory at a time.</summary>
internal abstract class RecordCursor : IDisposable
{
    /// <summary>The line of a record or failure; valid until the next move.</summary>
    public abstract ReadOnlySpan<byte> Line { get; }

    /// <summary>Where its members start.</summary>
    public abstract int Body { get; }

    /// <summary>Which line it is.</summary>
    public abstract RecordReference Reference { get; }

    /// <summary>Whether the run that is read has it from another one.</summary>
    public virtual bool IsReuse => false;

    /// <summary>The shared texts that its record refers to.</summary>
    public abstract ISharedContentSource Shared { get; }

    /// <summary>Moves to the next line; false at the end.</summary>
    /// <exception cref="StoreException">A file can't be read.</exception>
    public abstract bool Next();

    /// <summary>Refuses the line, which is no record's although its checksum fits.</summary>
    public abstract StoreException Refuse(string what);

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected abstract void Dispose(bool disposing);

    protected static StoreException Refused(string path, long offset, string what) =>
        new(Problem.Damaged, $"The line at byte {offset} of '{path}' {what}; restore the file from a copy, or run again to make the result anew.", path, offset: offset);

    /// <summary>Opens cursors anew, and says where damage goes.</summary>
    public delegate RecordCursor Open(DamageLog damage);
}
