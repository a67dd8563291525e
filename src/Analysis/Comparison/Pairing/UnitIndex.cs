using TrialKeep.Analysis.Comparison.Arms;

namespace TrialKeep.Analysis.Comparison.Pairing;

/// <summary>
/// The units of all tables of a comparison as rows sorted by item and sample, so that nothing depends on the order in which they were planned;
/// for each table where it has them, and which rows depend on each other.
/// </summary>
internal sealed class UnitIndex
{
    private readonly Dictionary<ArmTable, int[]> _unitOf = [];

    private UnitIndex(ScoreUnit[] rows) => (Rows, ItemOf, ClusterOf) = (rows, new int[rows.Length], new int[rows.Length]);

    public ScoreUnit[] Rows { get; }

    /// <summary>A number for each row's item.</summary>
    public int[] ItemOf { get; }

    /// <summary>A number for each row's cluster: what it names, else its item.</summary>
    public int[] ClusterOf { get; }

    /// <summary>Some table names clusters.</summary>
    public bool HasClusters { get; private set; }

    public int Count => Rows.Length;

    public static UnitIndex Of(IEnumerable<ArmTable> tables)
    {
        ArmTable[] distinct = [.. tables.Distinct()];
        ScoreUnit[] rows = [.. distinct.SelectMany(static table => table.Units).Distinct()];
        Array.Sort(rows, Compare);
        UnitIndex index = new(rows);
        index.Locate(distinct);
        index.Cluster(distinct);
        return index;
    }

    /// <summary>For each row where the table has it, or -1.</summary>
    public int[] UnitsOf(ArmTable table) => _unitOf[table];

    private static int Compare(ScoreUnit left, ScoreUnit right) =>
        string.CompareOrdinal(left.Item, right.Item) is var order and not 0 ? order : left.Sample.CompareTo(right.Sample);

    private void Locate(ArmTable[] tables)
    {
        Dictionary<ScoreUnit, int> rowOf = new(Count);
        for (int row = 0; row < Count; row++)
            rowOf.Add(Rows[row], row);
        foreach (ArmTable table in tables)
        {
            int[] units = new int[Count];
            Array.Fill(units, -1);
            for (int unit = 0; unit < table.Units.Length; unit++)
                units[rowOf[table.Units[unit]]] = unit;
            _unitOf.Add(table, units);
        }
    }

    // The latest table that knows a row's cluster decides: of two runs that is the candidate's.
    private void Cluster(ArmTable[] tables)
    {
        Dictionary<(bool IsNamed, string Name), int> numbers = [];
        HasClusters = Array.Exists(tables, static table => table.HasClusters);
        for (int row = 0; row < Count; row++)
        {
            ItemOf[row] = Number(numbers, (false, Rows[row].Item));
            ClusterOf[row] = HasClusters && NameOf(tables, row) is { } name ? Number(numbers, (true, name)) : ItemOf[row];
        }
    }

    private string? NameOf(ArmTable[] tables, int row)
    {
        for (int i = tables.Length - 1; i >= 0; i--)
        {
            if (_unitOf[tables[i]][row] is var unit and >= 0 && tables[i].ClusterOf(unit) is { } name)
                return name;
        }

        return null;
    }

    private static int Number(Dictionary<(bool, string), int> numbers, (bool, string) key)
    {
        if (!numbers.TryGetValue(key, out int number))
            numbers.Add(key, number = numbers.Count);
        return number;
    }
}
