using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using TrialKeep.Runtime.Codecs;
using TrialKeep.Runtime.Keys;
using TrialKeep.Storage.Artifacts;
using TrialKeep.Storage.Erasure;
using TrialKeep.Storage.Measurements;
using TrialKeep.Storage.Runs;
using TrialKeep.Storage.Tests.Samples;

namespace TrialKeep.Storage.Tests.Reader;

/// <summary>docs/formats.md is enough to read a store: a program that was written from it alone says what the API says.</summary>
public sealed class PythonReaderTests : IDisposable
{
    private const int Items = 12;
    private static readonly Digest s_evaluator = Digest.Of("right"u8);
    private static readonly KeyId s_transform = Digest.Of("answer"u8).Id;
    private readonly TemporaryFolder _folder = new();
    private readonly Store _store;
    private readonly StoredExperiment _experiment;
    private Dictionary<RunId, long> _gone = [];

    public PythonReaderTests()
    {
        _store = Store.Open(_folder.Store, new() { SegmentBytes = 3000, SealFrom = long.MaxValue });
        _experiment = _store.Experiment("sums");
    }

    public void Dispose()
    {
        _store.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task A_reader_in_Python_says_what_the_API_says(bool isSealed, bool isCompacted)
    {
        Assert.SkipUnless(File.Exists("/usr/bin/python3"), "python3 is not installed");
        RunId first = await WriteFirst();
        RunId second = await WriteSecond(first);
        if (isSealed)
        {
            Assert.True(_experiment.Seal(first).Segments > 1);
            Assert.False(_store.Erase(EraseRequest.Generation(Corpus.Generation(5), "asked for")).IsEmpty);
        }
        else
        {
            Damage(first);
        }

        if (isCompacted) _gone = _store.Compact(new() { KeepsFailures = false }).ToDictionary(static one => one.Run, static one => one.Lines - one.Scores);
        Assert.Equal(isCompacted, _gone.Values.Sum() > 3);
        JsonObject expected = new() { ["sums"] = new JsonObject { [first.Text] = Describe(first), [second.Text] = Describe(second) } };
        using JsonDocument said = JsonDocument.Parse(await Run("/usr/bin/python3", Checkout.PathOf("tests", "Storage.Tests", "Reader", "read_store.py"), _folder.Store));
        using JsonDocument api = JsonDocument.Parse(expected.ToJsonString());
        foreach (RunId run in _experiment.Runs())
        {
            foreach (JsonProperty part in api.RootElement.GetProperty("sums").GetProperty(run.Text).EnumerateObject())
            {
                JsonElement there = said.RootElement.GetProperty("sums").GetProperty(run.Text).GetProperty(part.Name);
                Assert.True(JsonElement.DeepEquals(part.Value, there), $"{part.Name} is {part.Value}\nand is read as {there}");
            }
        }

        Assert.True(JsonElement.DeepEquals(api.RootElement, said.RootElement));
    }

    [Fact]
    public async Task The_lines_that_the_page_shows_work_as_they_stand_there()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/jq") && File.Exists("/bin/bash"), "jq is not installed");
        RunId run = await WriteFirst();
        string folder = Path.Combine(_folder.Store, "experiments", "sums", "runs", run.Text);
        int plain = (await Shell(folder, Commands()[0])).Length;
        Assert.Equal(Items + 1, plain);
        string[] failures = await Shell(folder, Commands()[2]);
        Assert.Equal(["1 late", "3 timeout"], failures.Select(static line => line.Trim()));
        Assert.Equal(1.125, double.Parse(Assert.Single(await Shell(folder, Commands()[3])), CultureInfo.InvariantCulture));
        Assert.Equal(["completed", "11"], await Shell(folder, Commands()[4]));
        _experiment.Seal(run);
        Assert.Equal(plain, (await Shell(folder, Commands()[1])).Length);
    }

