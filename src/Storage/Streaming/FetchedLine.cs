using TrialKeep.Runtime.Codecs;
using TrialKeep.Storage.Indexes;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Storage.Streaming;

/// <summary>A line that was fetched by its place, wherever it is, in a buffer that is used again.</summary>
internal sealed class FetchedLine
{
    private byte[] _buffer = [];
    private int _length;
    private RunReader? _source;
    private LatestTexts? _shared;

    public ReadOnlySpan<byte> Line => _buffer.AsSpan(0, _length);

    public int Body { get; private set; }

    public RecordReference Reference { get; private set; }

    public bool IsReuse { get; private set; }

    public string Path { get; private set; } = "";

    public long Offset { get; private set; }

    public ISharedContentSource Shared => _shared!;

    /// <exception cref="StoreException">The line is no longer what it was, or can't be read.</exception>
    public void Fetch(RunReader run, in StoredGeneration generation)
    {
        RunReader source = run.Resolve(generation, out LineLocation location);
        if (source != _source) (_source, _shared) = (source, new(source.Shared));
        using PooledLine line = source.Index.Lines.Read(location);
        if (_buffer.Length < line.Span.Length) _buffer = new byte[Math.Max(line.Span.Length, _buffer.Length * 2)];
        line.Span.CopyTo(_buffer);
        _length = line.Span.Length;
        Journals.Line.TryOpen(Line, out _, out _, out _, out int body);
        Body = body;
        Reference = generation.Reference;
        IsReuse = generation.IsReuse;
        Path = source.Index.Lines.Segments[location.Segment].Name.ListedPath;
        Offset = location.Offset;
    }
}
