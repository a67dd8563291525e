using System.Text.Json;

namespace TrialKeep.Models.Recordings;

/// <summary>Finds the recorded request that differs least from one that was asked, and where.</summary>
internal static class NearestRequest
{
    private const int LongestShown = 60;

    /// <summary>The exception for a request that is not recorded.</summary>
    public static NotRecordedException Explain(string path, string request, IReadOnlyCollection<string> recorded)
    {
        if (recorded.Count == 0)
            return new($"The recording '{path}' holds no request; record one first, with RecordingMode.ReplayOrRecord.", null);
        Dictionary<string, string> asked = PartsOf(request);
        (int number, List<Difference> differences) = recorded.Select((known, index) => (index + 1, Differences(asked, PartsOf(known)))).MinBy(static pair => pair.Item2.Count);
        Difference first = differences[0];
        string others = differences.Count == 1 ? "" : $" ({differences.Count} parts differ)";
        return new(
            $"The recording '{path}' does not hold this request. The nearest, number {number}, differs in {first.Part}{others}: recorded {Shown(first.Recorded, first.Asked)}, asked {Shown(first.Asked, first.Recorded)}. Record it with RecordingMode.ReplayOrRecord, or ask as recorded.",
            first.Part);
    }

    private static List<Difference> Differences(Dictionary<string, string> asked, Dictionary<string, string> recorded)
    {
        List<Difference> differences = [];
        foreach ((string part, string value) in asked)
        {
            string? other = recorded.GetValueOrDefault(part);
            if (other != value) differences.Add(new(part, value, other));
        }

        foreach ((string part, string value) in recorded)
        {
            if (!asked.ContainsKey(part)) differences.Add(new(part, null, value));
        }

        return differences;
    }

    private static Dictionary<string, string> PartsOf(string request)
    {
        Dictionary<string, string> parts = [];
        using JsonDocument document = JsonDocument.Parse(request);
        foreach (JsonProperty member in document.RootElement.EnumerateObject()) Flatten(parts, member.Name, member.Value);
        return parts;
    }

    private static void Flatten(Dictionary<string, string> parts, string path, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (JsonProperty member in value.EnumerateObject()) Flatten(parts, $"{path}.{member.Name}", member.Value);
                break;
            case JsonValueKind.Array:
                int index = 0;
                foreach (JsonElement item in value.EnumerateArray()) Flatten(parts, $"{path}[{index++}]", item);
                break;
            default:
                parts[path] = value.ToString();
                break;
        }
    }

    // The part of a long text around the place where the two part.
    private static string Shown(string? text, string? other)
    {
        if (text is null) return "nothing";
        if (text.Length <= LongestShown) return $"'{text}'";
        int equal = other is null ? 0 : text.AsSpan().CommonPrefixLength(other);
        int start = Math.Clamp(equal - LongestShown / 2, 0, text.Length - LongestShown);
        return $"'{(start > 0 ? "…" : "")}{text.AsSpan(start, LongestShown)}{(start + LongestShown < text.Length ? "…" : "")}'";
    }

    private readonly record struct Difference(string Part, string? Asked, string? Recorded);
}
