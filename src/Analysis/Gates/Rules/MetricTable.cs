using TrialKeep.Analysis.Comparison.Arms;

namespace TrialKeep.Analysis.Gates.Rules;

/// <summary>A measurement in the place of the scores, so that rules on it are judged as rules on scores are.</summary>
internal static class MetricTable
{
    public static ArmTable Of(ArmTable table, int measurement)
    {
        ArmTableBuilder builder = new(table.Experiment, table.RunId, new EvaluatorLabel(table.Measurements[measurement].Name, ""), table.Variants);
        for (int unit = 0; unit < table.Units.Length; unit++)
        {
            builder.AddUnit(table.Units[unit].Item, table.Units[unit].Sample, new UnitTraits
            {
                Inputs = table.InputsOf(unit),
                Prompt = table.PromptOf(unit),
                Cluster = table.ClusterOf(unit),
            });
            for (int column = 0; column < table.Variants.Length; column++)
                Copy(table, builder, unit, column, table.MeasurementsOf(column, measurement)[unit]);
        }

        return builder.Build();
    }

    private static void Copy(ArmTable table, ArmTableBuilder builder, int unit, int column, double value)
    {
        Standing standing = table.StandingsOf(column)[unit];
        if (double.IsFinite(value))
            builder.SetScore(unit, column, value);
        else if (standing is Standing.Failed or Standing.Missing or Standing.Erased)
            builder.SetGap(unit, column, standing, table.ReasonOf(column, unit));
        else
            builder.SetGap(unit, column, Standing.Unscored, "not measured");
    }
}
