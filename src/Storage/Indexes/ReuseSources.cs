using System.Text;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Storage.Indexes;

/// <summary>What reuse lines refer to, 16 bytes each: runs and writers are few and kept once.</summary>
/// <param name="spill">Where many go; null when they stay in memory.</param>
internal sealed class ReuseSources(SpillFile? spill = null)
{
    private readonly List<(byte[] Text, RunId Run)> _runs = [];
    private readonly List<(byte[] Text, string Writer)> _writers = [];
    private readonly ChunkedList<(int Run, int Writer, long Sequence)> _sources = new(spill);

    public RecordReference this[int index]
    {
        get
        {
            (int run, int writer, long sequence) = _sources[index];
            return new(_runs[run].Run, _writers[writer].Writer, sequence);
        }
    }

    /// <summary>Whether a run's id is one.</summary>
    public bool Knows(ReadOnlySpan<byte> run) => RunIndex(run) >= 0;

    /// <summary>Adds a source; -1 when the run's id is none.</summary>
    public int Add(ReadOnlySpan<byte> run, ReadOnlySpan<byte> writer, long sequence)
    {
        int runIndex = RunIndex(run);
        if (runIndex < 0) return -1;
        _sources.Add((runIndex, WriterIndex(writer), sequence));
        return _sources.Count - 1;
    }

    /// <summary>The reference that a line names, without keeping it; false when the run's id is none.</summary>
    public bool TryName(ReadOnlySpan<byte> run, ReadOnlySpan<byte> writer, long sequence, out RecordReference reference)
    {
        lock (_runs)
        {
            int runIndex = RunIndex(run);
            reference = runIndex < 0 ? default : new(_runs[runIndex].Run, _writers[WriterIndex(writer)].Writer, sequence);
            return runIndex >= 0;
        }
    }

    private int RunIndex(ReadOnlySpan<byte> text)
    {
        // Neighbouring lines mostly name the same run, the one added last.
        for (int i = _runs.Count - 1; i >= 0; i--)
        {
            if (text.SequenceEqual(_runs[i].Text)) return i;
        }

        if (!RunId.TryParse(Encoding.ASCII.GetString(text), out RunId run)) return -1;
        _runs.Add((text.ToArray(), run));
        return _runs.Count - 1;
    }

    private int WriterIndex(ReadOnlySpan<byte> text)
    {
        for (int i = _writers.Count - 1; i >= 0; i--)
        {
            if (text.SequenceEqual(_writers[i].Text)) return i;
        }

        _writers.Add((text.ToArray(), Encoding.ASCII.GetString(text)));
        return _writers.Count - 1;
    }
}
