using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using TrialKeep.Orchestration.Bundles;
using TrialKeep.Orchestration.Execution;
using TrialKeep.Orchestration.Planning;
using TrialKeep.Orchestration.Results;
using TrialKeep.Storage;
using TrialKeep.Storage.Origins;
using TrialKeep.Storage.Queries;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Orchestration.Tests.Predecessor;

/// <summary>What a study runner was found to do wrong, by the numbers of its list. What it did wrong in designs and in exports to tables is tested where it can happen here: in grids and samples, in the catalog, in lines.</summary>
public sealed class StudyRunnerDefectTests : IDisposable
{
    private readonly Lab _lab = new();

    public void Dispose() => _lab.Dispose();

    [Fact]
    public async Task B1_parallel_runs_draw_the_same_numbers_as_serial_ones()
    {
        _lab.Answer = static async (_, context, _) =>
        {
            await Task.Yield();
            return new Reply { Text = $"{context.Seed}" };
        };
        using Run<Question, Reply> serial = await _lab.RunAsync(_lab.Experiment(Items(50)), new RunOptions { Parallelism = 1 });
        using Run<Question, Reply> parallel = await _lab.RunAsync(_lab.Experiment(Items(50)), new RunOptions { Parallelism = 4, Fresh = true });
        Assert.Equal(Results(serial), Results(parallel));
    }

    [Fact]
    public async Task B2_variants_that_use_a_processor_run_at_the_same_time()
    {
        using Barrier barrier = new(4);
        _lab.Answer = (_, _, cancellation) =>
        {
            barrier.SignalAndWait(cancellation);
            return Task.FromResult(new Reply { Text = "1" });
        };
        using Run<Question, Reply> run = await _lab.RunAsync(_lab.Experiment(Items(8), ["loud"]), new RunOptions { Parallelism = 4 });
        Assert.Equal(8, run.Counts.Generated);
    }

    [Fact]
    public async Task B3_a_stop_begins_nothing_more_and_keeps_what_finished()
    {
        using CancellationTokenSource stop = new();
        TaskCompletionSource stopped = new();
        int asked = 0;
        _lab.Answer = async (_, _, _) =>
        {
            int number = Interlocked.Increment(ref asked);
            if (number == 20)
            {
                await stop.CancelAsync();
                stopped.SetResult();
            }

            if (number > 20) await stopped.Task;
            return new Reply { Text = "1" };
        };
        using Run<Question, Reply> run = await _lab.RunAsync(_lab.Experiment(Items(400), ["loud"]), new RunOptions { Parallelism = 4 }, cancellation: stop.Token);
        Assert.InRange(_lab.Calls, 20, 24);
        Assert.Equal((_lab.Calls, true), (run.Counts.Generated, run.WasCancelled));
    }

    [Fact]
    public async Task B4_fail_fast_keeps_what_finishes_under_way()
    {
        TaskCompletionSource failed = new();
        int under = 0;
        TaskCompletionSource all = new();
        _lab.Answer = async (input, _, _) =>
        {
            if (Interlocked.Increment(ref under) == 4) all.SetResult();
            await all.Task;
            if (input.Id == "q0") throw new InvalidOperationException("no");
            await failed.Task;
            return new Reply { Text = "1" };
        };
        using Run<Question, Reply> run = await _lab.RunAsync(_lab.Experiment(Items(20), ["loud"]), new RunOptions { Parallelism = 4, MaxFailures = 1 }, observer: new Told(progress =>
        {
            if (progress.Failed == 1) failed.TrySetResult();
        }));
        Assert.Equal(new WorkCounts(3, 0, 1, 16, 0), run.Counts);
    }

    [Fact]
    public async Task B5_and_B6_failures_are_tried_again_and_changes_are_not_overlooked()
    {
        _lab.Answer = static (input, context, _) => context.Attempt == 1 && input.Prompt.Number < 2 ? throw new InvalidOperationException("no") : Task.FromResult(new Reply { Text = "1" });
        using (await _lab.RunAsync(_lab.Experiment(Items(4), ["loud"]))) Assert.Equal(4, _lab.Calls);
        using (await _lab.RunAsync(_lab.Experiment(Items(4), ["loud"]))) Assert.Equal(6, _lab.Calls);
        using (await _lab.RunAsync(_lab.Experiment(Items(4), ["loud"], code: "2"))) Assert.Equal(10, _lab.Calls);
    }

