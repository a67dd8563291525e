using System.Text.Json;
using TrialKeep.Runtime.Keys;
using TrialKeep.Runtime.Tests.Samples;

namespace TrialKeep.Runtime.Tests.Keys;

/// <summary>Keys against a file that a Python script computes from docs/keys.md.</summary>
public sealed class KeyVectorTests
{
    private static readonly Dictionary<string, Func<(string Buffer, string Digest)>> s_cases = new()
    {
        ["word-problem"] = () => Keyed(new WordProblem { Id = "p-1", Prompt = new("1 + 1?"), SystemPrompt = "Be brief.", Answer = 2, Topic = "unseen" }),
        ["scalars"] = () => Keyed(Small),
        ["scalars-full"] = () => Keyed(Full),
        ["scalars-special"] = () => Keyed(Small with { Double = double.NaN, Single = -float.NaN, Trimmed = 100.000m, Decimal = -0.00m }),
        ["scalars-infinite"] = () => Keyed(Small with { Double = double.PositiveInfinity, Single = float.NegativeInfinity }),
        ["collections"] = () => Keyed(new Collections()),
        ["collections-full"] = () => Keyed(FullCollections),
        ["later-defaults"] = () => Keyed(new Later { Id = -7, WideTilde = 1, Smile = 2 }),
        ["later-other"] = () => Keyed(new Later { Id = -7, WideTilde = 1, Smile = 2, Rate = 0.25, Extra = "x", Colour = Colour.Red, Price = 1.5m, Flag = null }),
        ["joined"] = () => Keyed(Joined),
        ["joined-full"] = () => Keyed(Joined with { Rate = -2, Note = "note", Maybe = 0.1f, Rights = Rights.None }),
        ["derived-root"] = () => Keyed<Decoding>(new Sampling { Seed = -1, Temperature = 0.5, Note = "unseen" }),
        ["derived-root-greedy"] = () => Keyed<Decoding>(new Greedy()),
        ["holds-derived"] = () => Keyed(new HoldsDecoding
        {
            Decoding = new Sampling { Seed = 2, Temperature = -0.0 },
            Weights = new() { [Colour.Red] = 1, [Colour.Blue] = 2 },
            Steps = new() { [10] = new Greedy(), [-9] = new Greedy { Seed = 1 } },
            Range = new() { From = null, To = 5 },
        }),
        ["chat"] = () => Keyed(new Chatting { Chat = new("briefly", "q") }),
        ["holds-joined"] = () => Keyed(new HoldsJoined { Pair = new(1, -2) }),
    };

    private static Scalars Small => new() { Yes = true, Double = -0.0, Single = -0.0f, Moment = new(2026, 1, 31, 13, 0, 0, TimeSpan.FromHours(1)) };

    private static Scalars Full => new()
    {
        Yes = true,
        Char = 'é',
        Text = "line\n\"\0\U0001F600e\u0301",
        Nothing = "",
        SByte = sbyte.MinValue,
        Byte = byte.MaxValue,
        Short = short.MinValue,
        UShort = ushort.MaxValue,
        Int = int.MinValue,
        UInt = uint.MaxValue,
        Long = long.MinValue,
        ULong = ulong.MaxValue,
        Big = -System.Numerics.BigInteger.Pow(10, 40),
        Huge = Int128.MinValue,
        UHuge = UInt128.MaxValue,
        Double = -0.1,
        Single = 0.1f,
        Decimal = -1.50m,
        Trimmed = -1.50m,
        Moment = new DateTimeOffset(2026, 1, 31, 12, 0, 0, TimeSpan.FromHours(1)).AddTicks(1),
        Date = new(2026, 1, 31),
        Time = TimeOnly.MaxValue,
        Span = new(-12345678901234),
        Guid = new("0123ABCD-4567-89EF-0123-456789ABCDEF"),
        Uri = new("HTTP://Example.org/ä?x=%20"),
        Version = new(1, 2, 3),
        Colour = Colour.Blue,
        Rights = Rights.All | Rights.Admin,
        MaybeInt = -1,
        MaybeColour = Colour.Green,
    };

    private static Collections FullCollections => new()
    {
        Numbers = [3, -1, 3],
        Names = ["a", null, ""],
        Colours = [Colour.Green, Colour.Red],
        Points = [new(1, 2), new(0)],
        Set = ["b", "a", "\U0001F600", "\uFF5E", "aa"],
        Doubles = new HashSet<double> { 1, -2.5, double.NaN },
        Palette = [Colour.Red, Colour.Green],
        Map = new() { ["b"] = 1, ["a"] = 2, ["aa"] = 3 },
        Nested = new Dictionary<string, List<decimal?>> { ["y"] = [], ["x"] = [1.0m, null] },
        Where = System.Collections.Immutable.ImmutableDictionary<string, Point?>.Empty.Add("nowhere", null).Add("here", new(1, 1)),
        Bytes = [0, 255],
        Memory = "abc"u8.ToArray(),
        Prices = [1.50m, 20m],
        Plain = new() { Name = "outer", Note = "unseen", Inner = [new(), new() { Name = "x", Inner = [new() { Name = "y" }] }] },
        Steps = new("q", 4),
    };

    private static JoinedTask Joined => new() { Id = "id-1", Prompt = new("sums", 3), Rate = 0.126, Pair = new(1, -2), Rights = Rights.All };

    public static TheoryData<string> Cases => [.. s_cases.Keys];

    public static TheoryData<string, string> CasesByCulture => [.. new[] { "fi-FI", "tr-TR", "ar-SA", "" }.SelectMany(culture => s_cases.Keys.Select(name => (culture, name)))];

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_key_is_what_another_language_computes(string name)
    {
        JsonElement vector = Vectors().RootElement.GetProperty(name);
        var (buffer, digest) = s_cases[name]();
        Assert.Equal(vector.GetProperty("buffer").GetString(), buffer);
        Assert.Equal(vector.GetProperty("digest").GetString(), digest);
    }

    [Fact]
    public void Every_vector_has_a_case() =>
        Assert.Equal(s_cases.Keys.Order(StringComparer.Ordinal), Vectors().RootElement.EnumerateObject().Select(p => p.Name).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(CasesByCulture))]
    public void A_key_does_not_depend_on_the_culture(string culture, string name)
    {
        string expected = Vectors().RootElement.GetProperty(name).GetProperty("digest").GetString()!;
        using (new CultureScope(culture)) Assert.Equal(expected, s_cases[name]().Digest);
    }

    private static (string Buffer, string Digest) Keyed<T>(T value)
        where T : IKeyed<T>
    {
        KeyWriter writer = KeyWriter.Rent();
        T.WriteKey(ref writer, value);
        string buffer = Convert.ToHexStringLower(writer.Written);
        writer.Return();
        return (buffer, Key.Of(value).ToString());
    }

    private static JsonDocument Vectors() => JsonDocument.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Vectors", "keys.json")));
}
