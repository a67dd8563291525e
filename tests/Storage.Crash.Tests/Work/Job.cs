using System.Globalization;
using System.Text;
using TrialKeep.Runtime.Keys;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Storage.Crash.Tests.Work;

/// <summary>
/// What a program does in a run, item by item: fails, tries again, answers, measures, keeps files, says what happened, scores. All of it follows
/// from the item's number, so that whoever reads the store knows what may be there, and whoever is told what is durable knows what must be.
/// </summary>
public static class Job
{
    /// <summary>Items that all runs share: later runs reuse what an earlier one has.</summary>
    public const int SharedItems = 5;
    public const int RunSize = 100_000;
    private const int Window = 12;

    public static StoreOptions Options { get; } = new() { SegmentBytes = 24 << 10, SealFrom = 8 << 10 };

    public static Digest Evaluation { get; } = Digest.Of("crash"u8);

    /// <summary>The number of the n-th item of a run.</summary>
    public static int Number(int run, int item) => item < SharedItems ? item : run * RunSize + item;

    public static bool Fails(int number) => number % 7 == 3;

    public static bool HasArtifact(int number) => number % 5 == 0;

    public static bool HasEvent(int number) => number % 9 == 0;

    public static byte[] Artifact(int number) => Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(string.Create(CultureInfo.InvariantCulture, $"artifact {number}\n"), 50 + (number % 11 * 40))));

    public static RecordError Error(int number) => new("timeout", string.Create(CultureInfo.InvariantCulture, $"no answer to {number}"));

    /// <summary>Does items of a run that are not done yet.</summary>
    /// <param name="session">The session.</param>
    /// <param name="lookup">Where records may be taken from; null for nowhere.</param>
    /// <param name="run">The run's number.</param>
    /// <param name="items">The items to do.</param>
    /// <param name="say">Is told what is durable.</param>
    public static void Do(RunSession session, GenerationLookup? lookup, int run, IEnumerable<int> items, Action<string> say)
    {
        using EvaluationReader known = session.Reader.Evaluation("right", Evaluation);
        Done done = Done.In(session.Reader);
        Queue<Action> waiting = [];
        foreach (int item in items)
        {
            foreach (Action wait in Item(session, known, done, lookup, Number(run, item), say)) waiting.Enqueue(wait);
            while (waiting.Count > Window) waiting.Dequeue()();
        }

        // What waits may append and wait in turn.
        while (waiting.TryDequeue(out Action? wait)) wait();
    }

    // Whether or not something is awaited, what is durable is said in the order in which it was appended.
    private static IEnumerable<Action> Item(RunSession session, EvaluationReader known, Done done, GenerationLookup? lookup, int number, Action<string> say)
    {
        RunWriter writer = session.Writer;
        KeyId key = Corpus.Generation(number);
        bool isThere = session.Reader.TryGet(key, out StoredGeneration found);
        if (!isThere && lookup is not null && lookup.TryFind(key, out StoredGeneration other) && other.Succeeded)
        {
            yield return Wait(writer.Reuse(key, other.Reference), "u", number, say);
            yield break;
        }

        if (!isThere && Fails(number)) yield return Wait(writer.Failure(Corpus.Envelope(number), Error(number)), "f", number, say);
        RecordReference record = found.Reference;
        if (!isThere || !found.Succeeded)
        {
            Corpus.Solve(writer, number);
            Appended appended = writer.Record(Corpus.Envelope(number, Fails(number) ? 2 : 1), Corpus.Reply(number));
            record = writer.ReferenceTo(appended);
            yield return Wait(appended, "r", number, say);
        }

        for (int step = 0; step < 2; step++)
        {
            if (!done.Measurements.Contains((key, step))) yield return Wait(writer.Measurement(key, "loss", number / (step + 1.0), step), step == 0 ? "m" : "n", number, say);
        }

        if (HasEvent(number) && !done.Events.Contains(key)) yield return Wait(writer.Event(new("note") { Generation = key, Text = $"event {number}" }), "e", number, say);
        if (HasArtifact(number) && !done.Artifacts.Contains(key))
        {
            writer.ArtifactAsync(new("log.txt") { Generation = key, MediaType = "text/plain" }, new MemoryStream(Artifact(number))).GetAwaiter().GetResult();
            say(string.Create(CultureInfo.InvariantCulture, $"a {number}"));
        }

        // A score is made from what is durable: its stream has flushes of its own.
        if (found.IsReuse || known.IsCurrent(key, record, default)) yield break;
        yield return () => Score(writer, key, record, number, say);
    }

    private static void Score(RunWriter writer, KeyId key, RecordReference record, int number, Action<string> say)
    {
        writer.FlushAsync().AsTask().GetAwaiter().GetResult();
        Appended appended = writer.Evaluation("right", Evaluation).Append(new(key, record, default, default, number / 2.0, null, null, null, null, default));
        Wait(appended, "s", number, say)();
    }

    private static Action Wait(Appended appended, string what, int number, Action<string> say) => () =>
    {
        appended.Durable.GetAwaiter().GetResult();
        say(string.Create(CultureInfo.InvariantCulture, $"{what} {number}"));
    };
}
