using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace TrialKeep.Runtime.Codecs;

/// <summary>Writes and reads an annotated type in System.Text.Json as its codec does: the same JSON, as strictly.</summary>
/// <typeparam name="T">The annotated type.</typeparam>
public sealed class CodecConverter<T> : JsonConverter<T>
    where T : ICodec<T>
{
    /// <inheritdoc/>
    /// <exception cref="JsonException">The JSON is not what the type demands; the inner exception names the place within the value.</exception>
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using JsonDocument document = JsonDocument.ParseValue(ref reader);
        try
        {
            return Json.Read<T>(JsonMarshal.GetRawUtf8Value(document.RootElement));
        }
        catch (ExperimentDataException exception)
        {
            throw new JsonException(exception.Message, exception);
        }
    }

    /// <inheritdoc/>
    /// <exception cref="ExperimentDataException">The value can't be stored, so that it is not sent either.</exception>
    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        JsonSpanWriter json = JsonSpanWriter.Rent(shared: null);
        try
        {
            T.Write(ref json, value);
            writer.WriteRawValue(json.Written, skipInputValidation: true);
        }
        finally
        {
            json.Return();
        }
    }
}