    // Successes, failures before and after them, attempts that were replaced, labels that were corrected, numbers that JSON does not have.
    private async Task<RunId> WriteFirst()
    {
        RunId run;
        await using (RunSession session = _experiment.Begin(Corpus.Manifest(Items), Corpus.Start))
        {
            run = session.Id;
            for (int i = 0; i < Items - 1; i++)
            {
                if (i % 4 == 1) session.Writer.Failure(Corpus.Envelope(i), new("timeout", "too \"slow\"", null, "…"));
                Corpus.Solve(session.Writer, i);
                Append(session.Writer, i, 2, 1);
            }

            session.Writer.Failure(Corpus.Envelope(3, 3), new("late", "after a success"));
            Transform(session.Writer, 0, new(run, "w0001", 1));
            session.Writer.TransformFailure(EnvelopeOf(1, new(run, "w0001", 1)), new("deaf", "at first"));
        }

        await using (RunSession session = _experiment.Continue(run, Corpus.Start))
        {
            Append(session.Writer, 2, 3, 2);
            for (int i = 0; i < 4; i++)
            {
                session.Reader.TryGet(Corpus.Generation(i), out StoredGeneration found);
                Transform(session.Writer, i, found.Reference);
            }

            session.Writer.TransformFailure(EnvelopeOf(4, default(RecordReference) with { Run = run, Writer = "w0001", Sequence = 1 }), new("deaf", "can't hear"));
            session.Writer.Record(Corpus.Envelope(4, 3), new Reply("replaced \ud83d\ude00 {x}", double.NaN, "shared"));
            Question question = Corpus.Question(0) with { Label = "corrected" };
            session.Writer.Task(Key.Of(question), question.Id, question);
            session.Writer.Measurement(null, "total", double.NegativeInfinity, 7);
            session.Writer.Event(new("note") { Text = "run\n" });
            session.SetStatus(RunStatus.Completed, new(Items, Items - 1, 0, 1));
        }

        return run;
    }

    // Every third finds nothing; a score of each is of what it found then.
    private static void Transform(RunWriter writer, int number, RecordReference record)
    {
        if (number % 3 == 1) writer.TransformNone(EnvelopeOf(number, record), $"nothing in {number}");
        else writer.Transform(EnvelopeOf(number, record), new Reply($"found {number} in {record.Sequence}", number, "shared by transforms"));
        KeyId output = number % 3 == 1
            ? Digest.Of(Encoding.UTF8.GetBytes($"\"nothing in {number}\"")).Id
            : Digest.Of(Encoding.UTF8.GetBytes($"{{\"text\":\"found {number} in {record.Sequence}\",\"cost\":{number},\"shared\":{{\"$text\":\"{Digest.Of("shared by transforms"u8).Id}\"}}}}")).Id;
        // That of 2 is of an output that is there no more.
        writer.Evaluation("heard", s_evaluator).Append(new(Corpus.Generation(number), record, number == 2 ? default : output, default, number, null, null, null, null, default, s_transform));
    }

    private static TransformEnvelope EnvelopeOf(int number, RecordReference record) => new(Corpus.Generation(number), record, s_transform, default, "answer", default);

    private static void Append(RunWriter writer, int number, int attempt, double score)
    {
        KeyId key = Corpus.Generation(number);
        Appended appended = writer.Record(Corpus.Envelope(number, attempt), Corpus.Reply(number) with { Cost = number / score, Shared = number % 2 == 0 ? "shared" : null }, out Digest output);
        writer.Evaluation("right", s_evaluator).Append(new(key, writer.ReferenceTo(appended), output.Id, default, number % 3 == 0 ? null : score, number % 3 == 0 ? "none" : null, null, number % 3 == 0 ? "no number" : null, null, default));
        writer.Measurement(key, "loss", number == 1 ? double.NaN : number / 3.0, number);
        writer.Measurement(key, "loss", number == 1 ? double.NaN : number / 7.0, number);
        if (number % 5 == 0) writer.ArtifactAsync(new("log.txt") { Generation = key }, new MemoryStream(Encoding.UTF8.GetBytes($"artifact {number}"))).GetAwaiter().GetResult();
        writer.Event(new("note") { Generation = key, Text = $"event {number}" });
    }

