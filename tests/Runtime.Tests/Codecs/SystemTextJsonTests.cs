using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using TrialKeep.Generated;
using TrialKeep.Runtime.Codecs;
using TrialKeep.Runtime.Tests.Samples;

namespace TrialKeep.Runtime.Tests.Codecs;

public sealed class SystemTextJsonTests
{
    private static readonly JsonSerializerOptions s_options = new(JsonSerializerDefaults.Web) { TypeInfoResolver = JsonTypeInfoResolver.Combine(TrialKeepRuntimeTestsJson.Resolver, new DefaultJsonTypeInfoResolver()) };

    private sealed record Envelope(WordProblem Task, Answer? Answer, Decoding Decoding, Point? Point, Prompt? Prompt);

    [Fact]
    public void It_is_the_JSON_of_the_codec_and_is_read_back()
    {
        WordProblem problem = new() { Id = "é\u2028<", Prompt = new("q"), Answer = 1.50m };
        Same(problem);
        Same(new Answer { Latency = double.NaN });
        Same<Decoding>(new Sampling { Temperature = 1, Note = "n" });
        Same(new Event { Id = "a" });
        Same(new Point(1, 2));
        Same(new Prompt("q"));
    }

    [Fact]
    public void A_type_of_somebody_else_may_hold_annotated_values()
    {
        Envelope envelope = new(new() { Id = "i", Prompt = new("q"), Answer = 1 }, null, new Greedy(), new Point(1, 2), null);
        string json = JsonSerializer.Serialize(envelope, s_options);
        Assert.Contains("\"decoding\":{\"$type\":\"greedy\",\"seed\":0},\"point\":{\"x\":1,\"why\":2}".Replace("why", "y", StringComparison.Ordinal), json, StringComparison.Ordinal);
        Assert.Equal(envelope, JsonSerializer.Deserialize<Envelope>(json, s_options));
    }

    [Fact]
    public void It_is_as_strict_and_tells_the_place()
    {
        JsonException error = Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<WordProblem>("""{"id":"a","id":"b"}""", s_options));
        Assert.Contains("The member \"id\" of WordProblem stands twice", error.Message, StringComparison.Ordinal);
        Assert.Equal("$.id", Assert.IsType<ExperimentDataException>(error.InnerException).Path);
        Assert.Throws<ExperimentDataException>(() => JsonSerializer.Serialize(default(Prompt), s_options));
    }

    [Fact]
    public void A_type_that_is_not_annotated_is_left_to_others() => Assert.Null(TrialKeepRuntimeTestsJson.Resolver.GetTypeInfo(typeof(Envelope), s_options));

    private static void Same<T>(T value)
        where T : ICodec<T>
    {
        byte[] json = JsonSerializer.SerializeToUtf8Bytes(value, s_options);
        Assert.Equal(Encoding.UTF8.GetString(Json.Write(value)), Encoding.UTF8.GetString(json));
        T back = JsonSerializer.Deserialize<T>(json, s_options)!;
        Assert.Equal(json, Json.Write(back));
    }
}
