using Microsoft.Win32.SafeHandles;
using TrialKeep.Runtime.Keys;
using TrialKeep.Storage.Files;
using TrialKeep.Storage.Runs;
using TrialKeep.Storage.Tests.Samples;

namespace TrialKeep.Storage.Tests.Indexes;

/// <summary>A run of several writers with everything that an index keeps is the same whether other threads read it ahead or not.</summary>
public sealed class AheadTests : IDisposable
{
    private const int Items = 60;
    private static readonly KeyId s_transform = Digest.Of("answer"u8).Id;
    private static readonly Digest s_evaluation = Digest.Of("right"u8);
    private static readonly RecordError s_error = new("timeout", "\"usage\":{\"input\":1}", "System.Exception", ",\"usage\":{");
    private static readonly Usage s_usage = new(12, 3) { CachedTokens = 4, Cost = 0.5m };
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(40)]
    [InlineData(200)]
    [InlineData(3000)]
    [InlineData(448 << 10)]
    public async Task Records_reuses_tasks_transforms_scores_and_what_they_took_are_the_same(int piece)
    {
        (RunId first, RunId second) = await WriteAsync();
        string[] alone = [.. Say(first, long.MaxValue, piece), .. Say(second, long.MaxValue, piece)];
        Assert.Equal(alone, Say(first, 0, piece).Concat(Say(second, 0, piece)));
        using (Store store = Store.Open(_folder.Store)) store.Seal();
        Assert.Equal(alone, Say(first, 0, piece).Concat(Say(second, 0, piece)));
        Assert.Contains(alone, static line => line.Contains(" True True ", StringComparison.Ordinal));
        Assert.Contains(alone, static line => line.Contains("timeout", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_segment_that_can_not_be_read_is_told_as_by_one_thread()
    {
        (RunId run, _) = await WriteAsync();
        string segment = Directory.GetFiles(_folder.Path, "w0001-000002.jsonl", SearchOption.AllDirectories)[0];
        string alone = Assert.Throws<StoreException>(() => Say(run, new Unreadable(segment) { Ahead = new(long.MaxValue, 700, 3) })).Message;
        Assert.Contains(segment, alone, StringComparison.Ordinal);
        Assert.Equal(alone, Assert.Throws<StoreException>(() => Say(run, new Unreadable(segment) { Ahead = new(0, 700, 3) })).Message);
    }

    private async Task<(RunId First, RunId Second)> WriteAsync()
    {
        using Store store = Store.Open(_folder.Store, new() { SegmentBytes = 9000, SealFrom = long.MaxValue });
        StoredExperiment experiment = store.Experiment("sums");
        RunId first;
        await using (RunSession session = experiment.Begin(Corpus.Manifest(Items), Corpus.Start))
        {
            first = session.Id;
            await WriteAsync(session, 0, Items / 2);
        }

        // Some again, by a later writer, whose lines win.
        await using (RunSession session = experiment.Continue(first, Corpus.Start))
        {
            await WriteAsync(session, Items / 3, Items - 5);
        }

        await using RunSession other = experiment.Begin(Corpus.Manifest(Items), Corpus.Start with { LooksUp = Items });
        using GenerationLookup lookup = other.Lookup(Items);
        for (int i = 0; i < Items; i++)
        {
            if (lookup.TryFind(Corpus.Generation(i), out StoredGeneration found)) other.Writer.Reuse(found.Key, found.Reference);
        }

        return (first, other.Id);
    }

    // A segment ends between batches only.
    private static async Task WriteAsync(RunSession session, int from, int to)
    {
        for (int i = from; i < to; i++)
        {
            Write(session, i);
            if (i % 4 == 0) await session.FlushAsync();
        }
    }

    private static void Write(RunSession session, int i)
    {
        if (i % 7 == 0)
        {
            Corpus.Solve(session.Writer, i);
            session.Writer.Failure(Corpus.Envelope(i), s_error);
            if (i % 2 == 0) return;
        }

        RecordReference record = session.Writer.ReferenceTo(Corpus.Append(session.Writer, i));
        TransformEnvelope envelope = new(Corpus.Generation(i), record, s_transform, Digest.Of([(byte)i]).Id, "answer", DateTimeOffset.UnixEpoch) { Usage = i % 3 == 0 ? s_usage : null };
        if (i % 5 == 0) session.Writer.TransformNone(envelope, "none");
        else if (i % 5 == 1) session.Writer.TransformFailure(envelope, s_error);
        else session.Writer.Transform(envelope, Corpus.Reply(i));
        bool isOfOutput = i % 5 > 1;
        StoredScore score = new(Corpus.Generation(i), record, Digest.Of("output"u8).Id, default, i % 4 == 0 ? null : i, "label", null, null, i % 4 == 0 ? s_error : null, DateTimeOffset.UnixEpoch, isOfOutput ? s_transform : null);
        session.Writer.Evaluation("right", s_evaluation).Append(score with { Usage = i % 2 == 0 ? s_usage : null });
    }

    private List<string> Say(RunId run, long from, int piece) => Say(run, new() { Ahead = new(from, piece, 3) });

    private List<string> Say(RunId run, FileOperations files)
    {
        using Store store = Store.Open(_folder.Store, new() { UseSqlite = false, Files = files });
        using RunReader reader = store.Experiment("sums").Read(run);
        using EvaluationReader scores = reader.Evaluation("right", s_evaluation);
        List<string> said = [$"{reader.Count} {reader.Damage.IsDamaged} {scores.Count} {scores.Used} {scores.Lost} {reader.Transforms.Count(s_transform)} {reader.Transforms.Used(s_transform)} {reader.Transforms.Lost(s_transform)}"];
        for (int i = 0; i < Items; i++)
        {
            if (!reader.TryGet(Corpus.Generation(i), out StoredGeneration found)) continue;
            said.Add($"{found.Key} {found.Succeeded} {found.IsReuse} {found.Attempts} {found.Reference} {(found.Succeeded ? reader.ReadRecord<Reply>(found) : reader.ReadError(found))}");
            if (reader.Transforms.TryPeek(found.Key, s_transform, out TransformSummary output)) said.Add($"{output}");
            if (scores.TryPeek(found.Key, out ScoreSummary score)) said.Add($"{score}");
        }

        said.AddRange(reader.Tasks().Select(static task => $"{task.Key} {task.Item}"));
        said.AddRange(scores.All().Select(static score => $"{score}"));
        return said;
    }

    private sealed class Unreadable(string path) : FileOperations
    {
        public override SafeFileHandle OpenRead(string opened) => opened == path ? throw new UnauthorizedAccessException("it is somebody else's") : base.OpenRead(opened);
    }
}
