using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using TrialKeep.Analysis.Comparison.Arms;

namespace TrialKeep.Analysis.Gates.Baselines;

/// <summary>Writes a baseline file: the head in one line, then a line for each unit.</summary>
internal sealed class BaselineWriter(Stream output, IReadOnlyList<ArmTable> tables)
{
    private static readonly JsonWriterOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }; // a file, never the inside of a page

    private readonly ArmTable _first = tables[0];
    private readonly Dictionary<string, int> _prompts = new(StringComparer.Ordinal);
    private readonly List<ImmutableArray<PromptPart>> _promptSets = [];

    public void Write()
    {
        foreach (int unit in Enumerable.Range(0, _first.Units.Length))
            PromptOf(unit);
        output.Write("{\"head\":"u8);
        Line(Head);
        output.Write(",\n\"units\":[\n"u8);
        for (int unit = 0; unit < _first.Units.Length; unit++)
        {
            if (unit > 0)
                output.Write(",\n"u8);
            int current = unit;
            Line(json => Unit(json, current));
        }

        output.Write("\n]}\n"u8);
    }

    private void Line(Action<Utf8JsonWriter> write)
    {
        using Utf8JsonWriter json = new(output, s_options);
        write(json);
    }

    private void Head(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("format", BaselineFile.Format);
        json.WriteString("experiment", _first.Experiment);
        json.WriteString("run", _first.RunId);
        json.WriteStartArray("variants");
        foreach (string variant in _first.Variants)
            json.WriteStringValue(variant);
        json.WriteEndArray();
        json.WriteStartArray("evaluations");
        foreach (ArmTable table in tables)
        {
            json.WriteStartObject();
            json.WriteString("name", table.Evaluator.Name);
            json.WriteString("identity", table.Evaluator.Identity);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        Measurements(json);
        Prompts(json);
        json.WriteEndObject();
    }

    private void Measurements(Utf8JsonWriter json)
    {
        json.WriteStartArray("measurements");
        foreach (MeasurementInfo info in _first.Measurements)
        {
            json.WriteStartObject();
            json.WriteString("name", info.Name);
            if (info.Unit is not null)
                json.WriteString("unit", info.Unit);
            json.WriteString("better", info.Better == Direction.Higher ? "higher" : "lower");
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private void Prompts(Utf8JsonWriter json)
    {
        json.WriteStartArray("prompts");
        foreach (ImmutableArray<PromptPart> prompt in _promptSets)
        {
            json.WriteStartArray();
            foreach (PromptPart part in prompt)
            {
                json.WriteStartObject();
                json.WriteString("member", part.Member);
                json.WriteString("kind", part.Kind);
                json.WriteString("id", part.Id);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        json.WriteEndArray();
    }

    private void Unit(Utf8JsonWriter json, int unit)
    {
        json.WriteStartObject();
        json.WriteString("item", _first.Units[unit].Item);
        json.WriteNumber("sample", _first.Units[unit].Sample);
        if (_first.InputsOf(unit) is { } inputs)
            json.WriteString("inputs", inputs.ToString());
        json.WriteNumber("prompt", PromptOf(unit));
        if (_first.ClusterOf(unit) is { } cluster)
            json.WriteString("cluster", cluster);
        json.WriteStartArray("keys");
        for (int column = 0; column < _first.Variants.Length; column++)
            json.WriteStringValue(_first.KeyOf(column, unit)?.ToString() ?? "");
        json.WriteEndArray();
        json.WriteStartArray("scores");
        foreach (ArmTable table in tables)
            Scores(json, table, unit);
        json.WriteEndArray();
        if (!_first.Measurements.IsEmpty)
            MeasurementsOf(json, unit);
        json.WriteEndObject();
    }

    private static void Scores(Utf8JsonWriter json, ArmTable table, int unit)
    {
        json.WriteStartArray();
        for (int column = 0; column < table.Variants.Length; column++)
        {
            switch (table.StandingsOf(column)[unit])
            {
                case Standing.Scored:
                    json.WriteNumberValue(table.ScoresOf(column)[unit]);
                    break;
                case Standing.Failed:
                    json.WriteStringValue("failed");
                    break;
                case Standing.Unscored:
                    json.WriteStringValue("unscored");
                    break;
                case Standing.Erased:
                    json.WriteStringValue("erased");
                    break;
                default:
                    json.WriteStringValue("missing");
                    break;
            }
        }

        json.WriteEndArray();
    }

    private void MeasurementsOf(Utf8JsonWriter json, int unit)
    {
        json.WriteStartArray("measurements");
        for (int column = 0; column < _first.Variants.Length; column++)
        {
            json.WriteStartArray();
            for (int i = 0; i < _first.Measurements.Length; i++)
            {
                double value = _first.MeasurementsOf(column, i)[unit];
                if (double.IsFinite(value))
                    json.WriteNumberValue(value);
                else
                    json.WriteNullValue();
            }

            json.WriteEndArray();
        }

        json.WriteEndArray();
    }

    private int PromptOf(int unit)
    {
        ImmutableArray<PromptPart> prompt = _first.PromptOf(unit);
        string text = string.Join('\n', prompt.Select(static part => $"{part.Member} {part.Kind} {part.Id}"));
        if (!_prompts.TryGetValue(text, out int index))
        {
            _prompts.Add(text, index = _promptSets.Count);
            _promptSets.Add(prompt);
        }

        return index;
    }
}
