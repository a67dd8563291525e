using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using TrialKeep.Storage.Journals;

namespace TrialKeep.Storage.Erasure;

/// <summary>run.json written anew with a text masked wherever somebody else's texts stand in it: what the store itself says stays as it is.</summary>
internal sealed class MaskedObject
{
    private static readonly JsonWriterOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly string[] s_open = ["reason", "provenance", "configuration"];
    // Below these the names are somebody else's, too.
    private static readonly string[] s_named = ["configuration", "packages", "environment"];
    private readonly TextSearch _text;
    private bool _changed;

    private MaskedObject(TextSearch text) => _text = text;

    /// <summary>The object with a new checksum; null when the text does not stand in it.</summary>
    /// <exception cref="JsonException">It is no object.</exception>
    public static byte[]? Of(byte[] content, TextSearch text)
    {
        MaskedObject mask = new(text);
        ArrayBufferWriter<byte> masked = new(content.Length);
        using (JsonDocument document = JsonDocument.Parse(content))
        using (Utf8JsonWriter writer = new(masked, s_options))
        {
            writer.WriteStartObject();
            foreach (JsonProperty member in document.RootElement.EnumerateObject().Where(static member => member.Name != "crc"))
            {
                writer.WritePropertyName(member.Name);
                if (s_open.Contains(member.Name)) mask.Write(writer, member.Value, s_named.Contains(member.Name));
                else member.Value.WriteTo(writer);
            }

            writer.WriteEndObject();
        }

        return mask._changed ? CheckedObject.Close(masked.WrittenSpan[..^1]) : null;
    }

    private void Write(Utf8JsonWriter writer, JsonElement value, bool isNamed)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (JsonProperty member in value.EnumerateObject())
                {
                    writer.WritePropertyName(isNamed ? Masked(member.Name) : member.Name);
                    Write(writer, member.Value, isNamed || s_named.Contains(member.Name));
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (JsonElement element in value.EnumerateArray()) Write(writer, element, isNamed);
                writer.WriteEndArray();
                break;
            case JsonValueKind.String:
                writer.WriteStringValue(Masked(value.GetString()!));
                break;
            default:
                WriteOther(writer, value, isNamed);
                break;
        }
    }

    // A number that holds the text is none any more.
    private void WriteOther(Utf8JsonWriter writer, JsonElement value, bool isNamed)
    {
        bool isHit = isNamed && _text.IsIn(value.GetRawText());
        _changed |= isHit;
        if (isHit) writer.WriteNullValue();
        else value.WriteTo(writer);
    }

    private string Masked(string value)
    {
        string masked = _text.Mask(value);
        _changed |= masked != value;
        return masked;
    }
}
