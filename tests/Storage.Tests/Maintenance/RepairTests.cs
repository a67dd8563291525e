using System.Globalization;
using System.Text;
using TrialKeep.Storage.Maintenance;
using TrialKeep.Storage.Runs;
using TrialKeep.Storage.Tests.Samples;

namespace TrialKeep.Storage.Tests.Maintenance;

public sealed class RepairTests : IDisposable
{
    // Beside runs: repair is about those.
    private static readonly string[] s_ignored = ["catalog.db", ".lock", "trialkeep.json", "objects"];
    private readonly TemporaryFolder _folder = new(inMemory: true);

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_whole_store_is_left_as_it_is(bool isSealed)
    {
        using Store store = Store.Open(_folder.Store, new() { UseSqlite = false });
        await SampleStore.WriteAsync(store, isSealed);
        Dictionary<string, string> before = Contents(_folder.Store);
        Assert.Empty(store.PlanRepair().Actions);
        Assert.Empty(store.Repair().Actions);
        Assert.Equal(before, Contents(_folder.Store));
    }

    [Theory]
    [InlineData(false, false, 89)]
    [InlineData(true, false, 71)]
    [InlineData(false, true, 131)]
    [InlineData(true, true, 97)]
    public async Task Whichever_byte_is_changed_or_cut_the_store_is_sound_afterwards_or_says_what_is_not(bool isSealed, bool isCut, int step)
    {
        string pristine = Path.Combine(_folder.Path, "pristine");
        using (Store whole = Store.Open(pristine, new() { UseSqlite = false })) await SampleStore.WriteAsync(whole, isSealed);
        foreach (string name in Contents(pristine).Keys.Where(static name => !s_ignored.Any(part => name.Contains(part, StringComparison.Ordinal))))
        {
            byte[] good = await File.ReadAllBytesAsync(Path.Combine(pristine, name));
            for (int at = 0; at < good.Length; at += step)
            {
                byte[] bad = isCut ? good[..at] : [.. good];
                if (!isCut) bad[at] ^= 1;
                string where = string.Create(CultureInfo.InvariantCulture, $"{(isCut ? "cut" : "flip")} at {at} of {name}");
                SampleStore.Copy(pristine, _folder.Store);
                await File.WriteAllBytesAsync(Path.Combine(_folder.Store, name), bad);
                CheckRepair(where, name, bad);
                Directory.Delete(_folder.Store, recursive: true);
            }
        }
    }

    [Fact]
    public async Task The_bad_line_is_set_aside_and_what_needs_it_goes_and_the_run_is_to_be_done_again()
    {
        using Store store = Store.Open(_folder.Store);
        (RunId first, RunId second) = await SampleStore.WriteAsync(store);
        string segment = Segment(first);
        byte[] content = await File.ReadAllBytesAsync(segment);
        int line = content.AsSpan().IndexOf("{\"kind\":\"record\""u8), end = line + content.AsSpan(line).IndexOf((byte)'\n');
        content[line + 60] ^= 4;
        await File.WriteAllBytesAsync(segment, content);
        RepairReport plan = store.PlanRepair(), done = store.Repair();
        Assert.Equal(plan.Actions, done.Actions);
        Assert.True(done.IsComplete);
        RepairAction journal = done.Actions.Single(action => action.File == segment);
        Assert.Equal((RepairKind.Segment, 1L, 0L, (long)(end + 1 - line)), (journal.Kind, journal.Lost, journal.Useless, journal.SetAsideBytes));
        byte[] aside = await File.ReadAllBytesAsync(journal.SetAside!);
        Assert.Equal($"{{\"file\":\"journal/w0001-000001.jsonl\",\"inflated\":false,\"offset\":{line},\"bytes\":{end + 1 - line}}}\n{Encoding.UTF8.GetString(content.AsSpan(line, end + 1 - line))}\n", Encoding.UTF8.GetString(aside));
        // A score of the first run, and the reuse and its score in the second.
        Assert.Equal([0L, 1, 1, 1], done.Actions.Where(static action => action.Kind == RepairKind.Segment).Select(static action => action.Useless).Order());
        VerifyReport report = store.Verify();
        Assert.True(report.IsSound, string.Join('\n', report.Findings));
        StoredExperiment experiment = store.Experiment("sums");
        Assert.Equal((RunStatus.Failed, new RunCounts(4, 3, 0, 1)), (experiment.Info(first).Status, experiment.Info(first).Counts));
        Assert.Equal((RunStatus.Failed, new RunCounts(5, 4, 0, 1)), (experiment.Info(second).Status, experiment.Info(second).Counts));
        Assert.Contains("1 of the results are lost", experiment.Info(first).Reason, StringComparison.Ordinal);
        await using (RunSession session = experiment.Continue(first, Corpus.Start)) Corpus.Append(session.Writer, 0);
        Assert.True(store.Verify().IsSound);
        Assert.Empty(store.Repair().Actions);
    }

