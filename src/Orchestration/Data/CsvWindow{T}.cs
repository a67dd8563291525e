namespace TrialKeep.Orchestration.Data;

/// <summary>Reads rows of comma-separated values again.</summary>
/// <param name="source">The file.</param>
/// <param name="parse">What makes a row of the fields under a header.</param>
internal sealed class CsvWindow<T>(DataSource source, Func<CsvFile, string[], T> parse) : RowWindow<T>
{
    // As far as it is quicker to read on than to begin anew.
    private const long Near = 1 << 14;

    private ReadAgainFile? _file;
    private string[] _header = [];
    private CsvFile? _rows;

    public override T Read(long offset)
    {
        ReadAgainFile file = source.Again;
        if (file != _file) Open(file);
        if (_rows is null || offset <= _rows.Offset || offset - _rows.Offset > Near)
        {
            _rows?.Dispose();
            _rows = CsvFile.Again(source, new ReadAgainStream(file, offset), offset, hasHeader: false);
        }

        while (_rows.Next())
        {
            if (_rows.Offset == offset) return parse(_rows, _header);
            if (_rows.Offset > offset) break;
        }

        throw source.Changed(offset);
    }

    public override void Dispose() => _rows?.Dispose();

    private void Open(ReadAgainFile file)
    {
        using (CsvFile head = CsvFile.Again(source, new ReadAgainStream(file, 0), 0, hasHeader: true)) _header = head.Next() ? [.. head.Header] : [];
        _rows?.Dispose();
        (_file, _rows) = (file, null);
    }
}
