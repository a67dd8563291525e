using System.Text.Json;
using TrialKeep.Analysis.Comparison.Arms;
using TrialKeep.Analysis.Reports.Content;

namespace TrialKeep.Analysis.Reports.Html;

/// <summary>What stands behind the scores of a hundred rows: prompts, outputs, explanations, reasons and measurements.</summary>
internal sealed class DetailBlock(ReportUnits units, IReportContent? content, ContentPolicy policy)
{
    /// <summary>How many rows a block has.</summary>
    public const int Rows = 100;

    public void Write(Utf8JsonWriter json, int first)
    {
        json.WriteStartArray();
        for (int row = first; row < Math.Min(first + Rows, units.Units.Count); row++)
        {
            WriteRow(json, row);
            json.Flush();
        }

        json.WriteEndArray();
    }

    private void WriteRow(Utf8JsonWriter json, int row)
    {
        json.WriteStartArray();
        IReadOnlyList<ReportText>? before = null;
        for (int arm = 0; arm < units.Arms.Count; arm++)
            before = WriteCell(json, units.Arms[arm], units.UnitOf(arm, row), before);
        json.WriteEndArray();
    }

    private IReadOnlyList<ReportText>? WriteCell(Utf8JsonWriter json, Arm arm, int unit, IReadOnlyList<ReportText>? before)
    {
        json.WriteStartObject();
        if (unit >= 0)
        {
            IReadOnlyList<ReportText> prompt = content?.PromptOf(arm, unit) ?? [];
            if (prompt.Count > 0 && (before is null || !before.SequenceEqual(prompt)))
                Texts(json, "prompt", before = prompt);
            ReportAnswer? answer = content?.AnswerOf(arm, unit);
            Texts(json, "output", answer?.Output ?? []);
            Text(json, "explanation", answer?.Explanation);
            Text(json, "error", answer?.Error ?? arm.Table.ReasonOf(arm.Column, unit));
            Measurements(json, arm, unit);
        }

        json.WriteEndObject();
        return before;
    }

    private void Texts(Utf8JsonWriter json, string name, IReadOnlyList<ReportText> texts)
    {
        json.WriteStartArray(name);
        foreach (ReportText text in texts)
        {
            json.WriteStartArray();
            json.WriteStringValue(text.Label);
            json.WriteStringValue(policy.Apply(text.Text));
            json.WriteEndArray();
        }

        json.WriteEndArray();
    }

    private void Text(Utf8JsonWriter json, string name, string? text)
    {
        if (policy.Apply(text) is { } shown)
            json.WriteString(name, shown);
    }

    private static void Measurements(Utf8JsonWriter json, Arm arm, int unit)
    {
        json.WriteStartArray("measurements");
        for (int i = 0; i < arm.Table.Measurements.Length; i++)
        {
            double value = arm.Table.MeasurementsOf(arm.Column, i)[unit];
            if (!double.IsFinite(value))
                continue;
            json.WriteStartArray();
            json.WriteStringValue(arm.Table.Measurements[i] is { Unit: { } measure } info ? $"{info.Name} ({measure})" : arm.Table.Measurements[i].Name);
            json.WriteNumberValue(value);
            json.WriteEndArray();
        }

        json.WriteEndArray();
    }
}
