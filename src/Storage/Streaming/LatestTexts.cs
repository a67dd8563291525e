using TrialKeep.Runtime.Codecs;
using TrialKeep.Runtime.Keys;

namespace TrialKeep.Storage.Streaming;

/// <summary>Keeps the texts that were asked for last: neighbouring records mostly share the same ones.</summary>
internal sealed class LatestTexts(ISharedContentSource source) : ISharedContentSource
{
    private const int Most = 8;
    private readonly (KeyId Id, string? Text)[] _latest = new (KeyId, string?)[Most];
    private int _next;

    public string? FindText(KeyId id)
    {
        foreach ((KeyId known, string? text) in _latest)
        {
            if (text is not null && known == id) return text;
        }

        string? found = source.FindText(id);
        _latest[_next++ % Most] = (id, found);
        return found;
    }
}
