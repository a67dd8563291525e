using System.Text;
using TrialKeep.Runtime.Codecs;
using TrialKeep.Runtime.Keys;
using TrialKeep.Runtime.Tests.Samples;

namespace TrialKeep.Runtime.Tests.Codecs;

public sealed class StrictReaderTests
{
    [Theory]
    [InlineData("""{"id":"a"}""", "$", 10, "Row demands the member \"question\"")]
    [InlineData("""{"id":"a","question":"q","id":"b"}""", "$.id", 25, "stands twice")]
    [InlineData("""{"id":null,"question":"q"}""", "$.id", 6, "can not be null")]
    [InlineData("""{"id":"a","question":5}""", "$.question", 21, "A string is expected here, not a number")]
    [InlineData("""{"id":"a","question":"q","answer":1e400}""", "$.answer", 34, "does not fit a decimal")]
    [InlineData("""{"id":"a","question":"q"} x""", "$", 26, "after the end")]
    [InlineData("""{"id":"a" "question":"q"}""", "$.id", 10, "comma")]
    [InlineData("""{"id":"a","question":"\ud800"}""", "$.question", 22, "unpaired surrogate")]
    [InlineData("""{"id":"a","question":"q","other":[1,{"x":tru}]}""", "$.other[1].x", 41, "true or false")]
    [InlineData("""["id"]""", "$", 0, "An object is expected here, not an array")]
    [InlineData("", "$", 0, "ends too early")]
    public void An_error_names_the_place_and_the_cure(string json, string path, int offset, string says)
    {
        ExperimentDataException error = Refused<Row>(json);
        Assert.Contains(says, error.Message, StringComparison.Ordinal);
        Assert.Equal(path, error.Path);
        Assert.Equal(offset, error.Offset);
    }

    [Fact]
    public void Invalid_UTF_8_is_refused()
    {
        byte[] json = [.. "{\"id\":\"a\",\"question\":\""u8, 0xC3, 0x28, .. "\"}"u8];
        ExperimentDataException error = Assert.Throws<ExperimentDataException>(() => Json.Read<Row>(json));
        Assert.Contains("not valid UTF-8", error.Message, StringComparison.Ordinal);
        Assert.Equal("$.question", error.Path);
    }

    [Fact]
    public void Invalid_UTF_8_is_not_kept_either()
    {
        byte[] json = [.. "{\"text\":\"t\",\"unknown\":[\""u8, 0xC3, 0x28, .. "\"]}"u8];
        ExperimentDataException error = Assert.Throws<ExperimentDataException>(() => Json.Read<Everything>(json));
        Assert.Contains("not valid UTF-8", error.Message, StringComparison.Ordinal);
        Assert.Equal(("$.unknown", 22), (error.Path, error.Offset));
    }

    [Theory]
    [InlineData("""{"text":"t","count":2147483648}""", "does not fit Int32")]
    [InlineData("""{"text":"t","count":1.0}""", "does not fit Int32")]
    [InlineData("""{"text":"t","count":"1"}""", "not a text")]
    [InlineData("""{"text":"t","ending":"stop"}""", "\"stop\" is no name of Ending; the names are stopped, Length. (at $.ending, byte 21)")]
    [InlineData("""{"text":"t","ending":0}""", "not a number")]
    [InlineData("""{"text":"t","now":1,"former":2}""", "stands twice")]
    [InlineData("""{"text":"t","price":"x"}""", "MoneyConverter refuses")]
    [InlineData("""{"text":"t","price":1e400}""", "MoneyConverter refuses")]
    [InlineData("""{"text":"t","unknown":1,"unknown":2}""", "stands twice")]
    public void A_value_that_does_not_fit_is_refused(string json, string says) =>
        Assert.Contains(says, Refused<Everything>(json).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("""{"set":["a","a"]}""", "the same value twice", "$.set[1]")]
    [InlineData("""{"map":{"a":1,"a":2}}""", "has the key \"a\" twice", "$.map.a")]
    [InlineData("""{"numbers":[1,null]}""", "not null", "$.numbers[1]")]
    [InlineData("""{"points":[{"X":1}]}""", "demands the member \"x\"", "$.points[0]")]
    [InlineData("""{"bytes":"?"}""", "base64", "$.bytes")]
    [InlineData("""{"steps":{"template":"00000000000000000000000000000000","arguments":{}}}""", "another template", "")]
    public void A_collection_is_read_as_strictly(string json, string says, string path)
    {
        ExperimentDataException error = Refused<Collections>(json);
        Assert.Contains(says.Replace("another template", "was made from the template", StringComparison.Ordinal), error.Message, StringComparison.Ordinal);
        Assert.StartsWith(path, error.Path, StringComparison.Ordinal);
    }

    [Fact]
    public void Depth_has_a_limit()
    {
        Assert.NotNull(Json.Read<Tree>(Chain(JsonSpanReader.MaxDepth - 1)));
        Assert.Contains("nested deeper", Assert.Throws<ExperimentDataException>(() => Json.Read<Tree>(Chain(JsonSpanReader.MaxDepth))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Null_against_the_type_is_refused_when_it_is_written_or_keyed()
    {
        WordProblem problem = new() { Id = null!, Prompt = new("q"), Answer = 1 };
        Assert.Contains("Id of WordProblem is null", Assert.Throws<ExperimentDataException>(() => Json.Write(problem)).Message, StringComparison.Ordinal);
        Assert.Contains("Id of WordProblem is null", Assert.Throws<ExperimentDataException>(() => Key.Of(problem)).Message, StringComparison.Ordinal);
        Assert.Throws<ExperimentDataException>(() => Json.Write(new Collections { Points = null! }));
        Assert.Throws<ExperimentDataException>(() => Json.Write(new Collections { Set = [null!] }));
        Assert.Throws<ArgumentNullException>(() => Json.Write<WordProblem>(null!));
    }

    [Fact]
    public void What_has_no_name_or_no_UTF_8_is_refused_when_it_is_written_or_keyed()
    {
        Assert.Contains("Colour has no name", Assert.Throws<ExperimentDataException>(() => Json.Write(new Scalars { Colour = (Colour)9 })).Message, StringComparison.Ordinal);
        Assert.Contains("Colour has no name", Assert.Throws<ExperimentDataException>(() => Key.Of(new Scalars { Colour = (Colour)9 })).Message, StringComparison.Ordinal);
        Assert.Contains("Rights has no name for the bits 64", Assert.Throws<ExperimentDataException>(() => Key.Of(new Scalars { Rights = (Rights)65 })).Message, StringComparison.Ordinal);
        Assert.Contains("unpaired surrogate", Assert.Throws<ExperimentDataException>(() => Json.Write(new Scalars { Text = "\ud800" })).Message, StringComparison.Ordinal);
        Assert.Contains("unpaired surrogate", Assert.Throws<ExperimentDataException>(() => Key.Of(new Scalars { Text = "\udc00x" })).Message, StringComparison.Ordinal);
    }

    private static byte[] Chain(int depth) => Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("{\"child\":", depth)) + "{}" + new string('}', depth));

    private static ExperimentDataException Refused<T>(string json)
        where T : ICodec<T> => Assert.Throws<ExperimentDataException>(() => Json.Read<T>(Encoding.UTF8.GetBytes(json)));
}
