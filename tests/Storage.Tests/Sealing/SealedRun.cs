using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using TrialKeep.Runtime.Keys;
using TrialKeep.Storage.Runs;
using TrialKeep.Storage.Tests.Samples;

namespace TrialKeep.Storage.Tests.Sealing;

/// <summary>A run with successes, failures, later attempts, reuse, shared texts and scores; and everything that reading says of it, as text.</summary>
internal static class SealedRun
{
    public static async Task<RunId> WriteAsync(Store store, int records, int sessions = 2)
    {
        StoredExperiment experiment = store.Experiment("sums");
        RunId? run = null;
        for (int number = 0; number < sessions; number++)
        {
            await using RunSession session = run is { } known ? experiment.Continue(known, Corpus.Start) : experiment.Begin(Corpus.Manifest(records), Corpus.Start);
            run = session.Id;
            for (int i = number; i < records; i += sessions) await AppendAsync(session, i);
        }

        await using (RunSession last = experiment.Continue(run!.Value, Corpus.Start)) last.SetStatus(RunStatus.Completed, new(records, records, 0, 0));
        return run.Value;
    }

    public static string Folder(Store store, RunId run) => Path.Combine(store.Folder, "experiments", "sums", "runs", run.Text);

    public static string[] Segments(Store store, RunId run) =>
        [.. Directory.EnumerateFiles(Folder(store, run), "w*.jsonl*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];

    /// <summary>Texts that compress about as answers do, and the same ones every time.</summary>
    public static string Text(int number)
    {
        StringBuilder text = new();
        for (int i = 0; i < 6; i++) text.Append(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{number}-{i}")))).Append(" and then ");
        return text.ToString();
    }

    public static Reply Reply(int number) => new(Text(number), number / 8.0, number % 3 == 0 ? "Be exact." : null);

    /// <summary>Everything that a reader of the run says.</summary>
    public static string Describe(Store store, RunId run, int records)
    {
        using RunReader reader = store.Experiment("sums").Read(run);
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"{reader.Count} damaged {reader.Damage.IsDamaged} torn {reader.Damage.TornBytes}\n");
        for (int i = 0; i < records; i++) Describe(reader, i, text);
        foreach (StoredTask task in reader.Tasks().OrderBy(task => task.Item, StringComparer.Ordinal)) text.Append(CultureInfo.InvariantCulture, $"task {task.Key} {task.Item} {Encoding.UTF8.GetString(task.Json.Span)}\n");
        foreach (StoredVariant variant in reader.Variants()) text.Append(CultureInfo.InvariantCulture, $"variant {variant.Key} {variant.Name} {Encoding.UTF8.GetString(variant.Json.Span)}\n");
        foreach (EvaluationName name in reader.Evaluations())
        {
            using EvaluationReader evaluation = reader.Evaluation(name);
            text.Append(CultureInfo.InvariantCulture, $"evaluation {name} damaged {evaluation.Damage.IsDamaged}\n");
            foreach (StoredScore score in evaluation.All()) text.Append(CultureInfo.InvariantCulture, $"score {score}\n");
        }

        return text.ToString();
    }

    private static void Describe(RunReader reader, int number, StringBuilder text)
    {
        if (!reader.TryGet(Corpus.Generation(number), out StoredGeneration found)) return;
        text.Append(CultureInfo.InvariantCulture, $"{number} {found.Succeeded} {found.IsReuse} {found.Attempts} {found.Reference} {reader.ReadEnvelope(found)} ");
        if (found.Succeeded) text.Append(CultureInfo.InvariantCulture, $"{reader.ReadRecord<Reply>(found)}\n");
        else text.Append(CultureInfo.InvariantCulture, $"{reader.ReadError(found)}\n");
    }

    private static async Task AppendAsync(RunSession session, int number)
    {
        if (number % 5 == 0) session.Writer.Failure(Corpus.Envelope(number), new("timeout", "too slow", null, null));
        if (number % 10 == 5) return;
        Question question = Corpus.Question(number);
        session.Writer.Variant(Corpus.SolverKey, "x", Code.Version("1"), Corpus.Solver);
        session.Writer.Task(Key.Of(question), question.Id, question);
        Appended appended = session.Writer.Record(Corpus.Envelope(number, number % 5 == 0 ? 2 : 1), Reply(number));
        if (number % 7 == 0) await appended.Durable;
        session.Writer.Evaluation("right", default).Append(new(Corpus.Generation(number), session.Writer.ReferenceTo(appended), default, default, number, null, null, null, null, default));
    }
}
