namespace TrialKeep;

/// <summary>A row of a table without a type: texts by the names of their columns.</summary>
public sealed class TextRow
{
    private readonly IReadOnlyList<string> _header;
    private readonly string[] _texts;

    internal TextRow(IReadOnlyList<string> header, string[] texts) => (_header, _texts) = (header, texts);

    /// <summary>The columns in the order of the file.</summary>
    public IReadOnlyList<string> Columns => _header;

    /// <summary>The text in a column; null when there is no such column. The first counts where two have one name.</summary>
    /// <param name="column">The name, to the letter.</param>
    public string? this[string column]
    {
        get
        {
            for (int i = 0; i < _header.Count; i++)
            {
                if (_header[i] == column) return _texts[i];
            }

            return null;
        }
    }
}