    [Fact]
    public async Task B7_and_B16_results_are_those_of_the_plan_in_its_order_after_any_resume()
    {
        using Run<Question, Reply> once = await _lab.RunAsync(_lab.Experiment(Items(6)));
        using Run<Question, Reply> fewer = await _lab.RunAsync(_lab.Experiment(Items(3)));
        Assert.Equal(Results(once)[..6], Results(fewer));
        using Lab parts = new();
        for (int i = 0; i < 4; i++)
        {
            using Run<Question, Reply> part = await parts.RunAsync(parts.Experiment(Items(6)), new RunOptions { Budget = new() { Items = 3 }, Parallelism = 3 });
            if (i == 3) Assert.Equal(Results(once), Results(part));
        }
    }

    [Fact]
    public async Task B8_and_B9_a_cut_line_costs_that_line_and_a_stray_file_nothing()
    {
        using (await _lab.RunAsync(_lab.Experiment(Items(5), ["loud"])))
        {
        }

        string journal = Directory.EnumerateFiles(_lab.Store, "w*.jsonl", SearchOption.AllDirectories).Single(static file => file.Contains("journal", StringComparison.Ordinal));
        using (FileStream file = File.OpenWrite(journal)) file.SetLength(file.Length - 20);
        await File.WriteAllTextAsync(Path.Combine(Path.GetDirectoryName(journal)!, "stray.json"), "{}", TestContext.Current.CancellationToken);
        using Run<Question, Reply> again = await _lab.RunAsync(_lab.Experiment(Items(5), ["loud"]));
        Assert.Equal((6, 1, 4, 0), (_lab.Calls, again.Counts.Generated, again.Counts.Cached, again.Counts.Missing));
    }

    [Fact]
    public async Task B10_a_call_that_may_not_do_all_that_is_planned_says_so()
    {
        using Run<Question, Reply> run = await _lab.RunAsync(_lab.Experiment(Items(10), ["loud"]), new RunOptions { Budget = new() { Items = 3 } });
        Assert.Equal((3, 7, StopKind.Items), (run.Counts.Generated, run.Counts.Missing, run.Stop!.Kind));
    }

    [Fact]
    public async Task B11_and_B12_members_may_be_named_like_columns_reserved_words_and_members_of_a_line()
    {
        Experiment<Question, Awkward> experiment = Experiment.For<Question, Awkward>("awkward")
            .Data(DataSet.Of(Items(4)))
            .Variant("loud", new Speaker { Voice = "loud" }, static (input, _, _) => Task.FromResult(new Awkward
            {
                Spaced = $"s{input.Prompt.Number}",
                Dashed = 0.5,
                Group = "by",
                Quoted = "now",
                Key = "my key",
                Item = "my item",
                Variant = "my variant",
                Sample = 77,
                Record = "my record",
                Error = "my error",
                Run = 3,
            }), Code.Version("1"));
        using (Store store = Store.Open(_lab.Store))
        {
            using Run<Question, Awkward> run = await new ExperimentRunner<Question, Awkward>(Planner.Plan(experiment, Selection.All, TestContext.Current.CancellationToken), store, new RunOptions()).RunAsync(cancellation: TestContext.Current.CancellationToken);
            using MemoryStream output = new();
            ResultsFile.Write(run, output);
            JsonNode line = JsonNode.Parse(System.Text.Encoding.UTF8.GetString(output.ToArray()).Split('\n')[2])!;
            Assert.Equal(("q2", "loud", 0), ((string?)line["item"], (string?)line["variant"], (int)line["sample"]!));
            JsonNode record = line["record"]!;
            Assert.Equal(("my key", "my item", "my variant", 77, "my record", "my error"), ((string?)record["key"], (string?)record["ITEM"], (string?)record["variant"], (int)record["sample"]!, (string?)record["record"], (string?)record["error"]));
        }

        // By the catalog, made anew, and by a scan.
        foreach (bool usesSqlite in new[] { true, false })
        {
            using Store store = Store.Open(_lab.Store, new StoreOptions { UseSqlite = usesSqlite });
            store.CatchUp();
            if (usesSqlite) store.Reindex();
            QueriedRecord<Awkward> found = Assert.Single(store.Query(Awkward.Columns.Spaced == "s2" & Awkward.Columns.Group == "by" & Awkward.Columns.Quoted == "now" & Awkward.Columns.Key == "my key"));
            Assert.Equal(("q2", "my item"), (ItemOf(store, found), found.Record.Item));
            Assert.Equal(4, store.Query(Awkward.Columns.Dashed == 0.5 & Awkward.Columns.Item == "my item" & Awkward.Columns.Variant == "my variant").Count());
            Assert.Empty(store.Verify(TestContext.Current.CancellationToken).Findings);
            Assert.Empty(store.Notices);
        }
    }

