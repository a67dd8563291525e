using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using TrialKeep.Analysis.Comparison.Arms;
using TrialKeep.Runtime.Keys;

namespace TrialKeep.Analysis.Gates.Baselines;

/// <summary>Reads a baseline file into a table for each evaluation.</summary>
internal sealed class BaselineReader(JsonElement file, string name)
{
    public IReadOnlyList<ArmTable> Read()
    {
        JsonElement head = Head();
        string[] variants = [.. head.GetProperty("variants").EnumerateArray().Select(static variant => variant.GetString()!)];
        EvaluatorLabel[] evaluators = [.. head.GetProperty("evaluations").EnumerateArray().Select(static evaluation =>
            new EvaluatorLabel(evaluation.GetProperty("name").GetString()!, evaluation.GetProperty("identity").GetString()!))];
        if (evaluators.Length == 0)
            throw new FormatException("it has no evaluation");
        MeasurementInfo[] measurements = [.. head.GetProperty("measurements").EnumerateArray().Select(Measurement)];
        ImmutableArray<PromptPart>[] prompts = [.. head.GetProperty("prompts").EnumerateArray().Select(Prompt)];
        ArmTableBuilder[] tables = [.. evaluators.Select(evaluator =>
            new ArmTableBuilder(head.GetProperty("experiment").GetString()!, head.GetProperty("run").GetString()!, evaluator, variants, measurements: measurements))];
        foreach (JsonElement unit in file.GetProperty("units").EnumerateArray())
        {
            for (int i = 0; i < tables.Length; i++)
                Unit(tables[i], unit, i, prompts, variants.Length, measurements.Length);
        }

        return [.. tables.Select(static table => table.Build())];
    }

    private JsonElement Head()
    {
        string? format = file.ValueKind == JsonValueKind.Object && file.TryGetProperty("head", out JsonElement head) && head.ValueKind == JsonValueKind.Object
            && head.TryGetProperty("format", out JsonElement text) ? text.GetString() : null;
        if (format == BaselineFile.Format)
            return file.GetProperty("head");
        throw new BaselineFormatException(format is null
            ? $"{name} is no baseline file; write one with --write-baseline."
            : $"The baseline file {name} is of the format '{format}', and this version reads '{BaselineFile.Format}'; write it anew with --write-baseline, or update TrialKeep.");
    }

    private static MeasurementInfo Measurement(JsonElement info) => new(
        info.GetProperty("name").GetString()!,
        info.TryGetProperty("unit", out JsonElement unit) ? unit.GetString() : null,
        info.GetProperty("better").GetString() == "higher" ? Direction.Higher : Direction.Lower);

    private static ImmutableArray<PromptPart> Prompt(JsonElement parts) => [.. parts.EnumerateArray().Select(static part =>
        new PromptPart(part.GetProperty("member").GetString()!, part.GetProperty("kind").GetString()!, part.GetProperty("id").GetString()!))];

    private static void Unit(ArmTableBuilder table, JsonElement unit, int evaluation, ImmutableArray<PromptPart>[] prompts, int variants, int measurements)
    {
        int index = table.AddUnit(unit.GetProperty("item").GetString()!, unit.GetProperty("sample").GetInt32(), new UnitTraits
        {
            Inputs = unit.TryGetProperty("inputs", out JsonElement inputs) ? Id(inputs) : null,
            Prompt = prompts[unit.GetProperty("prompt").GetInt32()],
            Cluster = unit.TryGetProperty("cluster", out JsonElement cluster) ? cluster.GetString() : null,
        });
        JsonElement scores = unit.GetProperty("scores")[evaluation], keys = unit.GetProperty("keys");
        for (int column = 0; column < variants; column++)
        {
            Score(table, index, column, scores[column]);
            if (keys[column].GetString() is { Length: > 0 })
                table.SetKey(index, column, Id(keys[column]));
            for (int i = 0; i < measurements; i++)
            {
                if (unit.GetProperty("measurements")[column][i] is { ValueKind: JsonValueKind.Number } value)
                    table.SetMeasurement(index, column, i, value.GetDouble());
            }
        }
    }

    private static void Score(ArmTableBuilder table, int unit, int column, JsonElement score)
    {
        if (score.ValueKind == JsonValueKind.Number)
        {
            table.SetScore(unit, column, score.GetDouble());
            return;
        }

        Standing standing = score.GetString() switch
        {
            "missing" => Standing.Missing,
            "failed" => Standing.Failed,
            "unscored" => Standing.Unscored,
            "erased" => Standing.Erased,
            var other => throw new FormatException($"the score '{other}' is none"),
        };
        table.SetGap(unit, column, standing);
    }

    private static KeyId Id(JsonElement text) => KeyId.TryParse(Encoding.UTF8.GetBytes(text.GetString()!), out KeyId id) ? id
        : throw new FormatException($"'{text.GetString()}' is no key");
}
