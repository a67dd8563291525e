using System.Text;
using System.Text.Json;
using TrialKeep.Runtime.Codecs;
using TrialKeep.Runtime.Tests.Samples;

namespace TrialKeep.Runtime.Tests.Codecs;

/// <summary>Whatever bytes come, the reader gives a value or an <see cref="ExperimentDataException"/>, and is never more lenient than JSON.</summary>
public sealed class MutatedJsonTests
{
    private const int Mutations = 20_000;

    private static readonly byte[] s_bytes = [.. "{}[]\",:\\/ue0123456789.-+E tfnull\n\t\u0001"u8, 0x80, 0xC3, 0xE2, 0xED, 0xF0, 0xFF];

    [Fact]
    public void A_record_is_read_or_refused() => Mutate<Everything>(
        Json.Write(new Everything("a \"b\" é \U0001F600 \n") { Price = new(1.5m), Node = "x", Rest = new() { ["z"] = JsonDocument.Parse("""[1.50,{"a":null}]""").RootElement } }));

    [Fact]
    public void Collections_are_read_or_refused() => Mutate<Collections>(Json.Write(new Collections
    {
        Numbers = [1, -2],
        Names = ["a", null],
        Colours = [Colour.Red],
        Set = ["x", "y"],
        Map = new() { ["a"] = 1 },
        Where = System.Collections.Immutable.ImmutableDictionary<string, Point?>.Empty.Add("n", new(1, 2)),
        Bytes = [1, 2, 3, 4],
        Steps = new("q", 1),
    }));

    [Fact]
    public void Scalars_are_read_or_refused() => Mutate<Scalars>(Json.Write(new Scalars { Uri = new("http://x/"), Version = new(1, 2), Text = "t", MaybeInt = 3, Double = 1e300, Rights = Rights.All }));

    [Fact]
    public void Any_value_that_is_skipped_is_JSON()
    {
        Random random = new(7);
        byte[] json = Encoding.UTF8.GetBytes("""{"value":{"a":[1,-2.5e+10,true,false,null,"\u00e9\ud83d\ude00\n",{"b":""}],"c":0.1}}""");
        for (int i = 0; i < Mutations; i++)
        {
            byte[] mutated = Mutated(json, random);
            if (Read<RawJson>(mutated)) JsonDocument.Parse(mutated).Dispose();
        }
    }

    private static void Mutate<T>(byte[] json)
        where T : ICodec<T>
    {
        Assert.True(Read<T>(json));
        Random random = new(42);
        int refused = 0;
        for (int i = 0; i < Mutations; i++)
        {
            byte[] mutated = Mutated(json, random);
            if (!Read<T>(mutated)) refused++;
        }

        Assert.InRange(refused, Mutations / 4, Mutations - 1);
    }

    private static bool Read<T>(byte[] json)
        where T : ICodec<T>
    {
        try
        {
            Json.Read<T>(json);
            return true;
        }
        catch (ExperimentDataException error)
        {
            Assert.InRange(error.Offset, 0, json.Length);
            Assert.StartsWith("$", error.Path, StringComparison.Ordinal);
            return false;
        }
        catch (Exception other)
        {
            Assert.Fail($"{other.GetType().Name} for {Encoding.Latin1.GetString(json)}\n{other.StackTrace}");
            throw;
        }
    }

    private static byte[] Mutated(byte[] json, Random random)
    {
        int at = random.Next(json.Length);
        byte other = s_bytes[random.Next(s_bytes.Length)];
        return random.Next(4) switch
        {
            0 => json[..at],
            1 => [.. json[..at], .. json[Math.Min(json.Length, at + random.Next(1, 6))..]],
            2 => [.. json[..at], other, .. json[at..]],
            _ => [.. json[..at], other, .. json[(at + 1)..]],
        };
    }
}
