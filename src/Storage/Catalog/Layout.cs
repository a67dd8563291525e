using System.Collections.Immutable;
using System.Text;
using TrialKeep.Storage.Journals;

namespace TrialKeep.Storage.Catalog;

/// <summary>The columns of a schema as the header of a segment describes them.</summary>
internal sealed class Layout(string schema, ImmutableArray<ColumnDescription> columns)
{
    private readonly byte[] _schema = Encoding.UTF8.GetBytes(schema);
    private readonly byte[][] _names = [.. columns.Select(static column => Encoding.UTF8.GetBytes(column.Name))];

    public string Schema => schema;

    public ImmutableArray<ColumnDescription> Columns => columns;

    public bool IsOf(ReadOnlySpan<byte> id) => id.SequenceEqual(_schema);

    /// <summary>The index of a column; -1 when the member is none. Members mostly come in the order of the columns.</summary>
    public int Find(ReadOnlySpan<byte> name, int expected)
    {
        if (expected < _names.Length && name.SequenceEqual(_names[expected])) return expected;
        for (int i = 0; i < _names.Length; i++)
        {
            if (name.SequenceEqual(_names[i])) return i;
        }

        return -1;
    }
}
