using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using TrialKeep.Runtime.Keys;
using TrialKeep.Runtime.Templates;
using TrialKeep.Storage.Events;
using TrialKeep.Storage.Redaction;
using TrialKeep.Storage.Runs;
using TrialKeep.Storage.Tests.Samples;

namespace TrialKeep.Storage.Tests.Redaction;

public sealed partial class RedactionTests : IDisposable
{
    private const string Secret = "sk-\"topsecret\"-4711";
    private const string Address = "jane.doe@example.org";
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [GeneratedRegex(@"[\w.]+@[\w.]+\w")]
    private static partial Regex Addresses();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task No_file_of_the_store_holds_what_redactors_took_out(bool isRedacted)
    {
        using Store store = Open(isRedacted);
        Question question = new($"item of {Address}", $"Who is {Address}? {Secret}", $"Use {Secret}.", $"{Secret}");
        Solver solver = new($"model {Secret}");
        Digest task = Key.Of(question);
        Digest variant = Key.Of(solver);
        KeyId generation = Corpus.Generation(1);
        Manifest manifest = new([new(generation, question.Id, $"v {Secret}", 0), new(Corpus.Generation(2), $"item of {Address}x.com", $"w {Secret}", 0)]);
        RunStart start = Corpus.Start with { CommandLine = $"run --note {Secret}", Configuration = $$"""{"a":["{{Address}}",{"{{Address}}":1}],"apiKey":"plain-looking","b":"{{Secret.Replace("\"", "\\\"", StringComparison.Ordinal)}}"}""" };
        using JsonDocument data = JsonDocument.Parse($$"""{"{{Address}}":["{{Address}}",1.50]}""");
        await using (RunSession session = store.Experiment("sums").Begin(manifest, start))
        {
            RunWriter writer = session.Writer;
            writer.Variant(variant, $"v {Secret}", Code.Version(Secret), solver);
            writer.Task(task, question.Id, question);
            RecordEnvelope envelope = new(generation, task.Id, variant.Id, 0, 1, Corpus.Envelope(0).Time, TimeSpan.Zero);
            Appended record = writer.Record(envelope, new Reply($"say {Secret}", 1, $"shared {Secret}"), out Digest output);
            writer.Failure(Corpus.Envelope(2), new("auth", $"refused {Secret}", "T", $"at Call({Address})"));
            writer.Event(new RunEvent("wait") { Text = $"waiting for {Secret}", Data = data.RootElement });
            writer.Event(new RunEvent("typed"), new Reply(Address));
            writer.Measurement(generation, "x", 1);
            writer.Evaluation("judge", variant).Append(new(generation, writer.ReferenceTo(record), output.Id, default, null, Secret, $"because {Address}", $"{Secret}", new("judge", Secret, null, Address), envelope.Time));
            session.DataSet(new("d.jsonl", task, 1, 1) { Source = $"https://{Address}/d.jsonl" });
            await session.RefreshAsync();
            Assert.True(session.Reader.TryGet(generation, out StoredGeneration stored));
            Reply read = session.Reader.ReadRecord<Reply>(stored, out KeyId readOutput);
            Assert.Equal(output.Id, readOutput);
            Assert.Equal(isRedacted ? "say [secret]" : $"say {Secret}", read.Text);
            Assert.Equal(isRedacted ? "shared [secret]" : $"shared {Secret}", read.Shared);
            Assert.Equal(task.Id, session.Reader.ReadEnvelope(stored).Task);
            session.SetStatus(RunStatus.Failed, new(2, 1, 1, 0));
        }

        store.CatchUp();
        string[] found = [.. Inflated(_folder.Store).Where(static file => Holds(file.Text, Secret) || Holds(file.Text, Address)).Select(static file => Path.GetFileName(file.Path))];
        if (isRedacted) Assert.Empty(found);
        else Assert.Equal(["000001.json", "catalog.db", "manifest.jsonl", "run.json", "w0001-000001.jsonl", "w0001-000001.jsonl"], found.Order(StringComparer.Ordinal));
        using RunReader reader = store.Experiment("sums").Read(store.Experiment("sums").Runs()[0]);
        Assert.DoesNotContain("plain-looking", reader.Info.Configuration!, StringComparison.Ordinal);
        Assert.False(reader.Damage.IsDamaged);
        foreach ((string _, string text) in Inflated(_folder.Store).Where(static file => file.Path.EndsWith("json", StringComparison.Ordinal) || file.Path.EndsWith("jsonl", StringComparison.Ordinal)))
        {
            foreach (string line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries)) JsonDocument.Parse(line).Dispose();
        }
    }

    [Fact]
    public async Task Ids_of_shared_texts_and_templates_are_those_of_what_is_stored_and_keys_those_of_the_originals()
    {
        using Store store = Open(isRedacted: true);
        Question question = new("i", "t", $"Use {Secret}.");
        await using RunSession session = store.Experiment("sums").Begin(Corpus.Manifest(1), Corpus.Start);
        session.Writer.Task(Key.Of(question), "i", question);
        await session.RefreshAsync();
        StoredTask stored = session.Reader.ReadTask(Key.Of(question).Id)!;
        string json = Encoding.UTF8.GetString(stored.Json.Span);
        KeyId id = Digest.Of("Use [secret]."u8).Id;
        Assert.Contains($"{{\"$text\":\"{id}\"}}", json, StringComparison.Ordinal);
        Assert.Equal("Use [secret].", stored.Shared.FindText(id));
        Assert.NotNull(stored.Shared.FindTemplate(Question.Template.Id.Id));
        Assert.False(session.Writer.Revise(Key.Of(question), "i", question, TaskContent.Of(question)));
        Assert.True(session.Writer.Revise(Key.Of(question), "i", question with { Label = "new" }, TaskContent.Of(question with { Label = "new" })));
    }

    [Fact]
    public void A_secret_in_a_template_goes_and_its_id_is_that_of_what_is_stored()
    {
        RedactorChain chain = RedactorChain.Of([new SecretRedactor([Secret])])!;
        Template template = new($"Key {Secret}: {{text}}");
        Template redacted = chain.Redact(template);
        Assert.Equal(new Template("Key [secret]: {text}").Id, redacted.Id);
        Assert.Same(redacted, chain.Redact(template));
        Assert.Same(Question.Template, chain.Redact(Question.Template));
    }

    [Fact]
    public async Task Items_and_variants_that_differ_still_do_and_their_names_are_the_same_in_every_run()
    {
        using Store store = Open(isRedacted: true);
        Manifest manifest = new([new(Corpus.Generation(0), "a@x.org", "x", 0), new(Corpus.Generation(1), "b@x.org", "x", 0), new(Corpus.Generation(2), "plain", "x", 0)]);
        await using RunSession first = store.Experiment("sums").Begin(manifest, Corpus.Start);
        await using RunSession second = store.Experiment("products").Begin(manifest, Corpus.Start);
        string[] items = [.. first.Reader.ReadManifest().Entries.Select(entry => entry.Item)];
        Assert.Equal(3, items.Distinct().Count());
        Assert.Equal("plain", items[2]);
        Assert.StartsWith("[redacted]~", items[0], StringComparison.Ordinal);
        Assert.Equal(items, second.Reader.ReadManifest().Entries.Select(entry => entry.Item));
    }

    [Fact]
    public async Task A_redactor_that_fails_lets_nothing_be_written()
    {
        using Store store = Store.Open(_folder.Store, new() { UseSqlite = false, Redactors = [new Broken()] });
        await using RunSession session = store.Experiment("sums").Begin(new([new(Corpus.Generation(0), "fine", "fine", 0)]), new());
        StoreException error = Assert.Throws<StoreException>(() => session.Writer.Record(Corpus.Envelope(0), new Reply("boom")));
        Assert.Equal(Problem.BadState, error.Problem);
        Assert.Contains("Broken failed (out of order)", error.Message, StringComparison.Ordinal);
        Assert.Throws<StoreException>(() => session.Writer.Record(Corpus.Envelope(0), new Reply("null")));
        Assert.False(session.Writer.HasAppended);
    }

    [Theory]
    [InlineData("a sk-1234 b sk-12345", "a [secret] b [secret]")]
    [InlineData("nothing", "nothing")]
    [InlineData("SK-1234", "SK-1234")]
    public void Known_secrets_are_replaced_the_longest_first(string text, string expected) =>
        Assert.Equal(expected, new SecretRedactor(["sk-1234", "sk-12345"]).Redact(text));

    [Fact]
    public void Redactors_that_would_not_come_to_rest_are_refused()
    {
        Assert.Throws<ArgumentException>(() => new SecretRedactor(["abc"]));
        Assert.Throws<ArgumentException>(() => new SecretRedactor(["secret"]));
        Assert.Throws<ArgumentException>(() => new RegexRedactor(new Regex("x*")));
        Assert.Throws<ArgumentException>(() => new RegexRedactor(new Regex("redacted")));
        Assert.Equal("$1", new RegexRedactor(new Regex("(a)"), "$1").Redact("a"));
    }

    [Theory]
    [InlineData("OPENAI_API_KEY", true)]
    [InlineData("apiKey", true)]
    [InlineData("apikey", true)]
    [InlineData("Db:Password", true)]
    [InlineData("authToken", true)]
    [InlineData("ConnectionString", true)]
    [InlineData("client-secret", true)]
    [InlineData("MaxTokens", false)]
    [InlineData("max_tokens", false)]
    [InlineData("keyboard", false)]
    [InlineData("KeyPart", false)]
    [InlineData("monkey", false)]
    [InlineData("api-key-env", false)]
    [InlineData("AWS_SECRET_VALUE", true)]
    [InlineData("", false)]
    [InlineData("HTTPToken", true)]
    [InlineData("HTTPTokens", false)]
    [InlineData("X2KEY", true)]
    [InlineData("KEY2", false)]
    [InlineData("tokEN", false)]
    [InlineData("__Key__", true)]
    [InlineData("ünterkey", false)]
    [InlineData("é-PAT", true)]
    public void Names_of_secrets_are_known(string name, bool expected) => Assert.Equal(expected, Secrets.IsSecretName(name));

    [Theory]
    [InlineData("{\"a\":1,\"apiKey\":\"x\",\"n\":{\"password\":[\"y\",1,null,true]},\"max_tokens\":5}", "{\"a\":1,\"apiKey\":\"***\",\"n\":{\"password\":\"***\"},\"max_tokens\":5}")]
    [InlineData("{ \"a\" : 1.50 }", "{ \"a\" : 1.50 }")]
    [InlineData("[{\"token\":\"ä\",\"b\":\"ä\"}]", "[{\"token\":\"***\",\"b\":\"ä\"}]")]
    public void Values_named_like_secrets_are_masked_in_JSON(string json, string expected) => Assert.Equal(expected, Secrets.MaskJson(json));

    private Store Open(bool isRedacted) => Store.Open(_folder.Store, new()
    {
        Time = new ManualTime(new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero)),
        Redactors = isRedacted ? [new SecretRedactor([Secret]), new RegexRedactor(Addresses())] : [],
    });

    // As it stands, and as JSON writes it.
    private static bool Holds(string text, string secret) =>
        text.Contains(secret, StringComparison.Ordinal) || text.Contains(JsonEncodedText.Encode(secret, System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping).ToString(), StringComparison.Ordinal);

    private static IEnumerable<(string Path, string Text)> Inflated(string folder)
    {
        foreach (string path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using Stream content = path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : file;
            using StreamReader reader = new(content, Encoding.Latin1);
            yield return (path, reader.ReadToEnd());
        }
    }

    private sealed class Broken : IRedactor
    {
        public string Redact(string text) => text switch
        {
            "boom" => throw new InvalidDataException("out of order."),
            "null" => null!,
            _ => text,
        };
    }
}
