using System.Globalization;
using TrialKeep.Runtime.Codecs;
using TrialKeep.Runtime.Keys;
using TrialKeep.Storage.Runs;
using TrialKeep.Storage.Tests.Samples;

namespace TrialKeep.Storage.Tests.Maintenance;

/// <summary>A store in which things were done again and again, and what it says of the results.</summary>
internal static class Wear
{
    public const int Items = 4;

    /// <summary>Works on two runs as the numbers say: answers, failures, new labels, scores, reuse, files, measurements, sessions that end.</summary>
    public static async Task WriteAsync(Store store, IEnumerable<int> script)
    {
        StoredExperiment experiment = store.Experiment("sums");
        RunSession? session = null;
        RunId[] runs = [await BeginAsync(experiment, 1), await BeginAsync(experiment, 2)];
        int told = 0;
        foreach (int step in script)
        {
            if (step % 7 == 0)
            {
                if (session is not null) await session.DisposeAsync();
                session = null;
                continue;
            }

            session ??= experiment.Continue(runs[step / 7 % 2], Corpus.Start);
            await StepAsync(experiment, session, step / 14 % Items, step / 56, ++told);
        }

        if (session is not null) await session.DisposeAsync();
    }

    /// <summary>All that reading says of the results, one fact a text. How often something was tried is none of it.</summary>
    public static SortedSet<string> Facts(Store store)
    {
        SortedSet<string> facts = new(StringComparer.Ordinal);
        StoredExperiment experiment = store.Experiment("sums");
        foreach (RunId run in experiment.Runs())
        {
            using RunReader reader = experiment.Read(run);
            if (reader.Damage.IsDamaged) facts.Add($"{run} damage {reader.Damage.Lines[0]}");
            for (int i = 0; i < Items; i++) facts.Add($"{run} {i} {Generation(reader, i)}");
            foreach (StoredTask task in reader.Tasks()) facts.Add($"{run} task {task.Item} {Json.Read<Question>(task.Json.Span, task.Shared)}");
            foreach (StoredVariant variant in reader.Variants()) facts.Add($"{run} variant {variant.Name} {variant.Code}");
            foreach (var one in reader.Measurements.All()) facts.Add(string.Create(CultureInfo.InvariantCulture, $"{run} measured {one}"));
            foreach (var one in reader.Artifacts.List()) facts.Add($"{run} artifact {one}");
            using EvaluationReader scores = reader.Evaluation("exact", SampleStore.Identity);
            foreach (StoredScore score in scores.All()) facts.Add(string.Create(CultureInfo.InvariantCulture, $"{run} score {score} {reader.TryGet(score.Generation, out StoredGeneration found) && scores.IsCurrent(score.Generation, found.Reference, score.References)}"));
            foreach (var one in experiment.StreamWinners(run).Records<Reply>()) facts.Add($"{run} winner {one.Head} {one.Record} {one.Error}");
        }

        using GenerationLookup lookup = experiment.Lookup(null);
        for (int i = 0; i < Items; i++) facts.Add($"looked up {i} {(lookup.TryRead<Reply>(Corpus.Generation(i), out var reply) && lookup.TryFind(Corpus.Generation(i), out StoredGeneration at) ? $"{reply} {at.Reference}" : "nowhere")}");
        return facts;
    }

    private static async Task<RunId> BeginAsync(StoredExperiment experiment, int samples)
    {
        await using RunSession session = experiment.Begin(Corpus.Manifest(Items + samples), Corpus.Start);
        return session.Id;
    }

    private static async Task StepAsync(StoredExperiment experiment, RunSession session, int item, int what, int told)
    {
        RunWriter writer = session.Writer;
        Question question = Corpus.Question(item) with { Label = what % 5 == 4 ? $"label {told}" : null };
        writer.Variant(Corpus.SolverKey, "x", Code.Version("1"), Corpus.Solver);
        writer.Task(Key.Of(question), question.Id, question);
        switch (what % 6)
        {
            case 0 or 1:
                Appended record = writer.Record(Corpus.Envelope(item, 1 + told % 3), new Reply($"told {told}", told, told % 2 == 0 ? "shared" : null), out Digest output);
                if (what % 2 == 0) Score(writer, item, writer.ReferenceTo(record), output.Id, told);
                break;
            case 2:
                writer.Failure(Corpus.Envelope(item, 1 + told % 4), new("timeout", $"try {told}"));
                break;
            case 3:
                await writer.FlushAsync();
                using (GenerationLookup lookup = experiment.Lookup(session.Id))
                {
                    if (!lookup.TryFind(Corpus.Generation(item), out StoredGeneration found)) break;
                    writer.Reuse(Corpus.Generation(item), found.Reference);
                    using RunReader source = experiment.Read(found.Reference.Run);
                    Score(writer, item, found.Reference, Digest.Of(source.ReadRecordJson(found).Span).Id, told);
                }

                break;
            case 4:
                writer.Measurement(Corpus.Generation(item), "loss", told, told % 2);
                break;
            default:
                await writer.ArtifactAsync(new("log") { Generation = Corpus.Generation(item) }, new MemoryStream([(byte)(told % 3)]));
                break;
        }
    }

    private static void Score(RunWriter writer, int item, in RecordReference record, KeyId output, int told) =>
        writer.Evaluation("exact", SampleStore.Identity).Append(new(Corpus.Generation(item), record, output, Digest.Of("references"u8).Id, told, null, null, null, null, default));

    private static string Generation(RunReader reader, int item)
    {
        if (!reader.TryGet(Corpus.Generation(item), out StoredGeneration found)) return "nothing";
        return found.Succeeded ? $"{reader.ReadRecord<Reply>(found)} {reader.ReadEnvelope(found)} {found.Reference} {found.IsReuse} {found.Attempts}" : $"{reader.ReadError(found)} {found.Attempts}";
    }
}
