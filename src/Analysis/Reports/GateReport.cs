using System.Text.Json;
using TrialKeep.Analysis.Gates;

namespace TrialKeep.Analysis.Reports;

/// <summary>
/// A gate's verdict as one JSON object for other programs: <c>schema</c> (2), <c>runId</c>, <c>baseline</c> (null when no rule needs one),
/// <c>verdict</c> (<c>failed</c>, <c>undecided</c>, <c>passed</c> or <c>nothing-to-compare</c>), <c>warnings</c>, and <c>rules</c>: for each rule and
/// variant its own verdict and the figures that it rests on. Null where there is nothing to compare or a limit is infinite.
/// </summary>
public static class GateReport
{
    /// <summary>The version of the object's shape.</summary>
    public const int Schema = 2;

    /// <summary>Writes the object and a line feed, as UTF-8 without a byte-order mark.</summary>
    /// <param name="output">Where to write; it is not closed.</param>
    /// <param name="decision">What the gate says.</param>
    public static void Write(Stream output, GateDecision decision)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(decision);
        using (var json = new Utf8JsonWriter(output, ReportJson.Options))
            Write(json, decision);
        output.WriteByte((byte)'\n');
    }

    private static void Write(Utf8JsonWriter json, GateDecision decision)
    {
        json.WriteStartObject();
        json.WriteNumber("schema", Schema);
        json.WriteString("runId", decision.RunId);
        json.WriteString("baseline", decision.Baseline);
        json.WriteString("verdict", Word(decision.Verdict));
        json.WriteStartArray("warnings");
        foreach (string warning in decision.Warnings)
            json.WriteStringValue(warning);
        json.WriteEndArray();
        json.WriteStartArray("rules");
        foreach (RuleVerdict rule in decision.Rules)
            Write(json, rule);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, RuleVerdict rule)
    {
        json.WriteStartObject();
        json.WriteString("rule", rule.Rule.Text);
        json.WriteString("variant", rule.Arm);
        json.WriteString("verdict", Word(rule.Verdict));
        json.WriteString("explanation", rule.Explanation);
        WriteFinite(json, "value", rule.Value);
        WriteFinite(json, "low", rule.Interval?.Low);
        WriteFinite(json, "high", rule.Interval?.High);
        json.WriteNumber("confidence", rule.Rule.Confidence);
        json.WriteNumber("limit", rule.Limit);
        if (rule.Pair is { } pair)
        {
            json.WriteNumber("n", pair.Counts.Compared);
            json.WriteNumber("lost", pair.Lost);
            json.WriteNumber("won", pair.Won);
            json.WriteString("test", pair.TestReason);
        }

        json.WriteEndObject();
    }

    private static void WriteFinite(Utf8JsonWriter json, string name, double? value) => ReportJson.WriteFinite(json, name, value is { } number && double.IsFinite(number) ? number : null);

    private static string Word(GateVerdict verdict) => verdict switch
    {
        GateVerdict.Failed => "failed",
        GateVerdict.Undecided => "undecided",
        GateVerdict.Passed => "passed",
        _ => "nothing-to-compare",
    };
}
