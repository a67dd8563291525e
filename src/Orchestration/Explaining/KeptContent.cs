using TrialKeep.Runtime.Codecs;
using TrialKeep.Runtime.Keys;
using TrialKeep.Runtime.Templates;

namespace TrialKeep.Orchestration.Explaining;

/// <summary>Writes a value as the store does and remembers what it shares.</summary>
internal sealed class KeptContent : ISharedContent
{
    private readonly Dictionary<KeyId, Template> _templates = [];
    private readonly Dictionary<KeyId, string> _texts = [];

    public byte[] Write<T>(T value)
        where T : ICodec<T>
    {
        JsonSpanWriter writer = JsonSpanWriter.Rent(this);
        try
        {
            T.Write(ref writer, value);
            return writer.Written.ToArray();
        }
        finally
        {
            writer.Return();
        }
    }

    public KeyId Share(string text)
    {
        KeyId id = Digest.Of(System.Text.Encoding.UTF8.GetBytes(text)).Id;
        _texts[id] = text;
        return id;
    }

    public void Share(Template template) => _templates[template.Id.Id] = template;

    public string? FindText(KeyId id) => _texts.GetValueOrDefault(id);

    public Template? FindTemplate(KeyId id) => _templates.GetValueOrDefault(id);
}
