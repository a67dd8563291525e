using System.Text;
using TrialKeep.Runtime.Codecs;
using TrialKeep.Runtime.Keys;
using TrialKeep.Runtime.Tests.Samples;

namespace TrialKeep.Runtime.Tests.Codecs;

public sealed class PolymorphismTests
{
    [Fact]
    public void A_derived_value_comes_back_as_what_it_was()
    {
        Decoding value = new Sampling { Temperature = 0.5, Seed = 3, Note = "n" };
        byte[] json = Json.Write(value);
        Assert.Equal("""{"$type":"sampling","seed":3,"temperature":0.5,"note":"n"}""", Encoding.UTF8.GetString(json));
        Assert.Equal(value, Json.Read<Decoding>(json));
        Assert.Equal(typeof(Greedy), Json.Read<Decoding>("""{ "$type" : "greedy" }"""u8).GetType());
    }

    [Fact]
    public void A_concrete_base_has_no_tag()
    {
        Assert.Equal("""{"id":"a"}""", Encoding.UTF8.GetString(Json.Write(new Event { Id = "a" })));
        Assert.Equal(typeof(Event), Json.Read<Event>("""{"id":"a","kind":"failed"}"""u8).GetType());
        Failed failed = Assert.IsType<Failed>(Json.Read<Event>("""{"kind":"failed","id":"a","more":1.0}"""u8));
        Assert.Equal("more", Assert.Single(failed.Rest!).Key);
    }

    [Fact]
    public void A_type_that_is_not_listed_is_refused()
    {
        Assert.Contains("Decoding does not list the type Unlisted", Assert.Throws<ExperimentDataException>(() => Json.Write<Decoding>(new Unlisted())).Message, StringComparison.Ordinal);
        Assert.Throws<ExperimentDataException>(() => Key.Of<Decoding>(new Unlisted()));
    }

    [Theory]
    [InlineData("""{"seed":1}""", "The member \"$type\" comes first in a Decoding and tells its type; the tags are greedy, sampling.", "$")]
    [InlineData("""{"seed":1,"$type":"greedy"}""", "comes first", "$")]
    [InlineData("{}", "comes first", "$")]
    [InlineData("""{"$type":"other"}""", "\"other\" is no tag of Decoding", "$.$type")]
    [InlineData("""{"$type":1}""", "a string", "$.$type")]
    [InlineData("""{"$type":"greedy","$type":"greedy"}""", "stands twice", "$.$type")]
    [InlineData("""{"$type":"sampling","seed":1}""", "demands the member \"temperature\"", "$")]
    [InlineData("""{"$type":"sampling","temperature":1,"seed":"x"}""", "not a text", "$.seed")]
    [InlineData("null", "not null", "$")]
    public void A_tag_is_read_strictly(string json, string says, string path)
    {
        ExperimentDataException error = Assert.Throws<ExperimentDataException>(() => Json.Read<Decoding>(Encoding.UTF8.GetBytes(json)));
        Assert.Contains(says, error.Message, StringComparison.Ordinal);
        Assert.Equal(path, error.Path);
    }

    [Fact]
    public void The_tag_is_part_of_the_key()
    {
        Decoding greedy = new Greedy { Seed = 1 };
        Decoding sampling = new Sampling { Seed = 1, Temperature = 0 };
        Assert.NotEqual(Key.Of(greedy), Key.Of(sampling));
        Assert.NotEqual(Key.Of(greedy), Key.Of((Greedy)greedy));
        Assert.NotEqual(Key.Of(new HoldsDecoding { Decoding = greedy }), Key.Of(new HoldsDecoding { Decoding = sampling }));
        Assert.Equal(Key.Of(sampling), Key.Of<Decoding>(new Sampling { Seed = 1, Temperature = -0.0, Note = "x" }));
    }

    [Theory]
    [InlineData("""{"weights":{"red":1}}""", "\"red\" is no name of Colour", "$.weights.red")]
    [InlineData("""{"steps":{"01":{"$type":"greedy"}}}""", "\"01\" is no Int64", "$.steps.01")]
    [InlineData("""{"steps":{" 1":{"$type":"greedy"}}}""", "is no Int64", "$.steps. 1")]
    [InlineData("""{"weights":{"Red":1,"Red":2}}""", "twice", "$.weights.Red")]
    [InlineData("""{"range":{"to":2}}""", "demands the member \"from\"", "$.range")]
    public void Keys_of_maps_and_generic_parts_are_read_strictly(string json, string says, string path)
    {
        ExperimentDataException error = Assert.Throws<ExperimentDataException>(() => Json.Read<HoldsDecoding>(Encoding.UTF8.GetBytes(json)));
        Assert.Contains(says, error.Message, StringComparison.Ordinal);
        Assert.Equal(path, error.Path);
    }
}
