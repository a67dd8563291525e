using TrialKeep.Storage.Indexes;

namespace TrialKeep.Storage.Maintenance;

/// <summary>What lines expect of the records of one run. A million scores expect a record each, so that there is no object for one of them.</summary>
internal sealed class ExpectedRecords
{
    private readonly Dictionary<(string Writer, long Sequence), int> _lines = [];
    private readonly ChunkedList<Entry> _entries = new();
    private readonly Dictionary<string, string> _writers = new(StringComparer.Ordinal);

    /// <summary>How many records somebody expects.</summary>
    public int Count => _lines.Count;

    public void Add(string writer, long sequence, in Expectation expected)
    {
        if (!_writers.TryGetValue(writer, out string? known)) _writers.Add(writer, known = writer);
        int before = _lines.GetValueOrDefault((known, sequence), -1);
        _lines[(known, sequence)] = _entries.Count;
        _entries.Add(new(expected, before));
    }

    /// <summary>Who expects a record at this line, in the order of their lines; nobody does any more then.</summary>
    public IReadOnlyList<Expectation> Take(string writer, long sequence) => _lines.Remove((writer, sequence), out int last) ? Of(last) : [];

    /// <summary>What is still expected.</summary>
    public IEnumerable<(string Writer, long Sequence, Expectation Expected)> Unmet() =>
        from line in _lines
        from expected in Of(line.Value)
        select (line.Key.Writer, line.Key.Sequence, expected);

    private List<Expectation> Of(int last)
    {
        List<Expectation> expected = [];
        for (int i = last; i >= 0; i = _entries[i].Before) expected.Add(_entries[i].Expected);
        expected.Reverse();
        return expected;
    }

    private readonly record struct Entry(Expectation Expected, int Before);
}
