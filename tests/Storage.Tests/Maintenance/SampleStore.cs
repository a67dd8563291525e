using TrialKeep.Runtime.Keys;
using TrialKeep.Storage.Runs;
using TrialKeep.Storage.Tests.Samples;

namespace TrialKeep.Storage.Tests.Maintenance;

/// <summary>A small store with something of everything: two runs, of which the second reuses the first, scores, an artifact, a checkpoint.</summary>
internal static class SampleStore
{
    private static readonly Digest[] s_outputs = new Digest[4];

    public static Digest Identity { get; } = Digest.Of("exact"u8);

    public static async Task<(RunId First, RunId Second)> WriteAsync(Store store, bool isSealed = false)
    {
        StoredExperiment experiment = store.Experiment("sums");
        RunId first = await FirstAsync(experiment), second = await SecondAsync(experiment, first);
        if (isSealed) store.Seal();
        store.CatchUp();
        return (first, second);
    }

    public static void Copy(string from, string to)
    {
        foreach (string path in Directory.GetFiles(from, "*", SearchOption.AllDirectories))
        {
            string target = Path.Combine(to, Path.GetRelativePath(from, path));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(path, target, overwrite: true);
        }
    }

    private static async Task<RunId> FirstAsync(StoredExperiment experiment)
    {
        await using RunSession session = experiment.Begin(Corpus.Manifest(4), Corpus.Start);
        for (int i = 0; i < 4; i++)
        {
            Corpus.Solve(session.Writer, i);
            Appended record = session.Writer.Record(Corpus.Envelope(i), Corpus.Reply(i), out s_outputs[i]);
            Score(session.Writer, i, session.Writer.ReferenceTo(record));
        }

        await session.Writer.ArtifactAsync(new("plot.png") { Generation = Corpus.Generation(0) }, new MemoryStream([1, 2, 3, 4, 5]));
        session.Writer.Checkpoint("state", new byte[] { 9, 8, 7 });
        await session.Writer.FlushAsync();
        session.SetStatus(RunStatus.Completed, new(4, 4, 0, 0));
        return session.Id;
    }

    private static async Task<RunId> SecondAsync(StoredExperiment experiment, RunId first)
    {
        await using RunSession session = experiment.Begin(Corpus.Manifest(5), Corpus.Start);
        using GenerationLookup lookup = experiment.Lookup(session.Id);
        for (int i = 0; i < 4; i++)
        {
            if (!lookup.TryFind(Corpus.Generation(i), out StoredGeneration found)) throw new InvalidOperationException("The first run has it.");
            session.Writer.Reuse(Corpus.Generation(i), found.Reference);
            Score(session.Writer, i, found.Reference);
        }

        Corpus.Append(session.Writer, 4);
        await session.Writer.FlushAsync();
        session.SetStatus(RunStatus.Completed, new(5, 5, 0, 0));
        return session.Id;
    }

    private static void Score(RunWriter writer, int number, RecordReference record)
    {
        writer.Evaluation("exact", Identity).Append(new(Corpus.Generation(number), record, s_outputs[number].Id, Digest.Of("references"u8).Id, 1, null, "as it should be", null, null, default));
    }
}
