using TrialKeep.Generator.Emit.Locks;
using TrialKeep.Generator.Parsing.Locks;
using TrialKeep.Generator.Tests.Harness;

namespace TrialKeep.Generator.Tests.Locks;

/// <summary>The text of a lock: what is written is read again, one schema is one line, and what is no lock is refused.</summary>
public sealed class LockTextTests
{
    private const string Source = """
        using System.Collections.Generic;
        using System.Text.Json.Serialization;
        using TrialKeep;
        public enum Tone { Calm, [JsonStringEnumMemberName("loud!")] Loud }
        [ExperimentPart] public sealed partial record Inner { [KeyPart] public Tone Tone { get; init; } [KeyPart] public IReadOnlyList<Inner>? More { get; init; } }
        [ExperimentPart("point", Version = 3, KeyVersion = 2)] public readonly partial record struct Point([KeyPart] int X, [KeyPart] int Y);
        [PromptTemplate("{a}")] public readonly partial record struct Prompt;
        [ExperimentTask("z.task", Version = 2), Retired("Old")] public sealed partial record T
        {
            [ItemId] public required string Id { get; init; }
            [KeyPart] public required Prompt Prompt { get; init; }
            [KeyPart, Deduplicated] public string? System { get; init; }
            [KeyPart(Since = 2, Default = "0.5")] public double Rate { get; init; } = 0.5;
            [KeyPart(Scale = Scale.Trim)] public IReadOnlyList<decimal>? Prices { get; init; }
            [KeyPart] public Inner? Inner { get; init; }
            [KeyPart] public IReadOnlyDictionary<string, Point>? Points { get; init; }
            [Reference] public required decimal Answer { get; init; }
            [Slice, Alias("subject")] public string? Topic { get; init; }
        }
        [ExperimentVariant("a.variant", KeyStyle = KeyStyle.Joined, Separator = "::")] public sealed partial record V
        {
            [KeyPart(Order = 1, Format = "R")] public double Rate { get; init; }
            [KeyPart(Order = 0, Hash = 8, OmitWhenEmpty = true)] public string? Text { get; init; }
        }
        [JsonDerivedType(typeof(Left), "left"), JsonDerivedType(typeof(Right), "right")]
        [ExperimentPart] public abstract partial record Side;
        [ExperimentPart] public sealed partial record Left : Side { public int L { get; init; } }
        [ExperimentPart] public sealed partial record Right : Side { public string? R { get; init; } }
        [ExperimentRecord("record")] public sealed partial record R { public Side? Side { get; init; } }
        """;

    [Fact]
    public void What_is_written_is_read_and_written_the_same()
    {
        string text = Locked.TextOf(Source)!;
        Assert.Equal(text, LockEmitter.Text(LockFile.Read(text).Values.Reverse()));
        Assert.Equal(text, LockEmitter.Text(LockFile.Read(text.Replace("\n", "\r\n  ", StringComparison.Ordinal)).Values));
    }

    [Fact]
    public async Task A_schema_does_not_differ_from_its_own_lock() =>
        Assert.DoesNotContain(await Analyzed.ReportedAsync(Source, lockText: Locked.TextOf(Source), properties: new Dictionary<string, string> { ["CI"] = "true" }), static d => d.Id.StartsWith("TRK2", StringComparison.Ordinal));

    [Fact]
    public void Each_schema_is_one_line_and_the_lines_are_sorted()
    {
        string[] lines = Locked.TextOf(Source)!.Split('\n');
        Assert.Equal(["{\"$trialkeep.lock\":1", ",\"a.variant\"", ",\"point\"", ",\"record\"", ",\"z.task\"", "}", ""], lines.Select(static line => line.Contains(":{", StringComparison.Ordinal) ? line[..line.IndexOf(":{", StringComparison.Ordinal)] : line));
        string[] with = Locked.TextOf(Source + "\n[ExperimentRecord(\"m\")] public sealed partial record M { }")!.Split('\n');
        Assert.Equal(lines, with.Where(static line => !line.StartsWith(",\"m\"", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_line_holds_what_keys_and_rows_depend_on()
    {
        string task = Locked.TextOf(Source)!.Split('\n').Single(static line => line.StartsWith(",\"z.task\"", StringComparison.Ordinal));
        string[] held =
        [
            "\"kind\":\"task\",\"version\":2,\"keyVersion\":1", "\"name\":\"rate\",\"type\":\"double\",\"role\":\"KeyPart\",\"key\":\"Rate\",\"form\":\"since 2 = 0.5\"", "\"form\":\"trim\"",
            "\"names\":[\"Calm\",\"Loud=loud!\"]", "\"schema\":\"point\"", "\"part\":1", "\"aliases\":[\"subject\"]", "\"deduplicated\":true", "\"retired\":[\"Old\"]", "\"fingerprint\":\"", "\"type\":\"template\"", "\"role\":\"Reference\"",
        ];
        Assert.All(held, piece => Assert.Contains(piece, task, StringComparison.Ordinal));
    }

    [Fact]
    public void The_text_does_not_depend_on_the_order_of_the_source()
    {
        string[] parts = ["[ExperimentRecord(\"a\")] public sealed partial record A { public int X { get; init; } }", "[ExperimentRecord(\"b\")] public sealed partial record B { public int X { get; init; } }"];
        Assert.Equal(Locked.TextOf("using TrialKeep;" + parts[0] + parts[1]), Locked.TextOf("using TrialKeep;" + parts[1] + parts[0]));
    }

    [Fact]
    public void An_ordinary_build_emits_nothing_for_the_lock() =>
        Assert.DoesNotContain(Compiled.From(Source).Files.Keys, static file => file.Contains("Lock", StringComparison.Ordinal));

    [Fact]
    public void Without_schemas_a_lock_is_emptied_and_none_is_created()
    {
        Assert.Null(Locked.TextOf("class C;"));
        Assert.Equal("{\"$trialkeep.lock\":1\n}\n", Locked.TextOf("class C;", old: Locked.TextOf(Source)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"$trialkeep.lock\":2\n}")]
    [InlineData("{\"$trialkeep.lock\":1\n<<<<<<< HEAD\n}")]
    [InlineData("{\"$trialkeep.lock\":1\n,\"a\":{}\n,\"a\":{}\n}")]
    [InlineData("{\"$trialkeep.lock\":1\n,\"a\":3\n}")]
    [InlineData("{\"$trialkeep.lock\":1\n,\"a\":{\"kind\":\"\\q\"}\n}")]
    [InlineData("{\"$trialkeep.lock\":1\n,\"a\":{\"members\":[{\"name\":1}]}\n}")]
    [InlineData("{\"$trialkeep.lock\":1\n,\"a\":{\"kind\":\"re")]
    [InlineData("{\"$trialkeep.lock\":1\n} more")]
    public async Task What_is_no_lock_is_an_error_at_the_file(string text)
    {
        var reported = await Analyzed.ReportedAsync("using TrialKeep; [ExperimentRecord(\"a\")] public sealed partial record A { }", lockText: text);
        var diagnostic = Assert.Single(reported);
        Assert.Equal("TRK203", diagnostic.Id);
        Assert.Equal("/project/trialkeep.lock.json", diagnostic.Location.GetLineSpan().Path);
        Assert.Contains("it can't be read", diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Fact]
    public void Any_prefix_of_a_lock_is_refused_by_a_format_exception_and_nothing_else()
    {
        string text = Locked.TextOf(Source)!.TrimEnd();
        for (int length = 0; length < text.Length; length++) Assert.Throws<FormatException>(() => LockFile.Read(text[..length]));
    }
}
