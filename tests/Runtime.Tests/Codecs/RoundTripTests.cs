using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using FsCheck;
using FsCheck.Fluent;
using TrialKeep.Runtime.Codecs;
using TrialKeep.Runtime.Keys;
using TrialKeep.Runtime.Tests.Samples;

namespace TrialKeep.Runtime.Tests.Codecs;

public sealed class RoundTripTests
{
    private static readonly JsonSerializerOptions s_peer = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Converters = { new JsonStringEnumConverter() },
        IncludeFields = true,
    };

    [Fact]
    public void Defaults_of_the_type_stand_for_absent_members()
    {
        Everything read = Read<Everything>("""{"text":"t"}""");
        Assert.Equal(new Everything("t"), read);
        Assert.Equal("own default", read.Kept);
        Assert.Equal(3, read.Count);
        Assert.Equal(Ending.Length, read.Ending);
    }

    [Fact]
    public void Sparse_members_are_left_out_and_unknown_ones_come_last()
    {
        Everything value = new("t", 1, Ending.Stop) { Price = new(1.50m), Now = 2, Rest = new() { ["z"] = Element("1e400"), ["a"] = Element("[1.50]") } };
        Assert.Equal(
            """{"text":"t","count":1,"ending":"stopped","kept":"own default","sn":null,"price":1.50,"node":null,"now":2,"z":1e400,"a":[1.50]}""",
            Write(value));
        Assert.Equal(
            """{"text":"t","count":3,"ending":"Length","kept":"own default","sn":null,"sparse":"s","zero":7,"price":null,"node":null,"now":0}""",
            Write(new Everything("t") { Sparse = "s", Zero = 7 }));
    }

    [Fact]
    public void Unknown_members_and_former_names_survive()
    {
        const string Json = """{"text":"t","former":9,"later":{"x":[1.50,null]},"\u00e9":"ü"}""";
        Everything read = Read<Everything>(Json);
        Assert.Equal(9, read.Now);
        Assert.EndsWith(""","now":9,"later":{"x":[1.50,null]},"é":"ü"}""", Write(read), StringComparison.Ordinal);
    }

    [Fact]
    public void All_ways_to_set_a_member_work()
    {
        Mixed mixed = Read<Mixed>("""{"demanded":[1,2],"first":1}""");
        Assert.Equal((1, "two", 5, new DateOnly(2026, 1, 1)), (mixed.First, mixed.Second, mixed.Settable, mixed.Field));
        mixed = Read<Mixed>("""{"second":null,"settable":6,"field":"2025-12-31","demanded":[],"first":-1}""");
        Assert.Equal((-1, null, 6, new DateOnly(2025, 12, 31)), (mixed.First, mixed.Second, mixed.Settable, mixed.Field));
        Assert.Equal("""{"first":-1,"second":null,"settable":6,"demanded":[],"field":"2025-12-31"}""", Write(mixed));

        Derived derived = Read<Derived>("""{"below":"b","shared":7,"above":"a","later":"l"}""");
        Assert.Equal(("b", 7, "a", "l"), (derived.Below, derived.Shared, derived.Above, derived.Later));
        Assert.Equal("""{"below":"b","shared":7,"above":"a","later":"l"}""", Write(derived));
        Assert.Equal(2, Read<Derived>("""{"below":"b"}""").Shared);

        Struct value = Read<Struct>("""{"demanded":true,"before":4,"after":"x"}""");
        Assert.Equal((4, "x", true), (value.Before, value.After, value.Demanded));
    }

    [Fact]
    public void Collections_and_nested_values_come_back()
    {
        Collections value = new()
        {
            Numbers = [1, 2],
            Names = ["a", null],
            Colours = [Colour.Blue],
            Points = [new(1, 2)],
            Set = ["b", "a"],
            Doubles = new HashSet<double> { double.NaN, 1.5 },
            Palette = [Colour.Red],
            Map = new() { ["b"] = 1, ["a"] = 2 },
            Nested = new Dictionary<string, List<decimal?>> { ["x"] = [1.0m, null] },
            Where = System.Collections.Immutable.ImmutableDictionary<string, Point?>.Empty.Add("n", null),
            Bytes = [1, 2, 255],
            Memory = new byte[] { 9 },
            Prices = [1.50m],
            Plain = new() { Name = "p", Inner = [new()] },
            Steps = new("q", 2),
        };
        string json = Write(value);
        Collections back = Read<Collections>(json);
        Assert.Equal(json, Write(back));
        Assert.Equal(Key.Of(value), Key.Of(back));
        Assert.Contains("\"set\":[\"a\",\"b\"]", json, StringComparison.Ordinal);
        Assert.Contains("\"map\":{\"a\":2,\"b\":1}", json, StringComparison.Ordinal);
        Assert.Contains("\"bytes\":\"AQL/\"", json, StringComparison.Ordinal);
    }

    [Fact]
    public void Equal_sets_are_equal_JSON_and_equal_keys_in_any_order()
    {
        Collections one = new() { Set = ["c", "a", "b"], Map = new() { ["y"] = 1, ["x"] = 2 } };
        Collections other = new() { Set = ["b", "c", "a"], Map = new() { ["x"] = 2, ["y"] = 1 } };
        Assert.Equal(Write(one), Write(other));
        Assert.Equal(Key.Of(one), Key.Of(other));
    }

    [Fact]
    public void A_deduplicated_text_may_be_a_reference()
    {
        SharedTexts texts = new();
        WordProblem problem = new() { Id = "i", Prompt = new("q"), SystemPrompt = "be brief", Answer = 1 };
        JsonSpanWriter writer = JsonSpanWriter.Rent(texts);
        writer.Object(problem);
        byte[] json = writer.Written.ToArray();
        writer.Return();
        Assert.Contains("\"systemPrompt\":{\"$text\":\"", Encoding.UTF8.GetString(json), StringComparison.Ordinal);
        Assert.Equal(problem, Json.Read<WordProblem>(json, texts));
        Assert.Throws<ExperimentDataException>(() => Json.Read<WordProblem>(json));
    }

    [Theory]
    [InlineData("fi-FI")]
    [InlineData("tr-TR")]
    [InlineData("ar-SA")]
    public void JSON_does_not_depend_on_the_culture(string culture)
    {
        Numbers value = new() { Text = "I", Double = -1234.5, Single = -0.5f, Decimal = -1.50m, Long = -3, Big = -4 };
        string expected = Write(value);
        using (new CultureScope(culture))
        {
            Assert.Equal(expected, Write(value));
            Assert.Equal(value, Read<Numbers>(expected));
        }
    }

    [Fact]
    public void Any_text_and_number_comes_back_and_is_what_System_Text_Json_reads() => Check.QuickThrowOnFailure(Prop.ForAll(
        ArbMap.Default.ArbFor<(string? Text, double Double, float Single, decimal Decimal, long Long, double? Maybe)>(), drawn =>
        {
            string text = new([.. (drawn.Text ?? "").Where(c => !char.IsSurrogate(c)), .. "\U0001F600"]);
            Numbers value = new()
            {
                Text = text,
                Double = drawn.Double,
                Single = drawn.Single,
                Decimal = drawn.Decimal,
                Long = drawn.Long,
                ULong = unchecked((ulong)drawn.Long),
                Big = new System.Numerics.BigInteger(drawn.Decimal) * 1_000_000_007,
                Maybe = drawn.Maybe,
            };
            byte[] json = Json.Write(value);
            Assert.Equal(value, Json.Read<Numbers>(json));
            Numbers peer = JsonSerializer.Deserialize<Numbers>(json.AsSpan()[..^0], PeerWithBig())!;
            Assert.Equal(value, peer);
            Assert.Equal(value.Decimal.ToString(CultureInfo.InvariantCulture), peer.Decimal.ToString(CultureInfo.InvariantCulture));
        }));

    [Fact]
    public void Every_kind_of_value_is_what_System_Text_Json_reads()
    {
        Scalars value = new()
        {
            Char = '\u2028',
            Text = "\"\\/\b\f\n\r\t\u0001é\U0001F600",
            SByte = -1,
            Huge = Int128.MinValue,
            UHuge = UInt128.MaxValue,
            Moment = new(2026, 1, 31, 12, 0, 0, TimeSpan.FromHours(-3.5)),
            Date = new(2026, 1, 31),
            Time = new(1, 2, 3, 4),
            Span = TimeSpan.FromDays(-1.5),
            Guid = Guid.Parse("0123abcd-4567-89ef-0123-456789abcdef"),
            Uri = new("a/b?c", UriKind.Relative),
            Version = new(1, 2),
            Colour = Colour.Blue,
            Rights = Rights.Read | Rights.Admin,
            MaybeInt = 3,
        };
        Assert.Equal(value, JsonSerializer.Deserialize<Scalars>(Json.Write(value), PeerWithBig()));
        Assert.Equal(value, Json.Read<Scalars>(Json.Write(value)));
        Assert.Equal(value, Json.Read<Scalars>(JsonSerializer.SerializeToUtf8Bytes(value, PeerWithBig())));
    }

    private static JsonSerializerOptions PeerWithBig() => new(s_peer) { Converters = { new BigConverter() } };

    private static string Write<T>(T value)
        where T : ICodec<T> => Encoding.UTF8.GetString(Json.Write(value));

    private static T Read<T>(string json)
        where T : ICodec<T> => Json.Read<T>(Encoding.UTF8.GetBytes(json));

    private static JsonElement Element(string json) => JsonDocument.Parse(json).RootElement;

    private sealed class BigConverter : JsonConverter<System.Numerics.BigInteger>
    {
        public override System.Numerics.BigInteger Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            System.Numerics.BigInteger.Parse(Encoding.ASCII.GetString(reader.ValueSpan), CultureInfo.InvariantCulture);

        public override void Write(Utf8JsonWriter writer, System.Numerics.BigInteger value, JsonSerializerOptions options) => writer.WriteRawValue(value.ToString(CultureInfo.InvariantCulture));
    }

    private sealed class SharedTexts : ISharedContent, ISharedContentSource
    {
        private readonly Dictionary<KeyId, string> _texts = [];

        public KeyId Share(string text)
        {
            KeyId id = Digest.Of(Encoding.UTF8.GetBytes(text)).Id;
            _texts[id] = text;
            return id;
        }

        public void Share(TrialKeep.Runtime.Templates.Template template)
        {
        }

        public string? FindText(KeyId id) => _texts.GetValueOrDefault(id);
    }
}
