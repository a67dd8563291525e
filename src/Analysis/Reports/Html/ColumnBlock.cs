using System.Text.Json;
using TrialKeep.Analysis.Comparison;
using TrialKeep.Analysis.Comparison.Arms;

namespace TrialKeep.Analysis.Reports.Html;

/// <summary>What the table of items shows and sorts: ids, slices, outcomes and scores, column by column.</summary>
internal sealed class ColumnBlock(ComparisonResult result, ReportUnits units)
{
    private const int FlushEvery = 1000;

    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteBoolean("proportion", result.Kind == ScoreKind.Proportion);
        json.WriteBoolean("higher", result.Options.Better == Direction.Higher);
        List(json, "items", row => json.WriteStringValue(units.Units[row].Item));
        if (units.Units.Any(static unit => unit.Sample > 0))
            List(json, "samples", row => json.WriteNumberValue(units.Units[row].Sample));
        json.WriteStartArray("slices");
        foreach (string slice in units.Arms.SelectMany(static arm => arm.Table.Slices).Distinct(StringComparer.Ordinal))
            WriteSlice(json, slice);
        json.WriteEndArray();
        json.WriteStartArray("arms");
        for (int arm = 0; arm < units.Arms.Count; arm++)
            WriteArm(json, arm);
        json.WriteEndArray();
        WritePairs(json);
        json.WriteEndObject();
    }

    private void WriteSlice(Utf8JsonWriter json, string slice)
    {
        json.WriteStartObject();
        json.WriteString("name", slice);
        List(json, "levels", row => json.WriteStringValue(SliceOf(slice, row)));
        json.WriteEndObject();
    }

    private string? SliceOf(string slice, int row)
    {
        for (int arm = 0; arm < units.Arms.Count; arm++)
        {
            if (units.UnitOf(arm, row) is var unit and >= 0 && units.Arms[arm].Table.SliceOf(slice, unit) is { } level)
                return level;
        }

        return null;
    }

    private void WriteArm(Utf8JsonWriter json, int index)
    {
        Arm arm = units.Arms[index];
        json.WriteStartObject();
        json.WriteString("name", arm.Name);
        json.WriteString("outcomes", string.Create(units.Units.Count, (units, index, result.Kind), static (letters, all) =>
        {
            for (int row = 0; row < letters.Length; row++)
                letters[row] = Letter(all.units, all.index, row, all.Kind);
        }));
        if (result.Kind == ScoreKind.Number)
            List(json, "scores", row => Number(json, units.UnitOf(index, row) is var unit and >= 0 ? arm.Table.ScoresOf(arm.Column)[unit] : double.NaN));
        json.WriteEndObject();
    }

    private static char Letter(ReportUnits units, int index, int row, ScoreKind kind)
    {
        int unit = units.UnitOf(index, row);
        if (unit < 0)
            return '-';
        Arm arm = units.Arms[index];
        return arm.Table.StandingsOf(arm.Column)[unit] switch
        {
            Standing.Scored when kind == ScoreKind.Number => 'n',
            Standing.Scored => arm.Table.ScoresOf(arm.Column)[unit] == 1 ? 'r' : 'w',
            Standing.Unscored => 'u',
            Standing.Failed => 'f',
            Standing.Erased => 'e',
            _ => 'm',
        };
    }

    private void WritePairs(Utf8JsonWriter json)
    {
        json.WriteStartArray("pairs");
        foreach (Comparison.Effects.ArmPair pair in result.Pairs)
        {
            int baseline = IndexOf(pair.Baseline), candidate = IndexOf(pair.Candidate);
            if (baseline < 0 || candidate < 0)
                continue;
            json.WriteStartArray();
            json.WriteNumberValue(baseline);
            json.WriteNumberValue(candidate);
            json.WriteEndArray();
        }

        json.WriteEndArray();
    }

    private int IndexOf(Arm arm) => Enumerable.Range(0, units.Arms.Count).FirstOrDefault(index => ReferenceEquals(units.Arms[index], arm), -1);

    private void List(Utf8JsonWriter json, string name, Action<int> write)
    {
        json.WriteStartArray(name);
        for (int row = 0; row < units.Units.Count; row++)
        {
            write(row);
            if (row % FlushEvery == 0)
                json.Flush();
        }

        json.WriteEndArray();
    }

    private static void Number(Utf8JsonWriter json, double value)
    {
        if (double.IsFinite(value))
            json.WriteNumberValue(value);
        else
            json.WriteNullValue();
    }
}
