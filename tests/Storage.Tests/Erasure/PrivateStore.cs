using System.Globalization;
using System.Text;
using System.Text.Json;
using TrialKeep.Runtime.Codecs;
using TrialKeep.Runtime.Keys;
using TrialKeep.Storage.Runs;
using TrialKeep.Storage.Tests.Samples;

namespace TrialKeep.Storage.Tests.Erasure;

/// <summary>A store in which a text stands in everything that can hold one, each time in another item: what happens to each can be told apart.</summary>
internal static class PrivateStore
{
    public const int Items = 9;
    private static readonly Digest s_identity = Digest.Of("judge"u8);

    /// <summary>Item 1 asks for the text, 2 answers with it, 3 with a shared text, 4 failed with it first, 5 has it in a score, 6 in an event and a file, 7 in its system prompt, 8 is clean like 0.</summary>
    public static Question Question(int number, string text) =>
        new($"item-{number}", number == 1 ? $"Who is {text}?" : $"What is {number} times 2?", number == 7 ? $"You are {text}." : "Be exact.", $"label of {number}");

    public static KeyId Generation(int number, string text)
    {
        CompositeDigest digest = CompositeDigest.Of("generation"u8);
        digest.Add(Key.Of(Question(number, text)));
        digest.Add(Corpus.SolverKey);
        return digest.Finish().Id;
    }

    public static Manifest Manifest(string text) => new([.. Enumerable.Range(0, Items).Select(i => new ManifestEntry(Generation(i, text), $"item-{i}", "x", 0))]);

    public static async Task<(RunId First, RunId Second)> WriteAsync(Store store, string text, bool isSealed = false, string experiment = "sums")
    {
        StoredExperiment stored = store.Experiment(experiment);
        Digest[] outputs = new Digest[Items];
        RunId first = await FirstAsync(stored, text, outputs), second = await SecondAsync(stored, text, outputs);
        if (isSealed) store.Seal();
        return (first, second);
    }

    private static async Task<RunId> FirstAsync(StoredExperiment experiment, string text, Digest[] outputs)
    {
        RunStart start = Corpus.Start with { CommandLine = $"run --name {text}", Configuration = JsonSerializer.Serialize(new Dictionary<string, string> { ["owner"] = text }) };
        await using RunSession session = experiment.Begin(Manifest(text), start);
        RunWriter writer = session.Writer;
        for (int i = 0; i < Items; i++)
        {
            writer.Variant(Corpus.SolverKey, "x", Code.Version("1"), Corpus.Solver);
            writer.Task(Key.Of(Question(i, text)), $"item-{i}", Question(i, text));
            if (i == 4) writer.Failure(Envelope(i, text, 1), new RecordError("timeout", $"{text} did not answer", null, null));
            Appended record = writer.Record(Envelope(i, text, i == 4 ? 2 : 1), Reply(i, text), out outputs[i]);
            Score(writer, i, text, writer.ReferenceTo(record), outputs[i]);
            writer.Measurement(Generation(i, text), "latency", i / 2.0);
        }

        writer.Event(new("seen") { Generation = Generation(6, text), Data = JsonSerializer.SerializeToElement(new Dictionary<string, string> { ["who"] = text }) });
        writer.Event(new("begun") { Text = "a clean event" });
        await writer.ArtifactAsync(new("trace") { Generation = Generation(6, text) }, Stream(Encoding.Unicode.GetBytes($"trace of {text}")));
        await writer.ArtifactAsync(new("plot") { Generation = Generation(0, text) }, Stream([1, 2, 3]));
        await writer.ArtifactAsync(new("own") { Generation = Generation(8, text) }, Stream([4, 5, 6]));
        writer.Checkpoint("state", Encoding.UTF8.GetBytes($"resume at item-8 with {text}"));
        writer.Checkpoint("clean", Encoding.UTF8.GetBytes("nothing"));
        byte[] data = Encoding.UTF8.GetBytes($"{{\"id\":\"item-1\",\"name\":{JsonSerializer.Serialize(text)}}}\n{{\"id\":\"item-8\"}}\n");
        await session.KeepDataSetAsync(new("people.jsonl", Digest.Of(data), data.Length, 1) { Source = $"/home/{text}/people.jsonl" }, () => Stream(data));
        await writer.FlushAsync();
        session.SetStatus(RunStatus.Completed, new(Items, Items, 0, 0));
        return session.Id;
    }