    [Fact]
    public async Task A_bad_run_json_is_made_anew_and_a_missing_one_too()
    {
        using Store store = Store.Open(_folder.Store, new() { UseSqlite = false });
        (RunId first, RunId second) = await SampleStore.WriteAsync(store);
        StoredExperiment experiment = store.Experiment("sums");
        RunInfo before = experiment.Info(first);
        await File.WriteAllTextAsync(Path.Combine(RunFolder(first), "run.json"), "{\"format\":1,\"fresh\":true");
        File.Delete(Path.Combine(RunFolder(second), "run.json"));
        RepairReport report = store.Repair();
        Assert.Equal([RepairKind.MadeAnew, RepairKind.MadeAnew], report.Actions.Select(static action => action.Kind));
        RunInfo after = experiment.Info(first);
        Assert.Equal((before.Manifest, before.Counts, RunStatus.Completed, true, null), (after.Manifest, after.Counts, after.Status, after.IsFresh, after.Configuration));
        Assert.Equal(new RunCounts(5, 5, 0, 0), experiment.Info(second).Counts);
        Assert.True(store.Verify().IsSound);
        Assert.Equal([first, second], experiment.Runs());
    }

    [Fact]
    public async Task A_manifest_is_made_anew_from_what_else_knows_it_or_named()
    {
        using Store store = Store.Open(_folder.Store, new() { UseSqlite = false });
        (RunId first, _) = await SampleStore.WriteAsync(store);
        StoredExperiment experiment = store.Experiment("sums");
        Manifest manifest;
        using (RunReader reader = experiment.Read(first)) manifest = reader.ReadManifest();
        string path = Path.Combine(RunFolder(first), "manifest.jsonl");
        string[] lines = await File.ReadAllLinesAsync(path);
        foreach (string[] bad in (string[][])[["x", .. lines[1..]], lines[1..], [.. lines[..2], .. lines[3..]], lines[..^1]])
        {
            await File.WriteAllTextAsync(path, string.Join('\n', bad) + "\n");
            Assert.Equal(RepairKind.MadeAnew, Assert.Single(store.Repair().Actions).Kind);
            using RunReader reader = experiment.Read(first);
            Assert.Equal(manifest.Entries, reader.ReadManifest().Entries);
        }

        await File.WriteAllTextAsync(path, string.Join('\n', lines[..^2]) + "\n");
        RepairReport report = store.Repair();
        Assert.False(report.IsComplete);
        Assert.Equal((RepairKind.NotRepairable, path), (report.Actions[0].Kind, report.Actions[0].File));
        // Another run of the same manifest knows it.
        await using (experiment.Begin(manifest, Corpus.Start)) { }
        Assert.Equal(RepairKind.MadeAnew, Assert.Single(store.Repair().Actions).Kind);
        Assert.True(store.Verify().IsSound);
    }

    [Fact]
    public async Task Segments_that_are_gone_or_out_of_order_leave_gaps_and_their_neighbours_whole()
    {
        using Store store = Store.Open(_folder.Store, new() { UseSqlite = false, SegmentBytes = 1500 });
        RunId first;
        await using (RunSession session = store.Experiment("sums").Begin(Corpus.Manifest(8), Corpus.Start))
        {
            first = session.Id;
            for (int i = 0; i < 8; i++) await Corpus.Append(session.Writer, i).Durable;
        }

        string[] segments = Segments(first);
        Assert.True(segments.Length >= 4);
        File.Delete(segments[0]);
        File.Delete(segments[2]);
        string[] lines = await File.ReadAllLinesAsync(segments[1]);
        await File.WriteAllTextAsync(segments[1], string.Join('\n', [lines[0], lines[2], lines[1], lines[1], .. lines[3..]]) + "\n");
        Assert.False(store.Verify().IsSound);
        store.Repair();
        VerifyReport report = store.Verify();
        Assert.DoesNotContain(report.Findings, static finding => finding.Kind is FindingKind.DamagedLine or FindingKind.DamagedFile);
        string[] mended = await File.ReadAllLinesAsync(segments[1]);
        Assert.StartsWith("{\"kind\":\"header\",\"seq\":0,", mended[0], StringComparison.Ordinal);
        Assert.StartsWith("{\"kind\":\"gap\",", mended[1], StringComparison.Ordinal);
        Assert.Equal([.. lines[1..]], mended[2..(lines.Length + 1)]);
        Assert.StartsWith("{\"kind\":\"gap\",", mended[^1], StringComparison.Ordinal);
        // Records whose task or variant stood there are named, and stay.
        Assert.All(report.Findings.Where(static finding => finding.IsFault), static finding => Assert.Equal(FindingKind.MissingReference, finding.Kind));
        Assert.All(store.Repair().Actions, static action => Assert.Equal(RepairKind.NotRepairable, action.Kind));
    }

