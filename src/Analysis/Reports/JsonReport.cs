using System.Text.Json;
using TrialKeep.Analysis.Comparison;
using TrialKeep.Analysis.Comparison.Arms;
using TrialKeep.Analysis.Comparison.Effects;

namespace TrialKeep.Analysis.Reports;

/// <summary>
/// What a call did and what came out of it as one JSON object for other programs: <c>schema</c> (1), <c>runId</c>, the counts of the call,
/// <c>models</c> by variant name and <c>comparisons</c> for every pair. Numbers read back to the same double; null where there is none.
/// <c>accuracy</c>, <c>correct</c> and <c>pMcNemar</c> are null where scores are numbers, or where another test was chosen. Everything that is known of
/// a comparison is in <see cref="ComparisonJson"/>.
/// </summary>
public static class JsonReport
{
    /// <summary>The version of the object's shape.</summary>
    public const int Schema = 1;

    /// <summary>Writes the object and a line feed, as UTF-8 without a byte-order mark.</summary>
    /// <param name="output">Where to write; it is not closed.</param>
    /// <param name="result">What to report, of one run.</param>
    /// <param name="counts">What the call did.</param>
    /// <exception cref="ArgumentException">The call planned another number of generations than the comparison has.</exception>
    public static void Write(Stream output, ComparisonResult result, CallCounts counts)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(counts);
        long planned = result.Arms.Sum(static arm => (long)arm.Planned);
        if (counts.Planned != planned)
            throw new ArgumentException($"The call accounts for {counts.Planned} generations, the comparison for {planned}.", nameof(counts));
        using (var json = new Utf8JsonWriter(output, ReportJson.Options))
            Write(json, result, counts);
        output.WriteByte((byte)'\n');
    }

    private static void Write(Utf8JsonWriter json, ComparisonResult result, CallCounts counts)
    {
        json.WriteStartObject();
        json.WriteNumber("schema", Schema);
        json.WriteString("runId", result.Runs[0]);
        json.WriteNumber("generated", counts.Generated);
        json.WriteNumber("cached", counts.Cached);
        json.WriteNumber("failed", counts.Failed);
        json.WriteNumber("missing", counts.Missing);
        if (counts.Erased > 0) json.WriteNumber("erased", counts.Erased);
        json.WriteNumber("evaluated", counts.Evaluated);
        json.WriteString("scores", result.Kind == ScoreKind.Proportion ? "proportion" : "number");
        json.WriteStartObject("models");
        foreach (ArmSummary arm in result.Arms)
            Write(json, arm);
        json.WriteEndObject();
        json.WriteStartArray("comparisons");
        foreach (ArmPair pair in result.Pairs)
            Write(json, pair, result.Options.Correction);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, ArmSummary arm)
    {
        json.WriteStartObject(arm.Name);
        json.WriteNumber("planned", arm.Planned);
        json.WriteNumber("total", arm.Scored);
        json.WriteNumber("failed", arm.Failed);
        json.WriteNumber("missing", arm.Missing);
        if (arm.Erased > 0) json.WriteNumber("erased", arm.Erased);
        json.WriteNumber("unscored", arm.Unscored);
        ReportJson.WriteFinite(json, "correct", arm.Right);
        ReportJson.WriteFinite(json, "accuracy", arm.Right is null ? null : arm.Mean);
        ReportJson.WriteFinite(json, "mean", arm.Mean);
        ReportJson.WriteFinite(json, "low", arm.Interval?.Low);
        ReportJson.WriteFinite(json, "high", arm.Interval?.High);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, ArmPair pair, Correction correction)
    {
        json.WriteStartObject();
        json.WriteString("baseline", pair.Baseline.Name);
        json.WriteString("candidate", pair.Candidate.Name);
        json.WriteNumber("n", pair.Counts.Compared);
        json.WriteNumber("baselineOnly", pair.Lost);
        json.WriteNumber("candidateOnly", pair.Won);
        ReportJson.WriteFinite(json, "difference", pair.Effect?.Value);
        ReportJson.WriteFinite(json, "low", pair.Effect?.Low);
        ReportJson.WriteFinite(json, "high", pair.Effect?.High);
        json.WriteString("test", pair.Test.ToString());
        ReportJson.WriteFinite(json, "p", pair.P);
        ReportJson.WriteFinite(json, "pAdjusted", pair.AdjustedP);
        ReportJson.WriteFinite(json, "pMcNemar", pair.Test == TestKind.McNemar ? pair.P : null);
        ReportJson.WriteFinite(json, "pHolm", correction == Correction.Holm ? pair.AdjustedP : null);
        json.WriteEndObject();
    }
}