    private async Task<RunId> WriteSecond(RunId first)
    {
        await using RunSession session = _experiment.Begin(Corpus.Manifest(Items + 1), Corpus.Start);
        using RunReader reader = _experiment.Read(first);
        for (int i = 0; i < 6; i++)
        {
            Assert.True(reader.TryGet(Corpus.Generation(i), out StoredGeneration found));
            session.Writer.Reuse(Corpus.Generation(i), found.Reference);
            session.Writer.Evaluation("right", s_evaluator).Append(new(Corpus.Generation(i), found.Reference, Digest.Of(reader.ReadRecordJson(found).Span).Id, default, i, null, null, null, null, default));
        }

        session.Writer.Failure(Corpus.Envelope(9), new("refused", "no"));
        session.SetStatus(RunStatus.Failed, new(Items + 1, 6, 1, 6));
        return session.Id;
    }

    // A line that is gone, one that is broken and a tail that is torn: what is left counts, by the same rule.
    private void Damage(RunId run)
    {
        string file = Directory.GetFiles(Path.Combine(_folder.Store, "experiments", "sums", "runs", run.Text, "journal")).Order(StringComparer.Ordinal).First();
        List<string> lines = [.. File.ReadAllLines(file)];
        int failure = lines.FindIndex(static line => line.Contains("too \\\"slow", StringComparison.Ordinal));
        lines[failure] = lines[failure].Replace("slow", "slob", StringComparison.Ordinal);
        int lost = lines.FindIndex(static line => line.StartsWith("{\"kind\":\"event\"", StringComparison.Ordinal));
        lines.RemoveAt(lost);
        File.WriteAllText(file, string.Join('\n', lines) + "\n{\"kind\":\"rec");
    }

    private JsonObject Describe(RunId run)
    {
        using RunReader reader = _experiment.Read(run);
        JsonObject generations = [];
        JsonObject tasks = [];
        JsonObject scores = [];
        JsonObject measurements = [];
        JsonObject artifacts = [];
        for (int i = 0; i < Items; i++)
        {
            if (reader.TryGet(Corpus.Generation(i), out StoredGeneration found)) generations[found.Key.ToString()] = Describe(reader, found);
        }

        foreach (StoredTask task in reader.Tasks())
        {
            Question question = Json.Read<Question>(task.Json.Span, task.Shared);
            tasks[task.Key.ToString()] = new JsonObject { ["item"] = task.Item, ["task"] = new JsonObject { ["id"] = question.Id, ["prompt"] = $"Answer briefly.\n\n{question.Text}", ["system"] = question.System, ["label"] = question.Label } };
        }

        using EvaluationReader evaluation = reader.Evaluation("right", s_evaluator);
        foreach (StoredScore score in evaluation.All())
        {
            bool isCurrent = reader.TryGet(score.Generation, out StoredGeneration found) && score.IsCurrent(found.Reference, default);
            scores[score.Generation.ToString()] = new JsonObject { ["value"] = score.Value, ["label"] = score.Label, ["unscored"] = score.Unscored, ["current"] = isCurrent };
        }

        JsonObject heard = [];
        if (reader.Evaluations().Any(static one => one.Name == "heard"))
        {
            using EvaluationReader ofOutputs = reader.Evaluation("heard", s_evaluator);
            foreach (StoredScore score in ofOutputs.All())
            {
                bool isCurrent = reader.TryGet(score.Generation, out StoredGeneration found) && reader.Transforms.TryPeek(score.Generation, s_transform, out TransformSummary summary)
                    && summary.Record == found.Reference && score.Summary.IsCurrent(found.Reference, default, summary.Output);
                heard[score.Generation.ToString()] = new JsonObject { ["value"] = score.Value, ["label"] = score.Label, ["unscored"] = score.Unscored, ["current"] = isCurrent };
            }
        }

        JsonObject transforms = [];
        for (int i = 0; i < Items; i++)
        {
            if (reader.Transforms.Find(Corpus.Generation(i), s_transform) is { } made) transforms[$"{Corpus.Generation(i)} answer"] = Describe(reader, made);
        }

        // The later of one key, name and step counts.
        foreach (StoredMeasurement one in reader.Measurements.All()) measurements[Text(one.Generation, one.Name, one.Step)] = Number(one.Value);
        foreach (StoredArtifact artifact in reader.Artifacts.List())
        {
            using StreamReader content = new(reader.Artifacts.Open(artifact));
            artifacts[$"{artifact.Generation} {artifact.Name}"] = content.ReadToEnd();
        }

        return new JsonObject
        {
            ["gone"] = _gone.GetValueOrDefault(run),
            ["status"] = reader.Info.Status == RunStatus.Completed ? "completed" : "failed",
            ["planned"] = new JsonArray([.. reader.ReadManifest().Entries.Select(static entry => (JsonNode)entry.Key.ToString())]),
            ["erased"] = new JsonArray([.. reader.ReadManifest().Entries.Where(entry => reader.IsErased(entry.Key)).Select(static entry => (JsonNode)entry.Key.ToString())]),
            ["generations"] = generations, ["tasks"] = tasks, ["measurements"] = measurements, ["artifacts"] = artifacts,
            ["transforms"] = transforms,
            ["scores"] = heard.Count == 0 ? new JsonObject { [$"right-{s_evaluator.ToString()[..16]}"] = scores } : new JsonObject { [$"heard-{s_evaluator.ToString()[..16]}"] = heard, [$"right-{s_evaluator.ToString()[..16]}"] = scores },
            ["events"] = new JsonArray([.. reader.Events.All().Select(static one => (JsonNode)new JsonArray(one.Generation?.ToString(), one.Name, one.Text))]),
        };
    }