    private static async Task<RunId> SecondAsync(StoredExperiment experiment, string text, Digest[] outputs)
    {
        await using RunSession session = experiment.Begin(Manifest(text), Corpus.Start);
        using GenerationLookup lookup = experiment.Lookup(session.Id);
        for (int i = 0; i < Items; i++)
        {
            if (!lookup.TryFind(Generation(i, text), out StoredGeneration found)) throw new InvalidOperationException("The first run has it.");
            session.Writer.Reuse(Generation(i, text), found.Reference);
            Score(session.Writer, i, text, found.Reference, outputs[i]);
        }

        await session.Writer.FlushAsync();
        session.SetStatus(RunStatus.Completed, new(Items, Items, 0, 0));
        return session.Id;
    }

    /// <summary>What the API says of the store, a line each.</summary>
    public static SortedDictionary<string, string> Describe(Store store, string text)
    {
        SortedDictionary<string, string> said = new(StringComparer.Ordinal);
        foreach (string name in store.Experiments())
        {
            foreach (RunId id in store.Experiment(name).Runs()) Describe(store.Experiment(name), id, text, said);
        }

        return said;
    }

    private static void Describe(StoredExperiment experiment, RunId id, string text, SortedDictionary<string, string> said)
    {
        using RunReader run = experiment.Read(id);
        string at = $"{experiment.Name} {id}";
        for (int i = 0; i < Items; i++)
        {
            KeyId key = Generation(i, text);
            if (run.TryGet(key, out StoredGeneration found)) said[$"{at} record {i}"] = $"{found.Succeeded} {found.IsReuse} {found.Reference} {Encoding.UTF8.GetString(run.ReadRecordJson(found).Span)} {run.ReadRecord<Reply>(found)}";
            if (run.ReadTask(Key.Of(Question(i, text)).Id) is { } task) said[$"{at} task {i}"] = $"{task.Item} {Json.Read<Question>(task.Json.Span, task.Shared)}";
            foreach (EvaluationName evaluation in run.Evaluations())
            {
                using EvaluationReader scores = run.Evaluation(evaluation);
                if (scores.TryGet(key, out StoredScore score)) said[$"{at} score {i}"] = score.ToString();
            }
        }

        foreach (var one in run.Measurements.All()) said[$"{at} measurement {one.Generation} {one.Name}"] = one.ToString();
        int number = 0;
        foreach (var one in run.Events.All().Where(one => one.Generation is null)) said[$"{at} event {number++}"] = $"{one.Name} {one.Text}";
        foreach (var one in run.Artifacts.All()) said[$"{at} artifact {one.Name}"] = one.ToString();
        foreach (string name in run.Checkpoints.Names()) said[$"{at} checkpoint {name}"] = string.Join(",", run.Checkpoints.Numbers(name));
    }

    private static Reply Reply(int number, string text) => number switch
    {
        2 => new($"It is {text}.", 1),
        3 => new("see there", 1, $"Shared: {text}"),
        8 => new("clean", 1, "a shared text of its own"),
        _ => new(string.Create(CultureInfo.InvariantCulture, $"answer {number}"), number, "a shared text of many"),
    };

    private static RecordEnvelope Envelope(int number, string text, int attempt) =>
        new(Generation(number, text), Key.Of(Question(number, text)).Id, Corpus.SolverKey.Id, 0, attempt, new DateTimeOffset(2026, 1, 31, 12, 0, number, TimeSpan.Zero), TimeSpan.FromTicks(12_345));

    private static void Score(RunWriter writer, int number, string text, RecordReference record, Digest output) =>
        writer.Evaluation("judge", s_identity).Append(new(Generation(number, text), record, output.Id, Digest.Of("references"u8).Id, 1, null, number == 5 ? $"names {text}" : "as it should be", null, null, default));

    private static MemoryStream Stream(byte[] content) => new(content);
}