    [Fact]
    public async Task A_damaged_plain_file_beside_a_whole_sealed_one_makes_way()
    {
        using Store store = Store.Open(_folder.Store, new() { UseSqlite = false });
        (RunId first, _) = await SampleStore.WriteAsync(store);
        byte[] plain = await File.ReadAllBytesAsync(Segment(first));
        string path = Segment(first);
        store.Seal();
        plain[plain.Length / 2] ^= 1;
        await File.WriteAllBytesAsync(path, plain);
        RepairAction action = Assert.Single(store.Repair().Actions);
        Assert.Equal((RepairKind.SetAside, path, (long)plain.Length), (action.Kind, action.File, action.SetAsideBytes));
        Assert.True(store.Verify().IsSound);
        Assert.False(File.Exists(path));
    }

    [Fact]
    public async Task What_is_not_the_streams_own_is_named_and_left()
    {
        using Store store = Store.Open(_folder.Store, new() { UseSqlite = false });
        (RunId first, RunId second) = await SampleStore.WriteAsync(store);
        File.Copy(Segment(first), Segment(second), overwrite: true);
        byte[] foreign = await File.ReadAllBytesAsync(Segment(second));
        RepairReport report = store.Repair();
        Assert.Contains(report.Actions, action => action.Kind == RepairKind.NotRepairable && action.File == Segment(second));
        Assert.Equal(foreign, await File.ReadAllBytesAsync(Segment(second)));
    }

    [Fact]
    public async Task A_run_that_somebody_works_on_is_left_and_named()
    {
        using Store store = Store.Open(_folder.Store, new() { UseSqlite = false });
        (RunId first, _) = await SampleStore.WriteAsync(store);
        await using RunSession session = store.Experiment("sums").Continue(first, Corpus.Start);
        Assert.Equal(Problem.Busy, Assert.Throws<StoreException>(() => store.Experiment("sums").Repair(first)).Problem);
        RepairAction action = Assert.Single(store.Repair().Actions);
        Assert.Equal(RepairKind.NotRepairable, action.Kind);
        Assert.Contains(first.Text, action.Message, StringComparison.Ordinal);
        Assert.Equal(Problem.NotFound, Assert.Throws<StoreException>(() => store.Experiment("sums").Repair(RunId.Parse("20200101T000000000Z-0000000000000000"))).Problem);
    }

    private void CheckRepair(string where, string name, byte[] bad)
    {
        using Store store = Store.Open(_folder.Store, new() { UseSqlite = false });
        RepairReport plan = store.PlanRepair();
        RepairReport done = store.Repair();
        Assert.True(plan.Actions.SequenceEqual(done.Actions), $"{where}: planned {string.Join('\n', plan.Actions)}\ndone {string.Join('\n', done.Actions)}");
        VerifyReport after = store.Verify();
        Finding[] faults = [.. after.Findings.Where(static finding => finding.IsFault)];
        if (done.IsComplete) Assert.True(faults.Length == 0, $"{where}: {string.Join('\n', faults.Select(static fault => fault.ToString()))}\nafter {string.Join('\n', done.Actions)}");
        else Assert.All(faults, fault => Assert.True(done.Actions.Any(action => action.Kind == RepairKind.NotRepairable && (fault.File.StartsWith(action.File, StringComparison.Ordinal) || action.File.StartsWith(fault.File, StringComparison.Ordinal))), $"{where}: {fault}\nafter {string.Join('\n', done.Actions)}"));
        // Good lines are in their segments or, when nothing needs them, set aside; every byte that was there is somewhere.
        if (!name.EndsWith(".gz", StringComparison.Ordinal)) CheckBytes(where, name, bad);
        Assert.All(store.Repair().Actions, action => Assert.True(action.Kind == RepairKind.NotRepairable, $"{where}, again: {action}"));
    }

    private void CheckBytes(string where, string name, byte[] bad)
    {
        HashSet<string> lines = [.. Contents(_folder.Store).Keys.SelectMany(file => Encoding.Latin1.GetString(File.ReadAllBytes(Path.Combine(_folder.Store, file))).Split('\n'))];
        // Where a line feed is lost a good line starts amid what is bad.
        foreach (string line in Encoding.Latin1.GetString(bad).Replace("{\"kind\":\"", "\n{\"kind\":\"", StringComparison.Ordinal).Split('\n').Where(static line => line.Length > 0)) Assert.True(lines.Contains(line), $"{where}: gone is {line}");
    }

    private string RunFolder(RunId run) => Path.Combine(_folder.Store, "experiments", "sums", "runs", run.Text);

    private string[] Segments(RunId run) => [.. Directory.GetFiles(Path.Combine(RunFolder(run), "journal")).Order(StringComparer.Ordinal)];

    private string Segment(RunId run) => Segments(run)[0];

    private static Dictionary<string, string> Contents(string folder) => Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Where(static path => !path.EndsWith(".lock", StringComparison.Ordinal)).Order(StringComparer.Ordinal)
        .ToDictionary(path => Path.GetRelativePath(folder, path), static path => Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(path))));
}
