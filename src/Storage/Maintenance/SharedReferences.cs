using TrialKeep.Runtime.Keys;

namespace TrialKeep.Storage.Maintenance;

/// <summary>The templates and shared texts that a journal has and those that its lines refer to.</summary>
internal sealed class SharedReferences
{
    private readonly HashSet<KeyId> _known = [];
    private readonly Dictionary<KeyId, Place> _wanted = [];

    /// <summary>What is referred to.</summary>
    public IReadOnlyCollection<KeyId> Wanted => _wanted.Keys;

    public void Add(KeyId id) => _known.Add(id);

    // Inside a string every quotation mark has a backslash before it, so that these bytes can only be an object's.
    public void Find(ReadOnlySpan<byte> json, in Place place)
    {
        Find(json, "{\"$text\":\""u8, "\"}"u8, place);
        Find(json, "{\"template\":\""u8, "\",\"arguments\":"u8, place);
    }

    /// <summary>What is referred to and not there, with the first line that does.</summary>
    public IEnumerable<(KeyId Id, Place From)> Missing() => _wanted.Where(one => !_known.Contains(one.Key)).Select(static one => (one.Key, one.Value));

    private void Find(ReadOnlySpan<byte> json, ReadOnlySpan<byte> before, ReadOnlySpan<byte> after, in Place place)
    {
        for (int found; (found = json.IndexOf(before)) >= 0;)
        {
            json = json[(found + before.Length)..];
            if (json.Length < KeyId.TextLength || !json[KeyId.TextLength..].StartsWith(after)) continue;
            if (KeyId.TryParse(json[..KeyId.TextLength], out KeyId id)) _wanted.TryAdd(id, place);
        }
    }
}
