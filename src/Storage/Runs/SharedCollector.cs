using System.Text;
using TrialKeep.Runtime.Codecs;
using TrialKeep.Runtime.Keys;
using TrialKeep.Runtime.Templates;

namespace TrialKeep.Storage.Runs;

/// <summary>Notes, while a value is encoded, which of its templates and texts the journal does not hold yet.</summary>
internal sealed class SharedCollector(Func<KeyId, bool> isStored) : ISharedContent
{
    private static readonly UTF8Encoding s_utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly List<(KeyId Id, Template? Template, string Text)> _missing = [];

    /// <summary>As if everything were stored: a value is encoded with ids only. It keeps nothing, and so serves all threads.</summary>
    public static SharedCollector Everything { get; } = new(static _ => true);

    public IReadOnlyList<(KeyId Id, Template? Template, string Text)> Missing => _missing;

    /// <summary>Whether this collector asks that journal.</summary>
    public bool Serves(Func<KeyId, bool> journal) => ReferenceEquals(isStored, journal);

    public KeyId Share(string text)
    {
        KeyId id = Identify(text);
        if (!isStored(id)) _missing.Add((id, null, text));
        return id;
    }

    public void Share(Template template)
    {
        KeyId id = template.Id.Id;
        if (!isStored(id)) _missing.Add((id, template, ""));
    }

    public void Clear() => _missing.Clear();

    private static KeyId Identify(string text)
    {
        try
        {
            return Digest.Of(s_utf8.GetBytes(text)).Id;
        }
        catch (EncoderFallbackException error)
        {
            throw new ExperimentDataException($"A text has an unpaired surrogate at character {error.Index}, which UTF-8 can not hold; repair the text where it is read.");
        }
    }
}
