using FsCheck;
using FsCheck.Fluent;
using TrialKeep.Runtime.Keys;
using TrialKeep.Storage.Maintenance;
using TrialKeep.Storage.Runs;
using TrialKeep.Storage.Tests.Samples;

namespace TrialKeep.Storage.Tests.Maintenance;

public sealed class CompactionTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Results_are_the_same_before_and_after_and_what_is_superseded_is_gone() =>
        Prop.ForAll(Gen.Choose(0, 10_000).ArrayOf(50).ToArbitrary(), static script =>
        {
            using TemporaryFolder folder = new(inMemory: true);
            bool isSealed = script[0] % 2 == 0;
            using Store store = Store.Open(folder.Store, new() { UseSqlite = script[1] % 2 == 0, ScanBelow = 0, SegmentBytes = 2000, SealFrom = long.MaxValue });
            Wear.WriteAsync(store, script).GetAwaiter().GetResult();
            if (isSealed) store.Seal();
            SortedSet<string> before = Wear.Facts(store);
            Assert.True(store.Verify().IsSound);
            CompactionPolicy policy = new() { KeepsFailures = script[2] % 2 == 0 };
            long bytes = store.Size().Total.Bytes;
            IReadOnlyList<CompactionResult> plan = store.PlanCompaction(policy);
            Assert.Equal(plan, store.Compact(policy));
            Assert.All(plan, static one => Assert.Null(one.Obstacle));
            Assert.Equal(before, Wear.Facts(store));
            VerifyReport report = store.Verify();
            Assert.True(report.IsSound, string.Join('\n', report.Findings));
            Assert.All(store.Compact(policy), static one => Assert.Equal((0L, 0L), (one.Lines, one.Bytes)));
            Assert.Equal(before, Wear.Facts(store));
            if (policy.KeepsFailures) return;
            // Winners, what is referred to, and the highest attempt: at most three lines a generation in each run.
            Assert.InRange(store.Experiment("sums").StreamAttempts().Records<Reply>().Count(), 0, 2 * Wear.Items * 6);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(25));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_a_transform_made_anew_takes_the_place_of_what_it_made_before(bool isSealed)
    {
        using Store store = Store.Open(_folder.Store, new() { UseSqlite = false });
        (RunId first, _) = await SampleStore.WriteAsync(store);
        KeyId transform = Digest.Of("answer"u8).Id, other = Digest.Of("other"u8).Id;
        for (int pass = 0; pass < 3; pass++)
        {
            await using RunSession session = store.Experiment("sums").Continue(first, Corpus.Start);
            Assert.True(session.Reader.TryGet(Corpus.Generation(1), out StoredGeneration found));
            TransformEnvelope envelope = new(found.Key, found.Reference, transform, Digest.Of("input"u8).Id, "answer", default);
            if (pass == 0) session.Writer.TransformFailure(envelope, new("deaf", "nothing heard"));
            else session.Writer.Transform(envelope, new Reply($"pass {pass}"));
            if (pass == 0) session.Writer.TransformNone(envelope with { Transform = other }, "nothing there");
            session.SetStatus(RunStatus.Completed, session.Reader.Info.Counts);
        }

        if (isSealed) store.Seal();
        CompactionResult result = store.Compact(new() { Experiment = "sums", Run = first }).Single();
        Assert.Equal((2L, 2L, null), (result.Transforms, result.Lines, result.Obstacle));
        using TransformReader transforms = store.Experiment("sums").Transforms(first);
        Assert.Equal("pass 2", transforms.Read<Reply>(Corpus.Generation(1), transform).Text);
        Assert.Equal(TransformOutcome.None, transforms.Find(Corpus.Generation(1), other)!.Outcome);
        Assert.Empty(store.Verify().Findings);
        Assert.Equal(0, store.PlanCompaction()[1].Lines);
    }

    [Fact]
    public async Task A_plan_says_what_goes_and_writes_nothing()
    {
        using Store store = Store.Open(_folder.Store);
        (RunId first, RunId second) = await SampleStore.WriteAsync(store);
        StoredExperiment experiment = store.Experiment("sums");
        await using (RunSession session = experiment.Continue(first, Corpus.Start))
        {
            Corpus.Append(session.Writer, 0); // reused by the second run and scored: the former one stays
            session.Writer.Failure(Corpus.Envelope(1, 2), new("timeout", "late"));
        }

        await using (RunSession session = experiment.Continue(second, Corpus.Start))
        {
            Corpus.Append(session.Writer, 4); // nobody needs the former one
            session.Writer.Failure(Corpus.Envelope(4, 1), new("timeout", "late"));
        }

        string[] files = Contents();
        CompactionResult[] plan = [.. store.PlanCompaction()];
        Assert.Equal([second, first], plan.Select(static one => one.Run));
        Assert.Equal((1, 0, 1), (plan[0].Records, plan[0].Failures, plan[0].Tasks));
        Assert.Equal((0, 0, 1), (plan[1].Records, plan[1].Failures, plan[1].Tasks));
        Assert.All(plan, static one => Assert.True(one.Bytes > 100 && one.Lines == one.Records + one.Tasks + one.Texts));
        Assert.Equal(1, store.PlanCompaction(new() { KeepsFailures = false })[0].Failures);
        // The second attempt is the highest there is.
        Assert.Equal(0, store.PlanCompaction(new() { KeepsFailures = false })[1].Failures);
        Assert.Equal(files, Contents());
        Assert.Equal(plan[0], Assert.Single(store.Compact(new() { Experiment = "sums", Run = second })));
        Assert.Equal(plan[1], store.PlanCompaction()[1]);
        Assert.Equal(plan[1] with { }, store.Compact()[1]);
        Assert.True(store.Verify().IsSound);
    }

    [Theory]
    [InlineData(0.5)]
    // Nothing in the journal stands behind its last line and says that it was flushed.
    [InlineData(0.999)]
    public async Task Nothing_goes_while_somebody_works_or_something_is_damaged(double at)
    {
        using Store store = Store.Open(_folder.Store, new() { UseSqlite = false });
        (RunId first, RunId second) = await SampleStore.WriteAsync(store);
        StoredExperiment experiment = store.Experiment("sums");
        await using (RunSession session = experiment.Continue(second, Corpus.Start))
        {
            await Corpus.Append(session.Writer, 4).Durable;
            Assert.All(store.Compact(), one => Assert.Contains(second.Text, one.Obstacle, StringComparison.Ordinal));
        }

        string segment = Directory.GetFiles(Path.Combine(_folder.Store, "experiments", "sums", "runs", first.Text, "journal"))[0];
        byte[] good = await File.ReadAllBytesAsync(segment), bad = [.. good];
        bad[(int)(bad.Length * at)] ^= 1;
        await File.WriteAllBytesAsync(segment, bad);
        CompactionResult[] results = [.. store.Compact()];
        Assert.All(results, one => Assert.Contains($"Run '{first}' is damaged", one.Obstacle, StringComparison.Ordinal));
        Assert.All(results, static one => Assert.Equal(0, one.Lines));
        await File.WriteAllBytesAsync(segment, good);
        Assert.Equal(1, store.Compact()[0].Records);
        Assert.Equal(Problem.NotFound, Assert.Throws<StoreException>(() => store.Compact(new() { Experiment = "sums", Run = RunId.Parse("20200101T000000000Z-0000000000000000") })).Problem);
        Assert.Throws<ArgumentException>(() => store.Compact(new() { Run = first }));
    }

    [Fact]
    public async Task A_catalog_knows_where_the_lines_went()
    {
        using Store store = Store.Open(_folder.Store, new() { ScanBelow = 0 });
        (_, RunId second) = await SampleStore.WriteAsync(store);
        await using (RunSession session = store.Experiment("sums").Continue(second, Corpus.Start)) Corpus.Append(session.Writer, 4);
        store.Compact();
        using GenerationLookup lookup = store.Experiment("sums").Lookup(null);
        Assert.True(lookup.TryFind(Corpus.Generation(4), out StoredGeneration found));
        Assert.True(lookup.UsesCatalog);
        Assert.Equal(("w0002", second), (found.Reference.Writer, found.Reference.Run));
        Assert.Empty(store.Notices);
    }

    [Fact]
    public async Task Whichever_file_operation_fails_results_are_the_same_and_the_next_compaction_finishes()
    {
        string worn = Path.Combine(_folder.Path, "worn");
        SortedSet<string> facts;
        using (Store store = Store.Open(worn, new() { UseSqlite = false }))
        {
            await Wear.WriteAsync(store, Enumerable.Range(0, 28).Select(static i => i * 1237 % 1000));
            store.Experiment("sums").Seal(store.Experiment("sums").Runs()[0]);
            facts = Wear.Facts(store);
            IReadOnlyList<CompactionResult> plan = store.PlanCompaction();
            Assert.True(plan.Sum(static one => one.Lines) > 3, string.Join('\n', plan));
        }

        for (int fail = 1; ; fail += Sweep.Every(2))
        {
            using TemporaryFolder folder = new(inMemory: true);
            SampleStore.Copy(worn, folder.Store);
            FailingFiles files = new();
            using Store store = Store.Open(folder.Store, new() { UseSqlite = false, Files = files });
            files.FailAt = files.Operations + fail;
            Exception? error = Record.Exception(() => store.Compact());
            bool reached = files.Operations >= files.FailAt;
            files.FailAt = 0;
            Assert.True(error is null or StoreException, $"{fail}: {error}");
            Assert.Equal(facts, Wear.Facts(store));
            VerifyReport report = store.Verify();
            Assert.True(report.IsSound, $"{fail}: {string.Join('\n', report.Findings)}");
            store.Compact();
            Assert.Equal(facts, Wear.Facts(store));
            // A segment that was to be sealed again and is not is sealed as any other.
            store.Seal();
            Assert.Empty(store.Verify().Findings);
            if (!reached) return;
        }
    }

    private string[] Contents() => [.. Directory.GetFiles(_folder.Store, "*.jsonl*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(static path => $"{path} {Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(path)))}")];
}