    private static JsonObject Describe(RunReader reader, StoredTransform made)
    {
        Reply? reply = made.Outcome == TransformOutcome.Output ? reader.Transforms.Read<Reply>(made.Envelope.Generation, s_transform) : null;
        return new JsonObject
        {
            ["value"] = reply is null ? null : new JsonObject { ["text"] = reply.Text, ["cost"] = Number(reply.Cost), ["shared"] = reply.Shared },
            ["none"] = made.None,
            ["error"] = made.Error?.Kind,
        };
    }

    private static JsonObject Describe(RunReader reader, StoredGeneration found)
    {
        Reply? reply = found.Succeeded ? reader.ReadRecord<Reply>(found) : null;
        RecordError? error = found.Succeeded ? null : reader.ReadError(found);
        return new JsonObject
        {
            ["reuse"] = found.IsReuse,
            ["attempt"] = reader.ReadEnvelope(found).Attempt,
            ["error"] = error is null ? null : new JsonObject { ["kind"] = error.Kind, ["message"] = error.Message, ["type"] = error.Type, ["detail"] = error.Detail },
            ["record"] = reply is null ? null : new JsonObject { ["text"] = reply.Text, ["cost"] = Number(reply.Cost), ["shared"] = reply.Shared },
        };
    }

    private static string Text(KeyId? key, string name, long step) => string.Create(CultureInfo.InvariantCulture, $"{key?.ToString() ?? "None"} {name} {step}");

    private static JsonNode Number(double value) => double.IsFinite(value) ? value : value.ToString(CultureInfo.InvariantCulture) switch
    {
        "NaN" => "NaN",
        var infinite => infinite.StartsWith('-') ? "-Infinity" : "Infinity",
    };

    // The lines of the block below the heading, without the comments.
    private static string[] Commands()
    {
        string page = File.ReadAllText(Checkout.PathOf("docs", "formats.md"));
        string block = page[page.IndexOf("```bash\n", page.IndexOf("## With other programs", StringComparison.Ordinal), StringComparison.Ordinal)..];
        return [.. block[8..block.IndexOf("```", 8, StringComparison.Ordinal)].Split('\n').Where(static line => line.Length > 0 && line[0] != '#')];
    }

    private static async Task<string[]> Shell(string folder, string command)
    {
        string said = await Run("/bin/bash", "-c", $"set -eo pipefail; cd '{folder}'; {command}");
        return said.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private static async Task<string> Run(string program, params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, await errors);
        return said;
    }
}
