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

    private readonly DataSource _source;
    private readonly Utf8File _file;
    private readonly CsvReader _reader;
    private long _rows;

    public CsvFile(DataSource source)
    {
        _source = source;
        _file = new Utf8File(source.Path);
        _reader = CsvReader.Create(_file, s_strict);
    }

    /// <summary>The names of the columns, known when the first row was read.</summary>
    public IReadOnlyList<string> Header => _reader.Headers;

    /// <summary>The line that the row begins in, from 1.</summary>
    public long Line => _reader.LineNumber;

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
            throw new InvalidInputException($"{_source.Path}, line {exception.LineNumber}: {exception.Message}", exception);
        }

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
        _file.Dispose();
    }
}
