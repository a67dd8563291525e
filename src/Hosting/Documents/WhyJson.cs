using System.Text.Json;
using TrialKeep.Orchestration.Explaining;

namespace TrialKeep.Hosting.Documents;

/// <summary>Why answers are not stored: <c>variants</c> and <c>items</c>, each with <c>missing</c>, <c>reason</c> and <c>parts</c>; and what failed: <c>failures</c>.</summary>
internal static class WhyJson
{
    public static void Write(Utf8JsonWriter json, Explanation explanation)
    {
        VerbJson.List(json, "variants", explanation.Variants, static (writer, variant) =>
        {
            writer.WriteString("variant", variant.Variant);
            Rest(writer, variant.Missing, variant.Reason, variant.Differences);
        });
        VerbJson.List(json, "items", explanation.Tasks, static (writer, task) =>
        {
            writer.WriteString("item", task.Item);
            Rest(writer, task.Missing, task.Reason, task.Differences);
        });
        VerbJson.List(json, "failures", explanation.Failures, static (writer, failure) =>
        {
            writer.WriteString("stage", StageWord.Of(failure.Stage));
            writer.WriteString("name", failure.Name);
            writer.WriteString("kind", failure.Kind);
            writer.WriteNumber("count", failure.Count);
            writer.WriteString("variant", failure.Variant);
            writer.WriteString("item", failure.Item);
            writer.WriteString("message", failure.Message);
        });
    }

    private static void Rest(Utf8JsonWriter json, int missing, string reason, IReadOnlyList<PartDifference> parts)
    {
        json.WriteNumber("missing", missing);
        json.WriteString("reason", reason);
        DifferenceJson.Parts(json, parts);
    }
}
