using System.Text.Json;
using TrialKeep.Orchestration.Differences;
using TrialKeep.Orchestration.Explaining;

namespace TrialKeep.Hosting.Documents;

/// <summary>What differs: <c>from</c>, <c>to</c>, items, variants and evaluations that are added, removed and changed, the parts of what changed, and <c>cost</c>.</summary>
internal static class DifferenceJson
{
    public static void Write(Utf8JsonWriter json, PlanDifference difference)
    {
        json.WriteString("from", difference.From);
        json.WriteString("to", difference.To);
        json.WriteBoolean("sameManifest", difference.IsSameManifest);
        json.WriteStartObject("items");
        VerbJson.Names(json, "added", difference.AddedItems);
        VerbJson.Names(json, "removed", difference.RemovedItems);
        Entries(json, "changed", "item", difference.ChangedItems);
        Entries(json, "references", "item", difference.ChangedReferences);
        json.WriteEndObject();
        json.WriteStartObject("variants");
        VerbJson.Names(json, "added", difference.AddedVariants);
        VerbJson.Names(json, "removed", difference.RemovedVariants);
        VerbJson.List(json, "renamed", difference.RenamedVariants, static (writer, variant) =>
        {
            writer.WriteString("before", variant.Before);
            writer.WriteString("after", variant.After);
        });
        Entries(json, "changed", "variant", difference.ChangedVariants);
        json.WriteEndObject();
        json.WriteStartObject("evaluations");
        VerbJson.Names(json, "added", difference.AddedEvaluations);
        VerbJson.Names(json, "removed", difference.RemovedEvaluations);
        VerbJson.Names(json, "changed", difference.ChangedEvaluations);
        json.WriteEndObject();
        json.WriteStartObject("samples");
        json.WriteNumber("before", difference.SamplesBefore);
        json.WriteNumber("after", difference.SamplesAfter);
        json.WriteEndObject();
        json.WriteStartObject("answers");
        json.WriteNumber("common", difference.CommonAnswers);
        json.WriteNumber("added", difference.AddedAnswers);
        json.WriteNumber("removed", difference.RemovedAnswers);
        json.WriteEndObject();
        json.WriteStartObject("cost");
        json.WriteNumber("answers", difference.Cost.Answers);
        json.WriteNumber("stored", difference.Cost.Stored);
        json.WriteNumber("calls", difference.Cost.Calls);
        json.WriteNumber("scores", difference.Cost.Scores);
        json.WriteEndObject();
        VerbJson.Names(json, "notes", difference.Notes);
    }

    public static void Parts(Utf8JsonWriter json, IEnumerable<PartDifference> parts) => VerbJson.List(json, "parts", parts, static (writer, part) =>
    {
        writer.WriteString("part", part.Part);
        writer.WriteString("before", part.Before);
        writer.WriteString("after", part.After);
    });

    private static void Entries(Utf8JsonWriter json, string name, string what, IEnumerable<EntryDifference> entries) => VerbJson.List(json, name, entries, (writer, entry) =>
    {
        writer.WriteString(what, entry.Name);
        Parts(writer, entry.Parts);
    });
}
