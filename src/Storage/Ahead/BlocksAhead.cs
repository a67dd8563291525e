using TrialKeep.Storage.Files;
using TrialKeep.Storage.Journals;

namespace TrialKeep.Storage.Ahead;

/// <summary>
/// Has the segments of a stream read, inflated and checked by other threads, a few blocks before whoever reads them in their order. Nothing depends on it: what no block holds, the reader
/// reads itself.
/// </summary>
internal sealed class BlocksAhead : IDisposable
{
    private readonly FileOperations _files;
    private readonly IReadOnlyList<SegmentName> _names;
    private readonly IBlockTaker? _taker;
    private readonly Queue<LineBlock> _begun = new();
    private readonly Stack<LineBlock> _free = new();
    private readonly IEnumerator<BlockPlace> _places;

    private BlocksAhead(FileOperations files, IReadOnlyList<SegmentName> names, IBlockTaker? taker)
    {
        (_files, _names, _taker) = (files, names, taker);
        _places = Places().GetEnumerator();
    }

    /// <summary>Begins to read; null where one thread does it as fast.</summary>
    /// <param name="files">The file operations, which say what is worth it.</param>
    /// <param name="names">The segments in their order.</param>
    /// <param name="taker">Who takes the lines; null when they are all that is asked for.</param>
    public static BlocksAhead? Begin(FileOperations files, IReadOnlyList<SegmentName> names, IBlockTaker? taker)
    {
        if (files.Ahead.From == long.MaxValue || names.Sum(static name => BytesOf(name)) < files.Ahead.From) return null;
        BlocksAhead ahead = new(files, names, taker);
        ahead.BeginMore();
        return ahead;
    }

    /// <summary>The block whose first line starts at an offset, valid until the next call; null when there is none.</summary>
    /// <param name="segment">The index of the segment: who has asked for one asks for none before it.</param>
    /// <param name="offset">Where a line starts.</param>
    /// <param name="next">Without a block: before this offset there is none.</param>
    public LineBlock? At(int segment, long offset, out long next)
    {
        next = long.MaxValue;
        while (_begun.TryPeek(out LineBlock? block) && block.Place.Segment <= segment)
        {
            if (block.Place.Segment == segment && block.Place.To > offset)
            {
                block.Wait();
                next = block.From;
                if (block.Count > 0 && next == offset)
                {
                    _taker?.Expect(block);
                    return block;
                }

                if (block.Count > 0 && next > offset) return null;
            }

            Drop();
        }

        next = long.MaxValue;
        return null;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _places.Dispose();
        foreach (LineBlock block in _begun.Concat(_free)) block.Dispose();
        _begun.Clear();
        _free.Clear();
    }

    private void Drop()
    {
        LineBlock block = _begun.Dequeue();
        block.Wait();
        _free.Push(block);
        BeginMore();
    }

    private void BeginMore()
    {
        while (_begun.Count < _files.Ahead.MostBlocks && _places.MoveNext())
        {
            LineBlock block = _free.TryPop(out LineBlock? free) ? free : new(_files, _taker?.NewHeads());
            block.Begin(_places.Current);
            _begun.Enqueue(block);
        }
    }

    private IEnumerable<BlockPlace> Places()
    {
        for (int i = 0; i < _names.Count; i++)
        {
            long length = LengthOf(_files, _names[i]);
            for (long from = 0; from < length; from += _files.Ahead.Piece) yield return new(i, _names[i], from, Math.Min(from + _files.Ahead.Piece, length), length);
        }
    }

    // As they are on the disk: nothing is opened for a stream that is too short.
    private static long BytesOf(SegmentName name) => new FileInfo(name.ListedPath) is { Exists: true } file ? file.Length : 0;

    // What can't be read is told by whoever reads it.
    private static long LengthOf(FileOperations files, SegmentName name)
    {
        try
        {
            return SegmentContent.LengthOf(files, name);
        }
        catch (Exception error) when (SystemErrors.IsSystemError(error))
        {
            return 0;
        }
    }
}
