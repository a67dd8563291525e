using TrialKeep.Runtime.Codecs;

namespace TrialKeep.Orchestration.Bundles;

/// <summary>What a line of <c>items.jsonl</c> says of itself.</summary>
internal sealed record BundleItem(string Key, string? Evaluation, string Digest, string? Identity, string? References, string? Output, bool IsWhole, ReadOnlyMemory<byte> Line)
{
    /// <exception cref="ExperimentDataException">It is no item.</exception>
    public static BundleItem Read(ReadOnlyMemory<byte> line)
    {
        Dictionary<string, string> texts = new(StringComparer.Ordinal);
        JsonSpanReader reader = new(line.Span);
        reader.BeginObject();
        while (reader.NextMember(out ReadOnlySpan<byte> name))
        {
            string member = reader.Name(name);
            if (member is "key" or "evaluation" or "digest" or "identity" or "references" or "output") texts[member] = reader.ReadString();
            else reader.Skip();
        }

        reader.End();
        if (!texts.TryGetValue("key", out string? key) || !texts.TryGetValue("digest", out string? digest)) throw reader.Error("An item has a 'key' and a 'digest'; export the bundle again.");
        bool isWhole = BundleItems.IsWhole(line.Span);
        return new(key, texts.GetValueOrDefault("evaluation"), digest, texts.GetValueOrDefault("identity"), texts.GetValueOrDefault("references"), texts.GetValueOrDefault("output"), isWhole, isWhole ? default : line);
    }
}
