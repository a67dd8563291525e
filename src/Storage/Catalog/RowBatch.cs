using System.Buffers.Binary;
using TrialKeep.Runtime.Keys;
using TrialKeep.Storage.Journals;

namespace TrialKeep.Storage.Catalog;

/// <summary>Some lines of one segment, and the rows that are made from them on another thread.</summary>
internal sealed class RowBatch
{
    /// <summary>A batch is full beyond this.</summary>
    private const int Enough = 56 << 10;

    private readonly List<LineEntry> _lines = [];
    private readonly List<CatalogRow> _rows = [];
    private readonly List<CatalogValue> _values = [];
    private byte[] _bytes = new byte[Enough + (16 << 10)];
    private byte[] _texts = new byte[16 << 10];
    private int _length;
    private int _textLength;

    public SegmentTask Segment { get; private set; } = null!;

    /// <summary>It is the last one of its segment.</summary>
    public bool EndsSegment { get; set; }

    public bool IsFull => _length >= Enough;

    public int Count => _rows.Count;

    public int NextValue => _values.Count;

    public void Begin(SegmentTask segment)
    {
        Segment = segment;
        EndsSegment = false;
        _lines.Clear();
        _rows.Clear();
        _values.Clear();
        _length = _textLength = 0;
    }

    public void Add(SegmentReader reader)
    {
        ReadOnlySpan<byte> line = reader.Line;
        if (line.Length > _bytes.Length - _length) Array.Resize(ref _bytes, (int)Math.Min(Array.MaxLength, Math.Max(_length + (long)line.Length, _bytes.Length * 2L)));
        line.CopyTo(_bytes.AsSpan(_length));
        _lines.Add(new(reader.Kind, reader.Offset, reader.Sequence, reader.Body, _length, line.Length));
        _length += line.Length;
    }

    /// <summary>Makes the rows; what is no line of its kind has none.</summary>
    public RowBatch Extract()
    {
        RowExtractor extractor = new(this);
        foreach (LineEntry line in _lines)
        {
            int values = _values.Count;
            CatalogRow row = new() { Offset = line.Offset, Length = line.Length, Sequence = line.Sequence, HasKey = true, Layout = -1, FirstValue = values };
            if (extractor.TryTake(line.Kind, _bytes.AsSpan(line.Start, line.Length), line.Body, ref row))
            {
                row.Values = _values.Count - values;
                _rows.Add(row);
            }
            else
            {
                CutValues(values);
            }
        }

        return this;
    }

    public CatalogRow Row(int index) => _rows[index];

    public CatalogValue Value(int index) => _values[index];

    /// <summary>What <see cref="CatalogValue.Start"/> counts in.</summary>
    public ReadOnlySpan<byte> Texts => _texts;

    public ReadOnlySpan<byte> Bytes(in CatalogValue value) => _texts.AsSpan(value.Start, value.Length);

    public KeyId Key(in CatalogValue value) => new(BinaryPrimitives.ReadUInt128BigEndian(Bytes(value)));

    public void Push(in CatalogValue value) => _values.Add(value);

    public void Push(long value) => _values.Add(CatalogValue.Of(value));

    public void Push(double value) => _values.Add(CatalogValue.Of(value));

    public void Push(KeyId key) => _values.Add(Keep(CatalogValueKind.Blob, key));

    public void PushText(ReadOnlySpan<byte> utf8) => _values.Add(Keep(utf8));

    public void CutValues(int first) => _values.RemoveRange(first, _values.Count - first);

    public void Set(int index, in CatalogValue value) => _values[index] = value;

    public CatalogValue Keep(ReadOnlySpan<byte> utf8)
    {
        utf8.CopyTo(Room(utf8.Length));
        return new(CatalogValueKind.Text, 0, _textLength - utf8.Length, utf8.Length);
    }

    public CatalogValue Keep(CatalogValueKind kind, KeyId key)
    {
        BinaryPrimitives.WriteUInt128BigEndian(Room(16), key.Value);
        return new(kind, 0, _textLength - 16, 16);
    }

    private Span<byte> Room(int length)
    {
        if (length > _texts.Length - _textLength) Array.Resize(ref _texts, (int)Math.Min(Array.MaxLength, Math.Max(_textLength + (long)length, _texts.Length * 2L)));
        _textLength += length;
        return _texts.AsSpan(_textLength - length, length);
    }

    private readonly record struct LineEntry(LineKind Kind, long Offset, long Sequence, int Body, int Start, int Length);
}
