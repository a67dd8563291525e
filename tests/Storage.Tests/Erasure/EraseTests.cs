using TrialKeep.Runtime.Keys;
using TrialKeep.Storage.Erasure;
using TrialKeep.Storage.Runs;
using TrialKeep.Storage.Tests.Samples;

namespace TrialKeep.Storage.Tests.Erasure;

public sealed class EraseTests : IDisposable
{
    private const string Plain = "Quill-4711";
    private const string Escaped = "Zoë \"Ada\" Quill\n& <co>";
    private readonly TemporaryFolder _folder = new(inMemory: true);

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(Plain, false)]
    [InlineData(Plain, true)]
    [InlineData(Escaped, false)]
    [InlineData(Escaped, true)]
    public async Task A_text_is_nowhere_in_the_store_and_everything_else_is_as_it_was(string text, bool isSealed)
    {
        using Store store = Store.Open(_folder.Store);
        (RunId first, RunId second) = await PrivateStore.WriteAsync(store, text, isSealed);
        await PrivateStore.WriteAsync(store, text, isSealed, "other");
        await Litter(store, first, text);
        store.CopyContents();
        Assert.True(Grep.Find(_folder.Store, text).Count > 8);
        SortedDictionary<string, string> before = PrivateStore.Describe(store, text);

        EraseReport planned = store.PlanErase(EraseRequest.Text(text, "asked for by the person"));
        Assert.Equal(before, PrivateStore.Describe(store, text));
        Assert.Equal(planned.Parts, store.PlanErase(EraseRequest.Text(text, "asked for by the person")).Parts);
        EraseReport report = store.Erase(EraseRequest.Text(text, "asked for by the person"));

        Assert.Empty(Grep.Find(_folder.Store, text));
        SortedDictionary<string, string> after = PrivateStore.Describe(store, text);
        Assert.All(after, one => Assert.Equal(before[one.Key], one.Value));
        string[] gone = [.. before.Keys.Except(after.Keys).Where(key => key.StartsWith($"sums {first}", StringComparison.Ordinal)).Select(key => key[$"sums {first} ".Length..]).Where(key => !key.StartsWith("measurement", StringComparison.Ordinal))];
        Assert.Equal(["artifact trace", "checkpoint state", "record 1", "record 2", "record 3", "record 7", "score 1", "score 2", "score 3", "score 5", "score 7", "task 1", "task 7"], gone);
        Assert.DoesNotContain(after.Keys, key => new[] { 1, 2, 3, 7 }.Any(i => key.EndsWith($"{second} record {i}", StringComparison.Ordinal) || key.EndsWith($"{second} score {i}", StringComparison.Ordinal)));
        Assert.Contains($"sums {second} score 8", after.Keys);
        Assert.True(store.Verify() is { IsSound: true } verified && verified.Findings.IsEmpty, string.Join("\n", store.Verify().Findings));
        Assert.Equal((4, 2, 2, 2), (report.Generations, report.Count(ErasedKind.Object), report.Count(ErasedKind.Event), report.Count(ErasedKind.Checkpoint)));
        Assert.True(store.PlanErase(EraseRequest.Text(text, "once more")).IsEmpty);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_item_goes_with_all_that_came_of_it(bool isSealed)
    {
        using Store store = Store.Open(_folder.Store);
        (RunId first, RunId second) = await PrivateStore.WriteAsync(store, Plain, isSealed);
        SortedDictionary<string, string> before = PrivateStore.Describe(store, Plain);
        EraseReport report = store.Erase(EraseRequest.Item("item-8", "no consent"));
        Assert.Empty(Grep.Find(_folder.Store, "item-8"));
        Assert.Empty(Grep.Find(_folder.Store, "a shared text of its own"));
        Assert.NotEmpty(Grep.Find(_folder.Store, "a shared text of many"));
        SortedDictionary<string, string> after = PrivateStore.Describe(store, Plain);
        Assert.All(after, one => Assert.Equal(before[one.Key], one.Value));
        KeyId key = PrivateStore.Generation(8, Plain);
        Assert.Equal(
            [$"sums {first} artifact own", $"sums {first} checkpoint state", $"sums {first} measurement {key} latency", $"sums {first} record 8", $"sums {first} score 8", $"sums {first} task 8", $"sums {second} record 8", $"sums {second} score 8"],
            before.Keys.Except(after.Keys));
        Assert.True(store.Verify() is { IsSound: true } verified && verified.Findings.IsEmpty, string.Join("\n", store.Verify().Findings));
        Assert.Equal((1, 2), (report.Generations, report.Count(ErasedKind.Manifest)));
        RunInfo info = store.Experiment("sums").Info(first);
        Assert.Equal((RunStatus.Completed, new RunCounts(PrivateStore.Items, PrivateStore.Items - 1, 0, 0) { Erased = 1 }), (info.Status, info.Counts));
        using RunReader reader = store.Experiment("sums").Read(second);
        Assert.Equal(info.Counts, RunCounts.Of(reader));
    }

    [Fact]
    public async Task What_was_erased_is_known_by_digest_and_reason_and_is_not_found_again_when_its_runs_are_deleted()
    {
        using Store store = Store.Open(_folder.Store, new() { UseSqlite = false });
        (RunId first, RunId second) = await PrivateStore.WriteAsync(store, Plain);
        StoredExperiment experiment = store.Experiment("sums");
        store.Erase(EraseRequest.Item("item-8", "no consent"));
        store.Erase(EraseRequest.Generation(PrivateStore.Generation(0, Plain), "a wrong bill"));
        using (RunReader reader = experiment.Read(first))
        {
            Assert.True(reader.IsErased(PrivateStore.Generation(0, Plain)) && reader.IsErased(PrivateStore.Generation(8, Plain)));
            Assert.NotNull(reader.ReadTask(Key.Of(PrivateStore.Question(0, Plain)).Id));
        }

        experiment.Delete(second);
        experiment.Delete(first);
        ErasedWork erased = experiment.Erased();
        KeyId other = Digest.Of("another prompt"u8).Id;
        Assert.Equal("no consent", erased.Find("item-8", other, other)!.Reason);
        Assert.Equal((ErasedSubject.Generation, "a wrong bill"), erased.Find("item-0", other, PrivateStore.Generation(0, Plain)) is { } stone ? (stone.Of, stone.Reason) : default);
        Assert.Null(erased.Find("item-7", other, other));
        Assert.DoesNotContain("item-8", await File.ReadAllTextAsync(Path.Combine(_folder.Store, "erased.jsonl")), StringComparison.Ordinal);

        // Somebody writes it again: a look-up does not hand it out.
        await using (RunSession session = experiment.Begin(PrivateStore.Manifest(Plain), Corpus.Start))
        {
            session.Writer.Record(new(PrivateStore.Generation(0, Plain), other, other, 0, 1, default, default), new Reply("again"));
            session.Writer.Record(new(PrivateStore.Generation(5, Plain), other, other, 0, 1, default, default), new Reply("again"));
        }

        using GenerationLookup lookup = experiment.Lookup(null);
        Assert.False(lookup.TryFind(PrivateStore.Generation(0, Plain), out _) || lookup.TryRead<Reply>(PrivateStore.Generation(0, Plain), out _));
        Assert.True(lookup.TryFind(PrivateStore.Generation(5, Plain), out _));
    }

    [Fact]
    public async Task A_task_goes_by_its_key_from_one_experiment_and_stays_in_another()
    {
        using Store store = Store.Open(_folder.Store, new() { UseSqlite = false });
        await PrivateStore.WriteAsync(store, Plain);
        await PrivateStore.WriteAsync(store, Plain, experiment: "other");
        SortedDictionary<string, string> before = PrivateStore.Describe(store, Plain);
        KeyId task = Key.Of(PrivateStore.Question(8, Plain)).Id;
        EraseReport report = store.Erase(EraseRequest.Task(task, "no consent") with { Experiment = "sums" });
        SortedDictionary<string, string> after = PrivateStore.Describe(store, Plain);
        Assert.All(after, one => Assert.Equal(before[one.Key], one.Value));
        Assert.All(before.Keys.Except(after.Keys), key => Assert.StartsWith("sums ", key, StringComparison.Ordinal));
        // The other experiment refers to the same contents.
        Assert.Equal((1, 1, 0), (report.Generations, report.Count(ErasedKind.Task), report.Count(ErasedKind.Object)));
        KeyId other = Digest.Of("x"u8).Id;
        Assert.NotNull(store.Experiment("sums").Erased().Find("anything", task, other));
        Assert.Null(store.Experiment("other").Erased().Find("anything", task, other));
        Assert.True(store.Verify().IsSound);
        Assert.Equal(Problem.NotFound, Assert.Throws<StoreException>(() => store.Erase(EraseRequest.Task(task, "x") with { Experiment = "none" })).Problem);
    }

    [Fact]
    public async Task Whoever_works_on_a_run_is_named_and_nothing_is_erased()
    {
        using Store store = Store.Open(_folder.Store, new() { UseSqlite = false });
        (_, RunId second) = await PrivateStore.WriteAsync(store, Plain);
        SortedDictionary<string, string> before = PrivateStore.Describe(store, Plain);
        await using (RunSession session = store.Experiment("sums").Continue(second, Corpus.Start))
        {
            StoreException busy = Assert.Throws<StoreException>(() => store.Erase(EraseRequest.Item("item-8", "no consent")));
            Assert.Equal(Problem.Busy, busy.Problem);
            Assert.Contains(second.Text, busy.Message, StringComparison.Ordinal);
            Assert.False(File.Exists(Path.Combine(_folder.Store, "erased.jsonl")));
            Assert.False(store.PlanErase(EraseRequest.Item("item-8", "no consent")).IsEmpty);
        }

        Assert.Equal(before, PrivateStore.Describe(store, Plain));
    }

    [Fact]
    public async Task Who_stores_for_another_experiment_an_object_that_is_erased_waits_or_is_named()
    {
        PausingFiles files = new();
        using Store store = Store.Open(_folder.Store, new() { UseSqlite = false, Files = files });
        await PrivateStore.WriteAsync(store, Plain);
        EraseRequest request = EraseRequest.Item("item-8", "no consent") with { Experiment = "sums" };
        byte[] content = [4, 5, 6];
        using Store second = Store.Open(_folder.Store, new() { UseSqlite = false });
        await using (RunSession session = second.Experiment("other").Begin(Corpus.Manifest(1), Corpus.Start))
        {
            StoreException busy = Assert.Throws<StoreException>(() => store.Erase(request));
            Assert.Equal(Problem.Busy, busy.Problem);
            Assert.Contains(session.Id.Text, busy.Message, StringComparison.Ordinal);
            Assert.False(File.Exists(Path.Combine(_folder.Store, "erased.jsonl")));
        }

        Task? storing = null;
        files.OnDelete = path =>
        {
            if (!path.EndsWith(Digest.Of(content).ToString(), StringComparison.Ordinal)) return;
            storing = Task.Run(async () =>
            {
                await using RunSession session = second.Experiment("new").Begin(Corpus.Manifest(1), Corpus.Start);
                using MemoryStream stream = new(content);
                await session.Writer.ArtifactAsync(new("own"), stream, TestContext.Current.CancellationToken);
            });
            Assert.False(storing.Wait(TimeSpan.FromMilliseconds(100)));
        };
        Assert.Equal(2, store.Erase(request).Count(ErasedKind.Object));
        await storing!;
        Assert.True(store.Objects.Contains(Digest.Of(content)));
        Assert.Empty(store.Verify().Findings);
    }

    [Fact]
    public async Task What_can_not_be_erased_is_refused_with_the_cure()
    {
        using Store store = Store.Open(_folder.Store, new() { UseSqlite = false });
        (RunId first, _) = await PrivateStore.WriteAsync(store, Plain);
        Assert.Contains("'sums'", Assert.Throws<StoreException>(() => store.Erase(EraseRequest.Text("sums", "x"))).Message, StringComparison.Ordinal);
        Assert.Equal(Problem.BadState, Assert.Throws<StoreException>(() => store.PlanErase(EraseRequest.Text("tests.reply", "x"))).Problem);
        Assert.Throws<ArgumentException>(() => EraseRequest.Text("ab", "x"));
        Assert.Throws<ArgumentException>(() => EraseRequest.Text(Plain, $"because {Plain} asked"));
        Assert.Throws<ArgumentException>(() => EraseRequest.Item("item-8", " "));
        string journal = Directory.EnumerateFiles(Path.Combine(_folder.Store, "experiments", "sums", "runs", first.Text, "journal")).Single();
        byte[] content = await File.ReadAllBytesAsync(journal);
        content[content.Length / 2] ^= 1;
        await File.WriteAllBytesAsync(journal, content);
        StoreException damaged = Assert.Throws<StoreException>(() => store.Erase(EraseRequest.Item("item-8", "x")));
        Assert.Equal((Problem.Damaged, journal), (damaged.Problem, damaged.File));
        Assert.False(File.Exists(Path.Combine(_folder.Store, "erased.jsonl")));
    }

    [Fact]
    public async Task A_damaged_list_of_what_was_erased_is_an_error_and_no_rerun()
    {
        using Store store = Store.Open(_folder.Store, new() { UseSqlite = false });
        await PrivateStore.WriteAsync(store, Plain);
        store.Erase(EraseRequest.Item("item-8", "no consent"));
        string path = Path.Combine(_folder.Store, "erased.jsonl");
        byte[] whole = await File.ReadAllBytesAsync(path);
        for (int i = 1; i < whole.Length; i += 7)
        {
            byte[] bad = [.. whole];
            bad[i] ^= 4;
            await File.WriteAllBytesAsync(path, bad);
            Assert.Equal((Problem.Damaged, path), Assert.Throws<StoreException>(() => store.Experiment("sums").Erased()) is { } error ? (error.Problem, error.File) : default);
            await File.WriteAllBytesAsync(path, whole[..i]);
            Assert.Throws<StoreException>(() => store.Experiment("sums").Erased());
        }

        Assert.False(store.Verify().IsSound);
        await File.WriteAllBytesAsync(path, whole);
        Assert.True(store.Verify().IsSound);
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(true, true)]
    [InlineData(false, false)]
    [InlineData(false, true)]
    public async Task Whichever_file_operation_fails_the_next_call_finishes_and_nothing_else_is_lost(bool isText, bool staysBroken)
    {
        string original = Path.Combine(_folder.Path, "original");
        SortedDictionary<string, string> expected;
        EraseRequest request = isText ? EraseRequest.Text(Escaped, "asked for") : EraseRequest.Item("item-8", "asked for");
        string wanted = isText ? Escaped : "item-8";
        using (Store store = Store.Open(original, new() { UseSqlite = false })) await PrivateStore.WriteAsync(store, Escaped, isSealed: staysBroken);
        Copy(original, _folder.Store);
        FailingFiles counting = new();
        int opening;
        using (Store store = Store.Open(_folder.Store, new() { UseSqlite = false, Files = counting }))
        {
            opening = counting.Operations;
            store.Erase(request);
            expected = PrivateStore.Describe(store, Escaped);
        }

        int last = counting.Operations;
        Assert.True(last - opening > 200);
        for (int failAt = opening + 1; failAt <= last; failAt += Sweep.Every(isText && !staysBroken ? 5 : 13))
        {
            Directory.Delete(_folder.Store, recursive: true);
            Copy(original, _folder.Store);
            using (Store failing = Store.Open(_folder.Store, new() { UseSqlite = false, Files = new FailingFiles { FailAt = failAt, StaysBroken = staysBroken } }))
            {
                Exception? error = Record.Exception(() => failing.Erase(request));
                Assert.True(error is null or StoreException, $"operation {failAt}: {error}");
            }

            using Store store = Store.Open(_folder.Store, new() { UseSqlite = false });
            SortedDictionary<string, string> between = PrivateStore.Describe(store, Escaped);
            Assert.All(expected, one => Assert.Equal(one.Value, between[one.Key]));
            store.Erase(request);
            Assert.Equal(expected, PrivateStore.Describe(store, Escaped));
            Assert.Empty(Grep.Find(_folder.Store, wanted));
            Assert.True(store.Verify() is { IsSound: true, Findings.IsEmpty: true }, $"operation {failAt}: {string.Join("\n", store.Verify().Findings)}");
        }
    }

    // What killed processes leave, and what stands beside the runs.
    private async Task Litter(Store store, RunId run, string text)
    {
        string runs = Path.Combine(_folder.Store, "experiments", "sums", "runs");
        string folder = Path.Combine(runs, run.Text);
        Directory.CreateDirectory(Path.Combine(folder, "lost+found"));
        await File.WriteAllTextAsync(Path.Combine(folder, "lost+found", "journal-w0001-000001-17.torn"), text);
        await File.WriteAllTextAsync(Path.Combine(folder, "manifest.jsonl.tmp"), text);
        Directory.CreateDirectory(Path.Combine(runs, ".deleted-20260101T000000000Z-0123456789abcdef"));
        await File.WriteAllTextAsync(Path.Combine(runs, ".deleted-20260101T000000000Z-0123456789abcdef", "run.json"), text);
        Directory.CreateDirectory(Path.Combine(runs, "20260101T000000000Z-0123456789abcdef"));
        await File.WriteAllTextAsync(Path.Combine(runs, "20260101T000000000Z-0123456789abcdef", "manifest.jsonl"), text);
        await File.WriteAllTextAsync(Path.Combine(_folder.Store, "objects", "incoming", $"sums~{run}~w0001~9.tmp"), text);
        await File.WriteAllTextAsync(Path.Combine(_folder.Store, "catalog.db.damaged"), text);
        // A segment that ends in the middle of a line.
        string journal = Directory.EnumerateFiles(Path.Combine(folder, "journal")).Order(StringComparer.Ordinal).Last();
        if (journal.EndsWith(".jsonl", StringComparison.Ordinal)) await File.AppendAllTextAsync(journal, $"{{\"kind\":\"event\",\"seq\":1,\"text\":\"{text}");
        Assert.NotNull(store);
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
