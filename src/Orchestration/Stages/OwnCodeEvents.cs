using System.Buffers;
using System.Text.Json;
using TrialKeep.Runtime.Keys;
using TrialKeep.Storage.Events;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Orchestration.Stages;

/// <summary>The events by which a run tells what became of the program's own hooks and stages; docs/formats.md has their names and data.</summary>
internal static class OwnCodeEvents
{
    private const string Succeeded = "stage.succeeded";

    public static string Failed(string what) => $"{what}.failed";

    /// <summary>What failed, and how.</summary>
    public static JsonElement Data(string name, RecordError error) => Object(json =>
    {
        json.WriteString("name", name);
        json.WriteString("kind", error.Kind);
        json.WriteString("type", error.Type);
        json.WriteString("detail", error.Detail);
    });

    /// <summary>A stage has ended well on a run in this state.</summary>
    public static RunEvent Success(string stage, Digest state) => new(Succeeded)
    {
        Level = EventLevel.Information,
        Data = Object(json =>
        {
            json.WriteString("name", stage);
            json.WriteString("state", state.ToString());
        }),
    };

    /// <summary>The state of the run on which each stage has ended well, by name; none for one that has failed since.</summary>
    public static Dictionary<string, string> Successes(EventReader events)
    {
        Dictionary<string, string> states = new(StringComparer.Ordinal);
        if (!events.Any) return states;
        foreach (StoredEvent happened in events.Of(null).Where(static happened => (happened.Name == Succeeded || happened.Name == Failed("stage")) && !happened.Json.IsEmpty))
        {
            using JsonDocument data = JsonDocument.Parse(happened.Json);
            if (data.RootElement.ValueKind != JsonValueKind.Object) continue;
            if (!data.RootElement.TryGetProperty("name", out JsonElement name)) continue;
            if (data.RootElement.TryGetProperty("state", out JsonElement state)) states[name.ToString()] = state.ToString();
            else states.Remove(name.ToString());
        }

        return states;
    }

    private static JsonElement Object(Action<Utf8JsonWriter> members)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter json = new(buffer))
        {
            json.WriteStartObject();
            members(json);
            json.WriteEndObject();
        }

        using JsonDocument document = JsonDocument.Parse(buffer.WrittenMemory);
        return document.RootElement.Clone();
    }
}
