using System.Globalization;
using CsvHelper;

namespace TrialKeep.Orchestration.Data;

/// <summary>A file of comma-separated values with a header, RFC 4180 and UTF-8; anything else is refused by its line.</summary>
internal sealed class CsvFile : IDisposable
{
    private static readonly CsvReaderOptions s_strict = new()
    {
        Separator = ',',
        MalformedData = CsvMalformedDataHandling.Throw,
        FieldCountMismatch = CsvFieldCountHandling.Throw,
        TrackLineNumbers = true,
        FormatProvider = CultureInfo.InvariantCulture,
    };

    private static readonly CsvReaderOptions s_rows = s_strict with { HasHeader = false };

    private readonly DataSource _source;
    private readonly Utf8File? _file;
    private readonly CsvReader _reader;
    private readonly long _from;
    private long _rows;

    public CsvFile(DataSource source)
    {
        _source = source;
        _file = new Utf8File(source.Path);
        _reader = CsvReader.Create(_file, s_strict);
    }

    private CsvFile(DataSource source, Stream rows, long from, bool hasHeader) =>
        (_source, _from, _reader) = (source, from, CsvReader.Create(rows, hasHeader ? s_strict : s_rows));

    /// <summary>The names of the columns, known when the first row was read.</summary>
    public IReadOnlyList<string> Header => _reader.Headers;

    /// <summary>The line that the row begins in, from 1.</summary>
    public long Line => _reader.LineNumber;

    /// <summary>The offset of the row's first byte.</summary>
    public long Offset => _from + _reader.ByteOffset;

    /// <summary>Where the row can be read again: nowhere in a compressed file.</summary>
    public RowPlace Place => _file is { IsPlain: true } ? RowPlace.At(Offset) : default;

    /// <summary>Rows that are read again, from one of them on; nothing is noted.</summary>
    /// <param name="source">The file.</param>
    /// <param name="rows">Its bytes from there on.</param>
    /// <param name="from">The offset.</param>
    /// <param name="hasHeader">Whether the first line is the header.</param>
    public static CsvFile Again(DataSource source, Stream rows, long from, bool hasHeader) => new(source, rows, from, hasHeader);

    /// <summary>Goes to the next row; at the end what was read is noted.</summary>
    /// <exception cref="InvalidInputException">The row can't be read, or there is none at all.</exception>
    public bool Next()
    {
        try
        {
            if (_reader.Read())
            {
                _rows++;
                return true;
            }
        }
        catch (CsvFormatException exception)
        {
            throw _file is null ? _source.Changed(_from + exception.ByteOffset, exception) : new InvalidInputException($"{_source.Path}, line {exception.LineNumber}: {exception.Message}", exception);
        }

        if (_file is null) return false;
        if (_rows == 0) throw new InvalidInputException($"The data file {_source.Path} has no row; its first line names the columns and a row follows.");
        _source.Read = _file.ReadToEnd(_rows);
        return false;
    }

    public bool IsEmpty(int column) => _reader.IsEmpty(column);

    public string Text(int column) => _reader.GetString(column);

    public ReadOnlySpan<byte> Bytes(int column) => _reader.GetSpan(column);

    public void Dispose()
    {
        _reader.Dispose();
        _file?.Dispose();
    }
}
