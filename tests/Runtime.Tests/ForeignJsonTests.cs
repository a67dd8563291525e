using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using TrialKeep.Runtime.Codecs;

namespace TrialKeep.Runtime.Tests;

/// <summary>What a converter or a kept JSON value writes is refused when it could not be read again.</summary>
public sealed class ForeignJsonTests
{
    [Fact]
    public void A_converter_that_writes_nothing_is_refused() =>
        Assert.Throws<ExperimentDataException>(() => Written(static (ref JsonSpanWriter writer) => writer.Converted("x", new Silent())));

    [Fact]
    public void A_converter_that_throws_is_an_error_of_the_value() =>
        Assert.Throws<ExperimentDataException>(() => Written(static (ref JsonSpanWriter writer) => writer.Converted("x", new Throwing())));

    [Fact]
    public void A_default_element_is_an_error_of_the_value() =>
        Assert.Throws<ExperimentDataException>(() => Written(static (ref JsonSpanWriter writer) => writer.Value(default(JsonElement))));

    [Fact]
    public void A_value_that_nests_deeper_than_is_read_is_refused()
    {
        int most = JsonSpanReader.MaxDepth - 1;
        foreach (int depth in (int[])[most, most + 1])
        {
            JsonElement element = JsonDocument.Parse(new string('[', depth) + new string(']', depth), new JsonDocumentOptions { MaxDepth = 1000 }).RootElement;
            Exception? error = Record.Exception(() => Written((ref JsonSpanWriter writer) => writer.Value(element)));
            Assert.Equal(depth > most, error is ExperimentDataException);
        }
    }

    [Theory]
    [InlineData("{\"value\":{\"n\":1.50,\"big\":1e400,\"text\":\"\\u0041\\/b\",\"list\":[1, 2 ],\"nothing\":null}}")]
    [InlineData("{\"value\":-0.0}")]
    [InlineData("{\"value\":\"\\ud83d\\ude00\"}")]
    public void A_kept_value_is_written_byte_for_byte(string json)
    {
        JsonElement element = JsonDocument.Parse(json).RootElement.GetProperty("value");
        Assert.Equal(json, Written((ref JsonSpanWriter writer) => writer.Value(element)));
    }

    [Fact]
    public void A_kept_value_of_several_lines_becomes_one()
    {
        JsonElement element = JsonDocument.Parse("{\n  \"a\": [1.50,\r\n 2]\n}").RootElement;
        Assert.Equal("{\"value\":{\"a\":[1.50,2]}}", Written((ref JsonSpanWriter writer) => writer.Value(element)));
    }

    [Fact]
    public void Invalid_utf8_is_refused_where_a_value_is_skipped()
    {
        byte[] json = [.. "{\"unknown\":\""u8, 0xFF, .. "\"}"u8];
        Assert.Throws<ExperimentDataException>(() =>
        {
            JsonSpanReader reader = new(json);
            reader.BeginObject();
            while (reader.NextMember(out _)) reader.Skip();
        });
    }

    private delegate void Write(ref JsonSpanWriter writer);

    private static string Written(Write write)
    {
        JsonSpanWriter writer = JsonSpanWriter.Rent(shared: null);
        try
        {
            writer.Raw("{\"value\":"u8);
            write(ref writer);
            writer.Raw("}"u8);
            writer.DemandReadable(0);
            return Encoding.UTF8.GetString(writer.Written);
        }
        finally
        {
            writer.Return();
        }
    }

    private sealed class Silent : JsonConverter<string>
    {
        public override string Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => "";

        public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options)
        {
        }
    }

    private sealed class Throwing : JsonConverter<string>
    {
        public override string Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => "";

        public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => throw new NotSupportedException("not today");
    }
}
