using Microsoft.Win32.SafeHandles;
using TrialKeep.Runtime.Keys;
using TrialKeep.Storage.Files;
using TrialKeep.Storage.Runs;
using TrialKeep.Storage.Tests.Samples;

namespace TrialKeep.Storage.Tests.Runs;

/// <summary>What other runs know of many generations, and of their tasks.</summary>
public sealed class LookupTests : IDisposable
{
    private const int Items = 300;
    private const int Count = 7;
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1, long.MaxValue)]
    [InlineData(2, long.MaxValue)]
    [InlineData(3, 0)]
    public async Task Many_runs_that_are_read_side_by_side_say_what_they_say_one_by_one(int seed, long scanBelow)
    {
        using Store store = Store.Open(_folder.Store, new() { ScanBelow = scanBelow });
        StoredExperiment experiment = store.Experiment("sums");
        for (int i = 0; i < Count; i++) await FillAsync(experiment, new Draws(seed * 100 + i), i);
        RunReader[] newestFirst = [.. experiment.Runs().Reverse().Select(experiment.Read)];
        await using (RunSession asking = experiment.Begin(Corpus.Manifest(1), Corpus.Start with { LooksUp = scanBelow == 0 ? 2 : Items }))
        using (GenerationLookup lookup = asking.Lookup(Items))
        using (GenerationLookup plain = experiment.Lookup(except: null, Items))
        {
            for (int i = 0; i < Items; i++)
            {
                RunReader? holder = Array.Find(newestFirst, run => run.TryGet(Corpus.Generation(i), out StoredGeneration own) && own is { Succeeded: true, IsReuse: false });
                Assert.Equal(holder is not null, lookup.TryFind(Corpus.Generation(i), out StoredGeneration found));
                if (holder is not null && holder.TryGet(Corpus.Generation(i), out StoredGeneration expected)) Assert.Equal(expected.Reference, found.Reference);
                KeyId task = Key.Of(Corpus.Question(i)).Id;
                foreach (RunReader run in newestFirst)
                {
                    TaskContent? content = run.ContentOf(task, source: null);
                    Assert.Equal(content, lookup.ContentOf(task, run.Info.Id));
                    // Who has noted no tasks reads the run.
                    Assert.Equal(content, plain.ContentOf(task, run.Info.Id));
                }
            }

            Assert.Equal(scanBelow == 0, lookup.UsesCatalog);
        }

        foreach (RunReader reader in newestFirst) reader.Dispose();
    }

    [Fact]
    public async Task A_look_up_that_is_begun_with_a_run_knows_what_was_there_then()
    {
        using Store store = Store.Open(_folder.Store);
        StoredExperiment experiment = store.Experiment("sums");
        await using (RunSession first = experiment.Begin(Corpus.Manifest(1), Corpus.Start)) Corpus.Append(first.Writer, 1);
        await using RunSession second = experiment.Begin(Corpus.Manifest(2), Corpus.Start with { LooksUp = 2 });
        using (GenerationLookup lookup = second.Lookup(2))
        {
            Assert.True(lookup.TryFind(Corpus.Generation(1), out _));
            await using (RunSession third = experiment.Begin(Corpus.Manifest(3), Corpus.Start)) Corpus.Append(third.Writer, 2);
            Assert.False(lookup.TryFind(Corpus.Generation(2), out _));
        }

        // The next one is another, and never finds the run's own records.
        Corpus.Append(second.Writer, 3);
        await second.FlushAsync();
        using GenerationLookup later = second.Lookup(2);
        Assert.True(later.TryFind(Corpus.Generation(2), out _));
        Assert.False(later.TryFind(Corpus.Generation(3), out _));
    }

    [Fact]
    public async Task What_can_not_be_read_is_told_to_whoever_asks_and_not_to_whoever_begins()
    {
        Unreadable files = new();
        using Store store = Store.Open(_folder.Store, new() { Files = files, UseSqlite = false });
        StoredExperiment experiment = store.Experiment("sums");
        await using (RunSession first = experiment.Begin(Corpus.Manifest(1), Corpus.Start))
        {
            Corpus.Append(first.Writer, 1);
            files.Run = first.Id;
        }

        await using (RunSession unasked = experiment.Begin(Corpus.Manifest(2), Corpus.Start with { LooksUp = 2 })) Corpus.Append(unasked.Writer, 2);
        await using RunSession session = experiment.Begin(Corpus.Manifest(3), Corpus.Start with { LooksUp = 2 });
        using GenerationLookup lookup = session.Lookup(2);
        for (int i = 0; i < 2; i++) Assert.Throws<StoreException>(() => lookup.TryFind(Corpus.Generation(1), out _));
        files.Run = null;
        Assert.True(lookup.TryFind(Corpus.Generation(1), out _));
    }

    [Fact]
    public async Task A_task_that_was_edited_since_its_record_is_revised_by_either_way_of_asking()
    {
        using Store store = Store.Open(_folder.Store);
        StoredExperiment experiment = store.Experiment("sums");
        await using (RunSession first = experiment.Begin(Corpus.Manifest(1), Corpus.Start)) Corpus.Append(first.Writer, 1);
        await using RunSession session = experiment.Begin(Corpus.Manifest(2), Corpus.Start);
        using GenerationLookup lookup = session.Lookup(2);
        Assert.True(lookup.TryFind(Corpus.Generation(1), out StoredGeneration found));
        Question same = Corpus.Question(1);
        Question edited = same with { Label = "edited" };
        Assert.False(session.Writer.Revise(Key.Of(same), same.Id, same, TaskContent.Of(same), lookup, found.Reference.Run));
        Assert.False(session.Writer.Revise(Key.Of(same), same.Id, same, TaskContent.Of(same), found.Reference.Run));
        Assert.True(session.Writer.Revise(Key.Of(edited), edited.Id, edited, TaskContent.Of(edited), lookup, found.Reference.Run));
        Assert.False(session.Writer.Revise(Key.Of(edited), edited.Id, edited, TaskContent.Of(edited), lookup, found.Reference.Run));
        // What this run says counts before what the other one says.
        Assert.True(session.Writer.Revise(Key.Of(same), same.Id, same, TaskContent.Of(same), lookup, found.Reference.Run));
    }

    // Some items of each kind: failed, answered once or twice, edited, taken over from an earlier run, left out.
    private static async Task FillAsync(StoredExperiment experiment, Draws draws, int run)
    {
        await using RunSession session = experiment.Begin(Corpus.Manifest(Items), Corpus.Start);
        using GenerationLookup lookup = experiment.Lookup(session.Id, Items);
        for (int i = 0; i < Items; i++)
        {
            int kind = draws.Next(8);
            Question question = Corpus.Question(i);
            if (kind is 0 or 1 or 2) Corpus.Append(session.Writer, i);
            if (kind is 2 or 3) Corpus.Solve(session.Writer, i);
            if (kind is 2 or 3) session.Writer.Failure(Corpus.Envelope(i, attempt: 2), new("timeout", "too late"));
            if (kind is 1 or 4) session.Writer.Task(Key.Of(question), question.Id, question with { Label = $"edited in {run}" });
            if (kind is 1) session.Writer.Record(Corpus.Envelope(i, attempt: 3), Corpus.Reply(i + run));
            if (kind is 5 && lookup.TryFind(Corpus.Generation(i), out StoredGeneration found)) session.Writer.Reuse(Corpus.Generation(i), found.Reference);
        }
    }

    /// <summary>The journal of one run can't be opened.</summary>
    private sealed class Unreadable : FileOperations
    {
        public RunId? Run { get; set; }

        public override SafeFileHandle OpenRead(string path) =>
            Run is { } run && path.Contains(run.Text, StringComparison.Ordinal) && path.Contains("journal", StringComparison.Ordinal) ? throw new IOException("The device says no.") : base.OpenRead(path);
    }

    /// <summary>A sequence of numbers that is the same everywhere: xorshift, G. Marsaglia 2003.</summary>
    private sealed class Draws(int seed)
    {
        private uint _state = (uint)seed * 2654435761 + 1;

        public int Next(int below)
        {
            _state ^= _state << 13;
            _state ^= _state >> 17;
            _state ^= _state << 5;
            return (int)(_state % (uint)below);
        }
    }
}
