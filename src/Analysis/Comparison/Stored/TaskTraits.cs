using System.Collections.Immutable;
using System.Text.Json;
using TrialKeep.Analysis.Comparison.Arms;
using TrialKeep.Runtime.Codecs;
using TrialKeep.Runtime.Schemas;

namespace TrialKeep.Analysis.Comparison.Stored;

/// <summary>
/// What a comparison needs to know of a task: its inputs, prompt, cluster and slices, told by its schema from the JSON that its codec writes.
/// </summary>
/// <remarks>
/// The inputs are the composite digest "inputs" over path and JSON of every value in the members with the roles item and key part, sorted by
/// path; members go by their names in the key, null adds nothing, of a template only the arguments count, and a shared text adds nothing. So
/// another prompt is not another item, and a member that came later with its default is not either.
/// </remarks>
public static class TaskTraits
{
    /// <summary>The names in JSON of the slices of a task type.</summary>
    public static ImmutableArray<string> SlicesOf(Schema schema)
    {
        ArgumentNullException.ThrowIfNull(schema);
        return [.. schema.Derived.Values.Prepend(schema).SelectMany(static type => type.Members).Where(static member => member.IsSlice)
            .Select(static member => member.JsonName).Distinct().Order(StringComparer.Ordinal)];
    }

    /// <summary>Whether tasks of a type may name a cluster.</summary>
    public static bool HasClusters(Schema schema)
    {
        ArgumentNullException.ThrowIfNull(schema);
        return schema.Derived.Values.Prepend(schema).SelectMany(static type => type.Members).Any(static member => member.IsCluster);
    }

    /// <summary>What is known of a task.</summary>
    public static UnitTraits Of<TTask>(TTask task)
        where TTask : IExperimentTask<TTask>
    {
        JsonSpanWriter writer = JsonSpanWriter.Rent(SharedIds.Instance);
        try
        {
            TTask.Write(ref writer, task);
            using JsonDocument document = JsonDocument.Parse(writer.Written.ToArray());
            return Of(document.RootElement, TTask.Schema);
        }
        finally
        {
            writer.Return();
        }
    }

    private static UnitTraits Of(JsonElement task, Schema schema)
    {
        InputWalk walk = new();
        Dictionary<string, string> slices = new(StringComparer.Ordinal);
        string? cluster = null;
        foreach (SchemaMember member in TypeOf(task, schema).Members)
        {
            if (!task.TryGetProperty(member.JsonName, out JsonElement value))
                continue;
            if (member.Role is MemberRole.KeyPart or MemberRole.ItemId)
                walk.Take(member.KeyName ?? member.JsonName, member.JsonName, value);
            if (member.IsSlice && Text(value) is { } level)
                slices[member.JsonName] = level;
            if (member.IsCluster)
                cluster = Text(value);
        }

        return new UnitTraits
        {
            Inputs = walk.Digest(),
            Prompt = [.. walk.Prompt],
            Cluster = cluster,
            Slices = [.. SlicesOf(schema).Select(slice => slices.GetValueOrDefault(slice))],
        };
    }

    private static Schema TypeOf(JsonElement task, Schema schema) =>
        schema.TagName is { } name && task.TryGetProperty(name, out JsonElement tag) && tag.ValueKind == JsonValueKind.String
            ? schema.Derived.GetValueOrDefault(tag.GetString()!, schema) : schema;

    private static string? Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.String => value.GetString(),
        _ => value.GetRawText(),
    };
}
