using System.Text.Json;
using TrialKeep.Orchestration.Planning;
using TrialKeep.Runtime.Schemas;

namespace TrialKeep.Hosting.Documents;

/// <summary>The state of every answer: <c>run</c>, <c>items</c>, <c>variants</c>, <c>samples</c>, <c>planned</c>, <c>counts</c> by state, the program's own <c>stages</c>, and <c>answers</c> in plan order.</summary>
internal static class PlanJson
{
    public static void Write<TTask, TRecord>(Utf8JsonWriter json, Plan<TTask, TRecord> plan, PlanStates states, Func<WorkState, string> nameOf)
        where TTask : IExperimentTask<TTask>
        where TRecord : IExperimentRecord<TRecord>
    {
        json.WriteString("run", states.Run?.ToString());
        json.WriteString("manifest", plan.Manifest.ToString());
        json.WriteNumber("items", plan.Tasks.Count);
        json.WriteNumber("variants", plan.Variants.Length);
        json.WriteNumber("samples", plan.Samples);
        json.WriteNumber("planned", plan.Count);
        json.WriteStartObject("counts");
        foreach (WorkState state in Enum.GetValues<WorkState>()) json.WriteNumber(nameOf(state), states.Count(state));
        json.WriteEndObject();
        VerbJson.List(json, "stages", states.Stages, static (writer, stage) =>
        {
            writer.WriteString("name", stage.Name);
            writer.WriteString("after", StageWord.Of(stage.After));
            writer.WriteBoolean("done", stage.IsDone);
        });
        VerbJson.List(json, "answers", Enumerable.Range(0, plan.Count), (writer, index) =>
        {
            writer.WriteString("key", plan.Keys[index].ToString());
            writer.WriteString("item", plan.TaskOf(index).Item);
            writer.WriteString("variant", plan.VariantOf(index).Name);
            writer.WriteNumber("sample", plan.SampleOf(index));
            writer.WriteString("state", nameOf(states[index]));
        });
    }
}
