using System.Text.Json;
using TrialKeep.Analysis.Comparison;

namespace TrialKeep.Analysis.Reports;

/// <summary>
/// A comparison as one JSON object for other programs: <c>schema</c> (1), <c>runId</c>, what the call did, <c>models</c> by variant name
/// and <c>comparisons</c> for every pair. Shares are numbers from 0 to 1 that read back to the same double; null where nothing is scored.
/// </summary>
public static class JsonReport
{
    /// <summary>The version of the object's shape.</summary>
    public const int Schema = 1;

    /// <summary>Writes the object and a line feed, as UTF-8 without a byte-order mark.</summary>
    /// <param name="output">Where to write; it is not closed.</param>
    /// <param name="comparison">What to report.</param>
    /// <param name="counts">What the call did.</param>
    /// <exception cref="ArgumentException">The call planned another number of generations than the table has.</exception>
    public static void Write(Stream output, VariantComparison comparison, CallCounts counts)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(comparison);
        ArgumentNullException.ThrowIfNull(counts);
        long planned = comparison.Summaries.Sum(summary => (long)summary.Planned);
        if (counts.Planned != planned)
            throw new ArgumentException($"The call accounts for {counts.Planned} generations, the table for {planned}.", nameof(counts));
        using (var json = new Utf8JsonWriter(output, ReportJson.Options))
            Write(json, comparison, counts);
        output.WriteByte((byte)'\n');
    }

    private static void Write(Utf8JsonWriter json, VariantComparison comparison, CallCounts counts)
    {
        json.WriteStartObject();
        json.WriteNumber("schema", Schema);
        json.WriteString("runId", comparison.Table.RunId);
        json.WriteNumber("generated", counts.Generated);
        json.WriteNumber("cached", counts.Cached);
        json.WriteNumber("failed", counts.Failed);
        json.WriteNumber("missing", counts.Missing);
        if (counts.Erased > 0) json.WriteNumber("erased", counts.Erased);
        json.WriteNumber("evaluated", counts.Evaluated);
        json.WriteStartObject("models");
        foreach (VariantSummary summary in comparison.Summaries)
            Write(json, summary);
        json.WriteEndObject();
        json.WriteStartArray("comparisons");
        foreach (PairComparison pair in comparison.Pairs)
            Write(json, pair);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, VariantSummary summary)
    {
        json.WriteStartObject(summary.Variant);
        json.WriteNumber("planned", summary.Planned);
        json.WriteNumber("total", summary.Total);
        json.WriteNumber("failed", summary.Failed);
        json.WriteNumber("missing", summary.Missing);
        json.WriteNumber("unscored", summary.Unscored);
        json.WriteNumber("correct", summary.Correct);
        ReportJson.WriteShare(json, "accuracy", summary.Accuracy);
        ReportJson.WriteShare(json, "low", summary.Low);
        ReportJson.WriteShare(json, "high", summary.High);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, PairComparison pair)
    {
        json.WriteStartObject();
        json.WriteString("baseline", pair.Baseline);
        json.WriteString("candidate", pair.Candidate);
        json.WriteNumber("n", pair.N);
        json.WriteNumber("baselineOnly", pair.BaselineOnly);
        json.WriteNumber("candidateOnly", pair.CandidateOnly);
        json.WriteNumber("pMcNemar", pair.PMcNemar);
        json.WriteNumber("pHolm", pair.PHolm);
        json.WriteEndObject();
    }
}