    [Fact]
    public void B13_what_can_not_be_told_apart_is_refused()
    {
        Experiment<Question, Reply> experiment = _lab.Experiment(Items(2), ["loud"]).Variant("twin", new Speaker { Voice = "loud" }, _lab.Answer, Code.Version("1"));
        InvalidInputException refused = Assert.Throws<InvalidInputException>(() => Planner.Plan(experiment, Selection.All, TestContext.Current.CancellationToken));
        Assert.Contains("'loud' and 'twin' have the same key", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task B14_every_variant_of_a_grid_answers_every_item_as_often_as_was_said()
    {
        Experiment<Question, Reply> experiment = _lab.Experiment(Items(5), []).Variants(
            Grid.Of("speaker", new Speaker { Voice = "" }).Vary("voice", static (speaker, voice) => speaker with { Voice = voice }, "a", "b", "c", "d"),
            (settings, input, context, _) => _lab.Answer(input, context, default), Code.Version("1")).Samples(3);
        using Run<Question, Reply> run = await _lab.RunAsync(experiment);
        Assert.Equal((60, 60), (run.Plan.Count, run.Counts.Generated));
        Assert.All(Enumerable.Range(0, 60).GroupBy(index => (run.Plan.VariantOf(index).Name, run.Plan.TaskOf(index).Item)), group => Assert.Equal([0, 1, 2], group.Select(run.Plan.SampleOf)));
        using Run<Question, Reply> more = await _lab.RunAsync(experiment.Samples(4));
        Assert.Equal((20, 60), (more.Counts.Generated, more.Counts.Cached));
    }

    [Theory]
    [InlineData(double.NaN, "NaN")]
    [InlineData(double.PositiveInfinity, "Infinity")]
    [InlineData(double.NegativeInfinity, "-Infinity")]
    public async Task B15_what_is_no_number_is_a_text_in_valid_JSON_and_comes_back(double value, string text)
    {
        Experiment<Question, Awkward> experiment = Experiment.For<Question, Awkward>("numbers")
            .Data(DataSet.Of(Items(1)))
            .Variant("loud", new Speaker { Voice = "loud" }, (_, _, _) => Task.FromResult(new Awkward { Spaced = "", Dashed = value, Group = "", Quoted = "", Key = "", Item = "", Variant = "", Sample = 0, Record = "", Run = value }), Code.Version("1"));
        using (Store store = Store.Open(_lab.Store))
        {
            using Run<Question, Awkward> run = await new ExperimentRunner<Question, Awkward>(Planner.Plan(experiment, Selection.All, TestContext.Current.CancellationToken), store, new RunOptions()).RunAsync(cancellation: TestContext.Current.CancellationToken);
            Assert.Equal((value, value), (run.RecordOf(0)!.Dashed, run.RecordOf(0)!.Run));
            using MemoryStream output = new();
            ResultsFile.Write(run, output);
            Assert.Equal(text, (string?)JsonNode.Parse(output.ToArray())!["record"]!["run"]);
        }

        // A strict reader takes every file of the store.
        foreach (string line in Directory.EnumerateFiles(_lab.Store, "*.json*", SearchOption.AllDirectories).Where(static file => !file.EndsWith(".gz", StringComparison.Ordinal)).SelectMany(static file => file.EndsWith('l') ? File.ReadLines(file) : [File.ReadAllText(file)]))
        {
            using JsonDocument document = JsonDocument.Parse(line);
        }
    }

    [Fact]
    public async Task B17_nothing_that_a_variant_throws_escapes()
    {
        _lab.Answer = static (input, _, cancellation) => input.Id switch
        {
            "q0" => throw new OperationCanceledException(),
            "q1" => throw new ThreadInterruptedException(),
            "q2" => Task.FromCanceled<Reply>(new CancellationToken(canceled: true)),
            _ => Task.FromResult(new Reply { Text = "1" }),
        };
        using Run<Question, Reply> run = await _lab.RunAsync(_lab.Experiment(Items(5), ["loud"]));
        Assert.Equal((2, 3), (run.Counts.Generated, run.Counts.Failed));
    }

    [Fact]
    public async Task B18_the_same_call_again_appends_nothing()
    {
        using (await _lab.RunAsync(_lab.Experiment(Items(3))))
        {
        }

        string[] before = [.. PolicyTests.Evidence(_lab.Store)];
        using (await _lab.RunAsync(_lab.Experiment(Items(3))))
        {
        }

        Assert.Equal(before, PolicyTests.Evidence(_lab.Store));
    }

    [Fact]
    public async Task B19_sets_and_maps_have_one_key_in_every_process()
    {
        Assert.Equal([[30], [0], [0]], new[] { await DefectChild.RunAsync(DefectChild.Sets, _lab.Store, 30), await DefectChild.RunAsync(DefectChild.Sets, _lab.Store, 30), await DefectChild.RunAsync(DefectChild.Sets, _lab.Store, 30) });
    }

    [Fact]
    public async Task B20_stack_traces_and_causes_are_kept()
    {
        _lab.Answer = static (_, _, _) => throw new InvalidOperationException("outer", new ArgumentException("inner"));
        using Run<Question, Reply> run = await _lab.RunAsync(_lab.Experiment(Items(1), ["loud"]));
        RecordError error = run.ErrorOf(0)!;
        Assert.Equal(("outer", "System.InvalidOperationException"), (error.Message, error.Type));
        Assert.Contains("System.ArgumentException: inner", error.Detail, StringComparison.Ordinal);
        Assert.Contains(nameof(B20_stack_traces_and_causes_are_kept), error.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task B21_a_running_run_says_so_and_how_far_it_is()
    {
        Orchestration.Progress.StoredProgress? seen = null;
        _lab.Answer = (input, _, _) =>
        {
            if (input.Id == "q2")
            {
                using Store other = Store.Open(_lab.Store);
                StoredExperiment stored = other.Experiment("lab");
                seen = Orchestration.Progress.StoredProgress.Read(stored, stored.Runs()[^1]);
            }

            return Task.FromResult(new Reply { Text = "1" });
        };
        using Run<Question, Reply> run = await _lab.RunAsync(_lab.Experiment(Items(4), ["loud"]), new RunOptions { Parallelism = 1 });
        Assert.Equal((RunStatus.Running, 4), (seen!.Status, seen.Counts.Planned));
        Assert.InRange(seen.Counts.Missing, 2, 4);
        using Store store = Store.Open(_lab.Store);
        Orchestration.Progress.StoredProgress ended = new ExperimentRunner<Question, Reply>(run.Plan, store, new RunOptions()).Progress()!;
        Assert.Equal((RunStatus.Completed, new RunCounts(4, 4, 0, 0), 4), (ended.Status, ended.Counts, ended.Scores["exact"]));
    }

    [Fact]
    public async Task B22_answers_are_not_kept_in_memory()
    {
        const int Items = 20_000;
        long[] grown = await DefectChild.RunAsync(DefectChild.Memory, _lab.Store, Items);
        Assert.All(grown, static bytes => Assert.InRange(bytes, long.MinValue, Items * DefectChild.AnswerBytes / 2L));
    }

    [Fact]
    public async Task B23_nothing_is_lost_of_a_name_with_dots()
    {
        string folder = Path.GetDirectoryName(_lab.Store)!;
        _lab.Store = Path.Combine(folder, "my.study.2");
        Experiment<Question, Reply> experiment = _lab.Experiment(Items(2), ["loud"]);
        Plan<Question, Reply> plan = Planner.Plan(experiment, Selection.All, TestContext.Current.CancellationToken);
        BundleExport.Generation(plan, null, Path.Combine(folder, "my.study.bundle"));
        using (await _lab.RunAsync(experiment))
        {
        }

        using (Store store = Store.Open(_lab.Store))
        using (Store archive = Store.Open(Path.Combine(folder, "my.study.archive")))
        {
            store.Experiment("lab").Copy(store.Experiment("lab").Runs()[0], archive);
            Assert.Equal(RunStatus.Completed, archive.Experiment("lab").Status(archive.Experiment("lab").Runs()[0]));
        }

        Assert.Equal(["my.study.2", "my.study.archive", "my.study.bundle"], Directory.EnumerateFileSystemEntries(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task B24_what_a_run_was_started_from_is_there_from_its_beginning_with_what_was_changed()
    {
        string folder = Path.GetDirectoryName(_lab.Store)!;
        int planned = 0;
        RunStatus? status = null;
        _lab.Answer = (_, _, _) =>
        {
            using Store other = Store.Open(_lab.Store);
            StoredExperiment stored = other.Experiment("lab");
            using RunReader reader = stored.Read(stored.Runs()[^1]);
            (planned, status) = (reader.ReadManifest().Entries.Count, reader.Info.Status);
            return Task.FromResult(new Reply { Text = "1" });
        };
        using (await _lab.RunAsync(_lab.Experiment(Items(3), ["loud"]), new RunOptions { Parallelism = 1 })) Assert.Equal((3, RunStatus.Running), (planned, status));

        string work = Directory.CreateDirectory(Path.Combine(folder, "work")).FullName;
        if (!Git(work, "init", "-q", "-b", "topic")) Assert.Skip("There is no git.");
        await File.WriteAllTextAsync(Path.Combine(work, "a.txt"), "1", TestContext.Current.CancellationToken);
        Git(work, "add", ".");
        Git(work, "-c", "user.name=a", "-c", "user.email=a@b", "commit", "-qm", "one");
        await File.WriteAllTextAsync(Path.Combine(work, "a.txt"), "2", TestContext.Current.CancellationToken);
        string store = Path.Combine(folder, "other");
        await DefectChild.RunAsync(DefectChild.Sets, store, 1, work);
        using Store opened = Store.Open(store);
        GitState git = opened.Experiment("sets").Info(opened.Experiment("sets").Runs()[0]).Provenance.Git!;
        Assert.Equal("topic", git.Branch);
        Assert.Equal(await File.ReadAllTextAsync(Path.Combine(work, ".git", "refs", "heads", "topic"), TestContext.Current.CancellationToken), git.Commit + "\n");
        // On a busy machine git may not say in time; then it is not known, and never "clean".
        Assert.NotEqual(false, git.IsDirty);
    }

    private static bool Git(string folder, params string[] arguments)
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo("git", arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true })!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    private static string ItemOf(Store store, QueriedRecord<Awkward> row)
    {
        using RunReader reader = store.Experiment("awkward").Read(row.Reference.Run);
        return reader.ReadTask(row.Envelope.Task)!.Item;
    }

    private static Question[] Items(int count) => [.. Enumerable.Range(0, count).Select(static i => Question.Of(i))];

    private static string[] Results(Run<Question, Reply> run)
    {
        using MemoryStream output = new();
        ResultsFile.Write(run, output);
        return System.Text.Encoding.UTF8.GetString(output.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private sealed class Told(Action<Orchestration.Progress.RunProgress> report) : IProgress<Orchestration.Progress.RunProgress>
    {
        public void Report(Orchestration.Progress.RunProgress value) => report(value);
    }
}
