namespace TrialKeep.Analysis.Comparison.Arms;

/// <summary>What is compared: a column of scores, which is one variant of one run, of all units or of those of one slice.</summary>
public sealed record Arm
{
    /// <summary>The name in reports, unique in a comparison: the variant's, with the run or the slice where that tells arms apart.</summary>
    public required string Name { get; init; }

    /// <summary>The scores of the run.</summary>
    public required ArmTable Table { get; init; }

    /// <summary>The index of the variant in the table.</summary>
    public required int Column { get; init; }

    /// <summary>The units that count; null for all.</summary>
    public SliceLevel? Slice { get; init; }

    /// <summary>The variant's name.</summary>
    public string Variant => Table.Variants[Column];

    /// <summary>The run's id.</summary>
    public string RunId => Table.RunId;

    /// <summary>Every variant of a table, named as the variants are.</summary>
    /// <param name="table">The scores of a run.</param>
    public static IReadOnlyList<Arm> AllOf(ArmTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        return [.. table.Variants.Select((name, column) => new Arm { Name = name, Table = table, Column = column })];
    }

    /// <summary>Whether a unit of the table counts.</summary>
    internal bool Includes(int unit) => Slice is null || Table.SliceOf(Slice.Slice, unit) == Slice.Level;

    /// <summary>The values that some units have of a measurement.</summary>
    internal double[] MeasurementValues(IEnumerable<int> units, int measurement)
    {
        List<double> values = [];
        foreach (int unit in units)
        {
            double value = Table.MeasurementsOf(Column, measurement)[unit];
            if (double.IsFinite(value))
                values.Add(value);
        }

        return [.. values];
    }
}
