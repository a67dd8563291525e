using System.Globalization;
using System.Text;
using TrialKeep.Runtime.Codecs;
using TrialKeep.Storage.Artifacts;
using TrialKeep.Storage.Checkpoints;
using TrialKeep.Storage.Crash.Tests.Kills;
using TrialKeep.Storage.Files;
using TrialKeep.Storage.Recovery;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Storage.Crash.Tests.Sweeps;

/// <summary>All that reading says of a store, one fact a text, and what it complains of, by file.</summary>
public sealed class Facts
{
    private Facts()
    {
    }

    public HashSet<string> Said { get; } = [];

    /// <summary>The files that are complained of; empty for a complaint without one.</summary>
    public List<(string File, string Text)> Complaints { get; } = [];

    public long Torn { get; private set; }

    public static Facts Of(string folder, FileOperations? files = null)
    {
        Facts facts = new();
        facts.Try(() =>
        {
            using Store? store = Store.Find(folder, new() { UseSqlite = false, Files = files ?? new() });
            if (store is null) facts.Complaints.Add((folder, "there is no store"));
            else facts.Read(store.Experiment(Child.Experiment));
        });
        return facts;
    }

    private void Read(StoredExperiment experiment)
    {
        foreach (RunId run in experiment.Runs())
        {
            Try(() => Say($"marks {experiment.Marks(run).IsPinned} {string.Join(' ', experiment.Marks(run).Tags)}"));
            Try(() =>
            {
                using RunReader reader = experiment.Read(run);
                Read(reader);
            });
            Try(() => Each(experiment.StreamAttempts(run).Records<Reply>(), one => Say($"attempt {one.Head} {one.Record} {one.Error}")));
        }
    }

    private void Read(RunReader reader)
    {
        Note(reader.Damage);
        Say($"run {reader.Info.Experiment} {reader.Info.Status} {reader.Info.Counts} {reader.Info.Manifest}");
        Try(() => Each(reader.ReadManifest().Entries, entry => Say($"planned {entry}")));
        for (int number = 0; number < SmallStore.Items; number++) Try(() => Read(reader, number));
        Try(() => Each(reader.Tasks(), task => Say($"task {task.Key} {task.Item} {Json.Read<Question>(task.Json.Span, task.Shared)}")));
        Try(() => Each(reader.Variants(), variant => Say($"variant {variant.Key} {variant.Name} {variant.Code} {Encoding.UTF8.GetString(variant.Json.Span)}")));
        Try(() => Each(reader.Measurements.All(), one => Say($"measured {one}")));
        Try(() => Each(reader.Events.All(), one => Say($"happened {one.Generation} {one.Name} {one.Text} {one.Reference}")));
        Try(() => Each(reader.Artifacts.List(), one => Read(reader, one)));
        Try(() => Each(reader.DataSets(), one => Say($"data {one}")));
        Try(() => Read(reader.Checkpoints.Newest("state")));
        foreach (EvaluationName name in reader.Evaluations())
        {
            Try(() =>
            {
                using EvaluationReader scores = reader.Evaluation(name);
                Note(scores.Damage);
                Each(scores.All(), score => Say($"score {score}"));
            });
        }

        if (reader.Count > SmallStore.Items) Say($"{reader.Count} generations");
    }

    private void Read(RunReader reader, int number)
    {
        // Where the success is lost the failure before it shows, which an attempt says.
        if (!reader.TryGet(Corpus.Generation(number), out StoredGeneration found) || !found.Succeeded) return;
        Say($"generation {number} {reader.ReadEnvelope(found)} {reader.ReadRecord<Reply>(found)} {found.Reference}");
    }

    private void Read(RunReader reader, StoredArtifact artifact)
    {
        Say($"artifact {artifact}");
        using Stream content = reader.Artifacts.Open(artifact);
        using MemoryStream bytes = new();
        content.CopyTo(bytes);
        Say($"content {Convert.ToHexString(bytes.ToArray())}");
    }

    private void Read(StoredCheckpoint? checkpoint)
    {
        if (checkpoint is null) return;
        Say($"checkpoint {checkpoint.Number} {Convert.ToHexString(checkpoint.Content.Span)}");
        Each(checkpoint.Skipped, line => Complaints.Add((line.File, line.Reason)));
    }

    private void Note(DamageReport damage)
    {
        Torn += damage.TornBytes;
        Each(damage.Lines, line => Complaints.Add((line.File, line.ToString())));
    }

    private static void Each<T>(IEnumerable<T> all, Action<T> act)
    {
        foreach (T one in all) act(one);
    }

    private void Say(FormattableString fact) => Said.Add(fact.ToString(CultureInfo.InvariantCulture));

    // One sentence with a file is what reading may end in, and nothing else.
    private void Try(Action act)
    {
        try
        {
            act();
        }
        catch (StoreException error)
        {
            Complaints.Add((error.File ?? "", error.Message));
        }
    }
}
