using TrialKeep.Storage.Runs;

namespace TrialKeep.Storage.Catalog;

/// <summary>
/// When a session's lines are worth indexing while it goes on: some thousand at a time, and never less than a quarter of those before, because each transaction writes pages of the
/// indexes again. May be used by several threads.
/// </summary>
/// <param name="filler">Who indexes.</param>
/// <param name="run">The session's run.</param>
internal sealed class IndexingPace(CatalogFiller filler, RunFolder run)
{
    /// <summary>Fewer lines are indexed in less time than a pass takes.</summary>
    private const long WorthAPass = 2000;

    private const int PartOfThoseBefore = 4;

    private long _flushed;
    private long _asked;

    /// <summary>Takes how many lines more are on the device; returns at once.</summary>
    public void Flushed(long lines)
    {
        long flushed = Interlocked.Add(ref _flushed, lines);
        long asked = Volatile.Read(ref _asked);
        if (flushed - asked >= Math.Max(WorthAPass, asked / PartOfThoseBefore)) Ask(asked, flushed);
    }

    /// <summary>The session has come to a pause: what is there is indexed, if it is much.</summary>
    public void Pause()
    {
        long flushed = Volatile.Read(ref _flushed);
        long asked = Volatile.Read(ref _asked);
        if (flushed > asked && flushed >= WorthAPass) Ask(asked, flushed);
    }

    /// <summary>The session has ended: what is there is indexed.</summary>
    public void End() => filler.Begin(run);

    // Of several threads one asks.
    private void Ask(long asked, long flushed)
    {
        if (Interlocked.CompareExchange(ref _asked, flushed, asked) == asked) filler.Begin(run);
    }
}
