using System.Diagnostics;
using System.Text.RegularExpressions;
using TrialKeep.Runtime.Keys;
using TrialKeep.Storage.Catalog;
using TrialKeep.Storage.Maintenance;
using TrialKeep.Storage.Runs;
using TrialKeep.Storage.Tests.Samples;

namespace TrialKeep.Storage.Tests.Catalog;

/// <summary>What people ask of the store with sqlite3, jq and zcat, and what docs/formats.md says of the tables.</summary>
public sealed partial class SqlTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_views_of_the_documentation_give_one_flat_row_an_answer()
    {
        RunId[] runs = await Write();
        using Store store = Store.Open(_folder.Store);
        Assert.Equal(2, store.CopyContents());
        Run("sqlite3", "catalog.db", File.ReadAllText(Docs("views.sql")));
        // Twice, as somebody will.
        Run("sqlite3", "catalog.db", File.ReadAllText(Docs("views.sql")));
        Assert.Equal(
            [
                $"{runs[0]}|item-0|x|0|1|{{\"right\":1.0}}|What is 0 \"times\" 2?|first",
                $"{runs[0]}|item-1|x|0|1|{{}}|What is 1 \"times\" 2?|again",
                $"{runs[0]}|item-2|x|0|0|{{}}||timeout",
                $"{runs[1]}|item-0|x|1|1|{{}}|What is 0 \"times\" 2?|first",
            ],
            Ask("SELECT run, item, variant, reused, succeeded, coalesce(scores, '{}'), coalesce(trim(replace(substr(prompt, 18), char(10), '')), ''), coalesce(json_extract(output, '$.text'), error) FROM flat ORDER BY run, item"));
        Assert.Equal(["right|1.0|item-0"], Ask("SELECT evaluation, value, item FROM scored"));
        // Views and a table of the user's own do not stop the next update.
        await using (RunSession session = store.Experiment("sums").Begin(Corpus.Manifest(1), ShapedValues.Start)) ShapedValues.Append(session.Writer, 7, 7);
        store.CatchUp();
        Assert.Equal(["5"], Ask("SELECT count(*) FROM answers"));
        Assert.Empty(store.Notices);
    }

    [Fact]
    public async Task One_row_counts_for_each_key_whatever_was_written_again()
    {
        RunId[] runs = await Write();
        Question relabelled = Corpus.Question(0) with { Label = "corrected" };
        using (Store store = Store.Open(_folder.Store))
        {
            StoredExperiment experiment = store.Experiment("sums");
            await using (RunSession session = experiment.Continue(runs[0], Corpus.Start))
            {
                session.Writer.Failure(Corpus.Envelope(1, attempt: 3), new("late", "a failure never replaces a success"));
                session.Writer.Record(Corpus.Envelope(2, attempt: 2), new Reply("at last"));
                session.Writer.Task(Key.Of(relabelled), relabelled.Id, relabelled);
            }

            store.CatchUp();
            await AssertCounts();
            Assert.NotNull(store.Reindex());
        }

        await AssertCounts();
    }

    [Fact]
    public async Task The_documented_columns_are_those_of_the_tables()
    {
        await Write();
        using Database database = new(Path.Combine(_folder.Store, CatalogSchema.FileName), create: false);
        using Statement tables = database.Prepare("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name");
        Dictionary<string, string[]> real = [];
        while (tables.Step()) real.Add(tables.Text(0), [.. Columns(database, tables.Text(0)).Where(static name => !name.Contains('.', StringComparison.Ordinal))]);
        string page = File.ReadAllText(Docs("formats.md"));
        string section = page[page.IndexOf("## catalog.db", StringComparison.Ordinal)..];
        Dictionary<string, string[]> documented = RowPattern().Matches(section[..section.IndexOf("The last eight", StringComparison.Ordinal)])
            .ToDictionary(static row => row.Groups[1].Value, static row => NamePattern().Matches(WithoutRemarks(row.Groups[2].Value)).Select(static name => name.Groups[1].Value).ToArray());
        Assert.Equal(real.Keys.Order(), documented.Keys.Order());
        Assert.All(real, table => Assert.Equal(table.Value, documented[table.Key]));
        Assert.Contains($"`PRAGMA user_version` {CatalogSchema.Version},", section, StringComparison.Ordinal);
        using Statement own = database.Prepare("SELECT count(*) FROM sqlite_master WHERE sql LIKE '%contents%'");
        Assert.True(own.Step());
        Assert.Equal(0, own.Integer(0));
        Assert.Contains(CatalogSchema.Contents.Replace("CREATE TABLE ", "CREATE TABLE IF NOT EXISTS ", StringComparison.Ordinal), File.ReadAllText(Docs("views.sql")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_one_liners_work_as_written()
    {
        await Write();
        using (Store store = Store.Open(_folder.Store)) Assert.NotNull(store.CopyContents());
        string page = File.ReadAllText(Docs("formats.md"));
        string section = page[page.IndexOf("## catalog.db", StringComparison.Ordinal)..];
        string[] commands = section[(section.IndexOf("```sh\n", StringComparison.Ordinal) + 6)..].Split("\n```")[0].Split('\n');
        Assert.Equal(4, commands.Length);
        Run("sh", "-c", null, commands[0].Replace("docs/views.sql", $"'{Docs("views.sql")}'", StringComparison.Ordinal));
        Assert.Contains("item-0|x|", Run("sh", "-c", null, commands[1]), StringComparison.Ordinal);
        Assert.Contains("\tagain\n", Run("sh", "-c", null, Needing("jq", commands[2])), StringComparison.Ordinal);
        foreach (string segment in Directory.EnumerateFiles(_folder.Store, "w*.jsonl", SearchOption.AllDirectories).Where(static path => Path.GetFileName(Path.GetDirectoryName(path)) == "journal"))
        {
            Run("sh", "-c", null, $"gzip -k '{segment}'");
        }

        Assert.Contains("\"text\":\"again\"", Run("sh", "-c", null, Needing("zcat", commands[3])), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_calls_used_up_and_what_transforms_made_can_be_asked_for()
    {
        RunId run;
        KeyId transform = Digest.Of("answer"u8).Id;
        KeyId other = Digest.Of("other"u8).Id;
        using Store store = Store.Open(_folder.Store);
        await using (RunSession session = store.Experiment("sums").Begin(Corpus.Manifest(3), Corpus.Start))
        {
            RunWriter writer = session.Writer;
            RecordReference[] records =
            [
                writer.ReferenceTo(writer.Record(Corpus.Envelope(0) with { Usage = new Usage(12, 3) { CachedTokens = 2, Cost = 0.25m }, Outcome = AnswerOutcome.Truncated }, new Reply("cut"))),
                writer.ReferenceTo(writer.Record(Corpus.Envelope(1), new Reply("free"))),
            ];
            writer.Failure(Corpus.Envelope(2) with { Usage = new Usage(9, 0) }, new("timeout", "too slow"));
            TransformEnvelope envelope = new(Corpus.Generation(0), records[0], transform, Digest.Of("in"u8).Id, "answer", DateTimeOffset.UnixEpoch);
            writer.TransformFailure(envelope with { Usage = new Usage(5, 1) }, new("deaf", "can't hear"));
            writer.Transform(envelope with { Usage = new Usage(6, 1) { Cost = 0.5m } }, new Reply("four"));
            writer.TransformNone(envelope with { Generation = Corpus.Generation(1), Record = records[1] }, "no \"number\"");
            writer.TransformNone(envelope with { Transform = other, Name = "other" }, "nothing");
            StoredScore score = new(Corpus.Generation(0), records[0], default, default, 1, null, "\"usage\":{", null, null, DateTimeOffset.UnixEpoch) { Usage = new Usage(100, 10) };
            EvaluationWriter scores = writer.Evaluation("right", Digest.Of("e"u8));
            scores.Append(score with { Value = null, Error = new("timeout", "late", null, "\"usage\":{") });
            scores.Append(score);
            scores.Append(score with { Generation = Corpus.Generation(1), Record = records[1], Usage = null });
            run = session.Id;
        }

        store.CatchUp();
        AssertUsage();
        // A later session's lines compete with those of earlier ones.
        await using (RunSession session = store.Experiment("sums").Continue(run, Corpus.Start))
        {
            Assert.True(session.Reader.TryGet(Corpus.Generation(1), out StoredGeneration one));
            session.Writer.Transform(new TransformEnvelope(one.Key, one.Reference, transform, Digest.Of("in"u8).Id, "answer", DateTimeOffset.UnixEpoch), new Reply("found"));
        }

        store.CatchUp();
        Assert.Equal(["1|0|", "1|1|no \"number\""], Ask($"SELECT count(*), superseded, none FROM transforms WHERE lower(hex(key)) = '{Corpus.Generation(1)}' GROUP BY superseded"));
        Assert.DoesNotContain(store.Verify().Findings, static finding => finding.Kind == FindingKind.CatalogDiffers);
        using (Database database = new(Path.Combine(_folder.Store, CatalogSchema.FileName), create: false)) database.Execute("UPDATE transforms SET output_tokens = 9 WHERE id = 2");
        Assert.Contains(store.Verify().Findings, static finding => finding.Message.Contains("transforms has a row", StringComparison.Ordinal));
        Assert.NotNull(store.Reindex());
        Assert.Equal(["5|2"], Ask("SELECT count(*), sum(superseded) FROM transforms"));

        void AssertUsage()
        {
            Assert.Equal(["12|3|2|0.25|truncated|", "|||||", "9|0|0|||timeout"], Ask("SELECT input_tokens, output_tokens, cached_tokens, cost, outcome, error FROM records ORDER BY sequence"));
            Assert.Equal(["100|10|timeout|1", "100|10||0", "|||0"], Ask("SELECT input_tokens, output_tokens, error, superseded FROM scores ORDER BY sequence"));
            Assert.Equal(
                [$"answer|{transform}|0||deaf|5||1", $"answer|{transform}|1|||6|0.5|0", $"answer|{transform}|1|no \"number\"||||0", $"other|{other}|1|nothing||||0"],
                Ask("SELECT name, lower(hex(transform)), output IS NOT NULL, none, error, input_tokens, cost, superseded FROM transforms ORDER BY sequence"));
            Assert.Equal(["12.0|0.25"], Ask("SELECT avg(input_tokens), sum(cost) FROM records WHERE superseded = 0 AND succeeded = 1"));
        }
    }

    private async Task AssertCounts()
    {
        await Task.Yield();
        Assert.Equal(["3|3"], Ask("SELECT count(*), count(DISTINCT key) FROM records WHERE superseded = 0 AND run = (SELECT min(id) FROM runs)"));
        Assert.Equal(["again", "at last", "first"], Texts("SELECT offset, length FROM records WHERE superseded = 0 AND succeeded = 1 AND run = (SELECT min(id) FROM runs)"));
        Assert.Equal(["1|corrected"], Texts("SELECT offset, length FROM tasks WHERE superseded = 0 AND item = 'item-0' AND run = (SELECT min(id) FROM runs)").Select(static label => $"1|{label}"));
        Assert.Equal(["1"], Ask("SELECT count(*) FROM scores WHERE superseded = 0"));
        Assert.Equal(["2"], Ask("SELECT count(*) FROM scores"));
    }

    // What the lines say that rows name: of a record its text, of a task its label. Each writer of these tests has a segment of its own.
    private string[] Texts(string sql)
    {
        List<string> texts = [];
        foreach (string row in Ask($"SELECT r.offset || '|' || r.length || '|' || writer FROM ({sql.Replace("SELECT offset, length", "SELECT offset, length, segment", StringComparison.Ordinal)}) r JOIN segments ON segments.id = r.segment"))
        {
            string[] place = row.Split('|');
            string file = Directory.EnumerateFiles(_folder.Store, $"{place[2]}-000001.jsonl", SearchOption.AllDirectories).Order(StringComparer.Ordinal).First(static path => path.Contains("journal", StringComparison.Ordinal));
            byte[] line = File.ReadAllBytes(file).AsSpan(int.Parse(place[0], System.Globalization.CultureInfo.InvariantCulture), int.Parse(place[1], System.Globalization.CultureInfo.InvariantCulture)).ToArray();
            using System.Text.Json.JsonDocument document = System.Text.Json.JsonDocument.Parse(line);
            texts.Add(document.RootElement.TryGetProperty("record", out var record) ? record.GetProperty("text").GetString()! : document.RootElement.GetProperty("task").GetProperty("label").GetString()!);
        }

        return [.. texts.Order(StringComparer.Ordinal)];
    }

    private async Task<RunId[]> Write()
    {
        using Store store = Store.Open(_folder.Store);
        StoredExperiment experiment = store.Experiment("sums");
        RunSession first = experiment.Begin(Corpus.Manifest(3), Corpus.Start);
        RecordReference source;
        await using (first)
        {
            RunWriter writer = first.Writer;
            writer.Variant(Corpus.SolverKey, "x", Code.Version("1"), Corpus.Solver);
            for (int i = 0; i < 3; i++) writer.Task(Key.Of(Corpus.Question(i)), $"item-{i}", Corpus.Question(i));
            source = writer.ReferenceTo(writer.Record(Corpus.Envelope(0), new Reply("first")));
            writer.Failure(Corpus.Envelope(1), new("timeout", "too slow"));
            writer.Record(Corpus.Envelope(1, attempt: 2), new Reply("again"));
            writer.Failure(Corpus.Envelope(2), new("timeout", "too slow"));
            StoredScore score = new(Corpus.Generation(0), source, default, default, 0, null, null, null, null, DateTimeOffset.UnixEpoch);
            writer.Evaluation("right", Digest.Of("e"u8)).Append(score);
            writer.Evaluation("right", Digest.Of("e"u8)).Append(score with { Value = 1 });
        }

        RunSession second = experiment.Begin(Corpus.Manifest(1), Corpus.Start);
        await using (second) second.Writer.Reuse(Corpus.Generation(0), source);
        return [first.Id, second.Id];
    }

    private string[] Ask(string sql) => Run("sqlite3", "catalog.db", sql).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private static string Needing(string program, string command)
    {
        Assert.SkipUnless(Exists(program), $"{program} is not installed.");
        return command;
    }

    private string Run(string program, string argument, string? input, string? last = null)
    {
        Assert.SkipUnless(Exists(program), $"{program} is not installed.");
        if (program == "sh") Assert.SkipUnless(Exists("sqlite3"), "sqlite3 is not installed.");
        ProcessStartInfo start = new(program, last is null ? [argument] : [argument, last]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = _folder.Store };
        using Process process = Process.Start(start)!;
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        string output = process.StandardOutput.ReadToEnd();
        string error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0 && error.Length == 0, error);
        return output;
    }

    private static bool Exists(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program)));

    private static List<string> Columns(Database database, string table)
    {
        List<string> names = [];
        using Statement info = database.Prepare($"PRAGMA table_info({table})");
        while (info.Step()) names.Add(info.Text(1));
        return names;
    }

    // Remarks stand in parentheses or behind a colon.
    private static string WithoutRemarks(string cell) => RemarkPattern().Replace(cell, "").Split(':')[0];

    private static string Docs(string file) => TrialKeep.Tests.Checkout.PathOf("docs", file);

    [GeneratedRegex(@"^\| `(\w+)` \| (.*) \|$", RegexOptions.Multiline)]
    private static partial Regex RowPattern();

    [GeneratedRegex(@"`(\w+)`")]
    private static partial Regex NamePattern();

    [GeneratedRegex(@"\([^)]*\)")]
    private static partial Regex RemarkPattern();
}
