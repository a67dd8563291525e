using System.Text;
using TrialKeep.Runtime.Keys;
using TrialKeep.Storage.Artifacts;
using TrialKeep.Storage.Erasure;
using TrialKeep.Storage.Runs;
using TrialKeep.Storage.Tests.Erasure;
using TrialKeep.Storage.Tests.Samples;

namespace TrialKeep.Storage.Tests.Transfer;

public sealed class MoveTests : IDisposable
{
    private const string Text = "Quill-4711";
    private readonly TemporaryFolder _folder = new(inMemory: true);

    private string Other => Path.Combine(_folder.Path, "other");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_run_that_reuses_others_stands_by_itself_where_it_is_moved_to(bool isSealed)
    {
        using Store store = Store.Open(_folder.Store);
        using Store target = Store.Open(Other);
        (RunId first, RunId second) = await PrivateStore.WriteAsync(store, Text, isSealed);
        StoredExperiment here = store.Experiment("sums"), there = target.Experiment("sums");
        here.Tag(second, "kept");
        string before = Results(here, second);
        Assert.Equal("True", before.Split(' ')[0]);
        here.Move(second, target);
        Assert.Equal([first], here.Runs());
        Assert.Equal([second], there.Runs());
        Assert.Equal(before, Results(there, second));
        Assert.True(store.Verify().IsSound && target.Verify() is { IsSound: true, Findings.IsEmpty: true }, string.Join("\n", target.Verify().Findings));
        Assert.Equal(["kept"], there.Marks(second).Tags);
        using RunReader reader = there.Read(second);
        Assert.True(reader.TryGet(PrivateStore.Generation(8, Text), out StoredGeneration own) && !own.IsReuse);
        // What belonged to the records came along, with its contents.
        StoredArtifact artifact = reader.Artifacts.Find("own", PrivateStore.Generation(8, Text))!;
        using Stream content = reader.Artifacts.Open(artifact);
        Assert.Equal([4, 5, 6], (byte[])[(byte)content.ReadByte(), (byte)content.ReadByte(), (byte)content.ReadByte()]);
        Assert.Equal(PrivateStore.Items, reader.Measurements.All().Count());
        using GenerationLookup lookup = there.Lookup(null);
        Assert.True(lookup.TryRead<Reply>(PrivateStore.Generation(3, Text), out Reply? reply) && reply.Shared == $"Shared: {Text}");
    }

