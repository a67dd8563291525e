using TrialKeep.Runtime.Codecs;
using TrialKeep.Runtime.Keys;
using TrialKeep.Storage.Indexes;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Storage.Streaming;

/// <summary>Where the shared texts are that a pass has met.</summary>
internal sealed class StreamedTexts(LineSource lines) : ISharedContentSource
{
    private readonly LocationTable _locations = new();

    public void Add(KeyId id, LineLocation location) => _locations.Set(id, location);

    public string? FindText(KeyId id)
    {
        if (!_locations.TryGet(id, out LineLocation location)) return null;
        using PooledLine line = lines.Read(location);
        return SharedContent.TextOf(line.Span);
    }
}
