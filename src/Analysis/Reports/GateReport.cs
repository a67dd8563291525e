using System.Text.Json;
using TrialKeep.Analysis.Comparison;
using TrialKeep.Analysis.Gates;

namespace TrialKeep.Analysis.Reports;

/// <summary>
/// A gate's verdict as one JSON object for other programs: <c>schema</c> (1), <c>runId</c>, <c>baseline</c>, <c>margin</c>, <c>verdict</c>
/// (<c>failed</c>, <c>undecided</c>, <c>passed</c> or <c>nothing-to-compare</c>) and <c>variants</c>, each with its own verdict and the figures that
/// it rests on. Shares are numbers from -1 to 1; null where nothing is scored in both runs.
/// </summary>
public static class GateReport
{
    /// <summary>The version of the object's shape.</summary>
    public const int Schema = 1;

    /// <summary>Writes the object and a line feed, as UTF-8 without a byte-order mark.</summary>
    /// <param name="output">Where to write; it is not closed.</param>
    /// <param name="result">What the gate says.</param>
    public static void Write(Stream output, GateResult result)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(result);
        using (var json = new Utf8JsonWriter(output, ReportJson.Options))
            Write(json, result);
        output.WriteByte((byte)'\n');
    }

    private static void Write(Utf8JsonWriter json, GateResult result)
    {
        json.WriteStartObject();
        json.WriteNumber("schema", Schema);
        json.WriteString("runId", result.RunId);
        json.WriteString("baseline", result.Baseline);
        json.WriteNumber("margin", result.Margin);
        json.WriteString("verdict", Word(result.Verdict));
        json.WriteStartArray("variants");
        foreach (VariantVerdict variant in result.Variants)
            Write(json, variant);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, VariantVerdict variant)
    {
        RunDifference run = variant.Difference;
        json.WriteStartObject();
        json.WriteString("name", variant.Variant);
        json.WriteString("verdict", Word(variant.Verdict));
        json.WriteNumber("n", run.N);
        ReportJson.WriteShare(json, "difference", run.Difference?.Estimate);
        ReportJson.WriteShare(json, "low", run.Difference?.Low);
        ReportJson.WriteShare(json, "high", run.Difference?.High);
        json.WriteNumber("lost", run.BaselineOnly);
        json.WriteNumber("won", run.CandidateOnly);
        json.WriteEndObject();
    }

    private static string Word(GateVerdict verdict) => verdict switch
    {
        GateVerdict.Failed => "failed",
        GateVerdict.Undecided => "undecided",
        GateVerdict.Passed => "passed",
        _ => "nothing-to-compare",
    };
}