    [Fact]
    public async Task An_experiment_is_moved_as_it_is_and_reuse_goes_on_there()
    {
        using Store store = Store.Open(_folder.Store, new() { UseSqlite = false });
        using Store target = Store.Open(Other, new() { UseSqlite = false });
        (RunId first, RunId second) = await PrivateStore.WriteAsync(store, Text);
        SortedDictionary<string, string> before = PrivateStore.Describe(store, Text);
        byte[] data = Content(store, first);
        store.Experiment("sums").MoveAll(target);
        Assert.Empty(store.Experiment("sums").Runs());
        Assert.Equal(before, PrivateStore.Describe(target, Text));
        Assert.Equal(data, Content(target, first));
        Assert.True(target.Verify() is { IsSound: true, Findings.IsEmpty: true });
        Assert.Contains($"'{second}' reuses", Assert.Throws<StoreException>(() => target.Experiment("sums").Delete(first)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_others_need_what_is_pinned_and_what_is_there_otherwise_stays_where_it_is()
    {
        using Store store = Store.Open(_folder.Store, new() { UseSqlite = false });
        using Store target = Store.Open(Other, new() { UseSqlite = false });
        (RunId first, RunId second) = await PrivateStore.WriteAsync(store, Text);
        StoredExperiment here = store.Experiment("sums"), there = target.Experiment("sums");
        Assert.Contains($"'{second}' reuses", Assert.Throws<StoreException>(() => here.Move(first, target)).Message, StringComparison.Ordinal);
        here.Pin(second);
        Assert.Contains("pinned", Assert.Throws<StoreException>(() => here.Move(second, target)).Message, StringComparison.Ordinal);
        here.Unpin(second);
        Assert.Empty(there.Runs());
        Assert.Throws<ArgumentException>(() => here.Copy(first, store));

        here.Copy(first, target);
        here.Copy(first, target);
        there.Seal(first);
        here.Copy(first, target);
        Assert.Equal([first, second], here.Runs());
        await using (RunSession session = here.Continue(first, Corpus.Start)) session.Writer.Event(new("later"));
        StoreException differs = Assert.Throws<StoreException>(() => here.Copy(first, target));
        Assert.Equal(Problem.BadState, differs.Problem);
        Assert.Contains("other content", differs.Message, StringComparison.Ordinal);
        await using (there.Continue(first, Corpus.Start))
        {
            Assert.Equal(Problem.Busy, Assert.Throws<StoreException>(() => here.Copy(second, target)).Problem);
        }

        Assert.Equal([first], there.Runs());
        Assert.Equal(Problem.NotFound, Assert.Throws<StoreException>(() => there.Move(second, store)).Problem);
    }

    [Fact]
    public async Task What_was_erased_does_not_come_back_by_a_move_and_stays_erased_after_one()
    {
        using Store store = Store.Open(_folder.Store, new() { UseSqlite = false });
        using Store target = Store.Open(Other, new() { UseSqlite = false });
        (RunId first, _) = await PrivateStore.WriteAsync(store, Text);
        store.Experiment("sums").Copy(first, target);
        target.Erase(EraseRequest.Item("item-8", "no consent"));
        target.Experiment("sums").Delete(first);
        StoreException refused = Assert.Throws<StoreException>(() => store.Experiment("sums").Copy(first, target));
        Assert.Contains("no consent", refused.Message, StringComparison.Ordinal);
        store.Erase(EraseRequest.Item("item-8", "asked again"));
        store.Experiment("sums").Copy(first, target);
        using Store third = Store.Open(Path.Combine(_folder.Path, "third"), new() { UseSqlite = false });
        store.Experiment("sums").Copy(first, third);
        Assert.Equal("asked again", third.Experiment("sums").Erased().Find("item-8", default, default)!.Reason);
        Assert.True(third.Verify().IsSound);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Whichever_file_operation_fails_the_run_is_whole_here_or_there_and_the_next_call_finishes(bool failsThere)
    {
        RunId second;
        string expected;
        string original = Path.Combine(_folder.Path, "original");
        using (Store store = Store.Open(original, new() { UseSqlite = false }))
        {
            (_, second) = await PrivateStore.WriteAsync(store, Text);
            expected = Results(store.Experiment("sums"), second);
        }

        for (int fail = 1; ; fail += failsThere ? 1 : 4)
        {
            foreach (string used in (string[])[_folder.Store, Other])
            {
                if (Directory.Exists(used)) Directory.Delete(used, recursive: true);
            }

            Copy(original, _folder.Store);
            FailingFiles files = new();
            using Store store = Store.Open(_folder.Store, failsThere ? new() { UseSqlite = false } : new() { UseSqlite = false, Files = files });
            using Store target = Store.Open(Other, failsThere ? new() { UseSqlite = false, Files = files } : new() { UseSqlite = false });
            files.FailAt = files.Operations + fail;
            Exception? error = Record.Exception(() => store.Experiment("sums").Move(second, target));
            Assert.True(error is null or StoreException, $"operation {fail}: {error}");
            bool reached = files.Operations >= files.FailAt;
            files.FailAt = 0;
            Assert.True(store.Verify().IsSound && target.Verify().IsSound);
            if (store.Experiment("sums").Runs().Contains(second))
            {
                Assert.Equal(expected, Results(store.Experiment("sums"), second));
                store.Experiment("sums").Move(second, target);
            }

            Assert.DoesNotContain(second, store.Experiment("sums").Runs());
            Assert.Equal(expected, Results(target.Experiment("sums"), second));
            Assert.True(target.Verify() is { IsSound: true, Findings.IsEmpty: true }, $"operation {fail}: {string.Join("\n", target.Verify().Findings)}");
            if (!reached) return;
        }
    }

    // What a person sees of a run, whoever holds the lines.
    private static string Results(StoredExperiment experiment, RunId id)
    {
        using RunReader run = experiment.Read(id);
        StringBuilder said = new();
        foreach (ManifestEntry entry in run.ReadManifest().Entries)
        {
            if (!run.TryGet(entry.Key, out StoredGeneration found)) continue;
            said.Append(found.Succeeded).Append(' ').Append(entry.Item).Append(' ').Append(run.ReadRecord<Reply>(found)).Append(' ').Append(run.ReadEnvelope(found));
            RunReader owner = run.ReaderOf(found);
            said.Append(owner.ReadTask(run.ReadEnvelope(found).Task)!.Item);
            foreach (EvaluationName name in run.Evaluations())
            {
                using EvaluationReader scores = run.Evaluation(name);
                Assert.True(scores.TryGet(entry.Key, out StoredScore score));
                said.Append(score.Value).Append(score.Explanation).Append(scores.IsCurrent(entry.Key, found.Reference, score.References)).AppendLine();
            }
        }

        return said.Append(run.Info.Status).Append(RunCounts.Of(run)).ToString();
    }

    private static byte[] Content(Store store, RunId run)
    {
        using RunReader reader = store.Experiment("sums").Read(run);
        Digest content = reader.DataSets().Single(static one => one.Snapshot.IsKept).Snapshot.Content;
        using MemoryStream copy = new();
        using Stream stream = store.Objects.Open(content, reader.DataSets().Single().Snapshot.Bytes);
        stream.CopyTo(copy);
        return copy.ToArray();
    }

    private static void Copy(string from, string to)
    {
        foreach (string path in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            string target = Path.Combine(to, Path.GetRelativePath(from, path));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(path, target);
        }
    }
}
