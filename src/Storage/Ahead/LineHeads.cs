using TrialKeep.Storage.Journals;

namespace TrialKeep.Storage.Ahead;

/// <summary>What whoever takes the lines of a block needs of each, read by the thread that has checked it.</summary>
internal abstract class LineHeads
{
    /// <summary>Reads the members of a line. Lines come in their order, from 0 in each block.</summary>
    public abstract void Read(int index, LineKind kind, ReadOnlySpan<byte> line, int body);

    /// <summary>Makes an array as long as an index demands.</summary>
    protected static void Fit<T>(ref T[] heads, int index)
    {
        if (index >= heads.Length) Array.Resize(ref heads, Math.Max(LineBlock.FirstLines, heads.Length * 2));
    }
}
