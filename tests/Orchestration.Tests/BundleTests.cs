using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using TrialKeep.Orchestration.Bundles;
using TrialKeep.Orchestration.Execution;
using TrialKeep.Orchestration.Planning;
using TrialKeep.Storage;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Orchestration.Tests;

/// <summary>Work leaves as a folder of JSON lines and comes back, all of it, some of it, twice, or altered.</summary>
public sealed class BundleTests : IDisposable
{
    private readonly Lab _lab = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("trialkeep-bundle-").FullName;

    private static Question[] Three => [.. Enumerable.Range(0, 3).Select(static i => Question.Of(i) with { Expected = $"label-{i}", Topic = $"slice-{i}", Source = $"remark-{i}", SystemPrompt = "Be brief." })];

    public void Dispose()
    {
        _lab.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void An_item_holds_what_a_variant_sees_and_no_reference()
    {
        Assert.Equal(new BundleReport(Bundle, 6, 0, 0), Export());
        JsonNode first = Items()[0];
        Assert.Equal("Say the number 0.\nOnly the number.", (string?)first["input"]!["prompt"]!["messages"]![0]!["text"]);
        Assert.Equal("Be brief.", (string?)first["input"]!["systemPrompt"]);
        Assert.Equal("loud", (string?)first["settings"]!["voice"]);
        Assert.Equal(["key", "item", "variant", "sample", "seed", "settings", "input", "digest"], first.AsObject().Select(static member => member.Key));
        Assert.Equal(["id", "prompt", "systemPrompt"], first["input"]!.AsObject().Select(static member => member.Key));
        foreach (string file in Directory.EnumerateFiles(Bundle))
        {
            string text = File.ReadAllText(file);
            Assert.DoesNotContain("label-", text, StringComparison.Ordinal);
            Assert.DoesNotContain("slice-", text, StringComparison.Ordinal);
            Assert.DoesNotContain("remark-", text, StringComparison.Ordinal);
            Assert.DoesNotContain("expected", text, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public void Equal_plans_are_equal_bytes_and_answers_are_never_written_over()
    {
        Export();
        SortedDictionary<string, string> before = Files();
        Assert.Contains("name a new folder", Assert.Throws<InvalidInputException>(() => Export()).Message, StringComparison.Ordinal);
        Directory.Delete(Bundle, recursive: true);
        Export();
        Assert.Equal(before, Files());
    }

    [Fact]
    public async Task Answers_come_back_in_parts_and_twice_adds_nothing()
    {
        Export();
        string[] lines = [.. Items().Select(static item => Answer(item))];
        Write("answers-1.jsonl", lines[..2]);
        ImportReport first = await ImportAsync();
        Assert.Equal((2, 2, 0, 0), (first.Lines, first.Added, first.Already, first.Refused.Count));
        Write("answers-2.jsonl", lines[1..]);
        ImportReport second = await ImportAsync();
        Assert.Equal((7, 4, 3, 0), (second.Lines, second.Added, second.Already, second.Refused.Count));
        long bytes = StoredBytes();
        ImportReport third = await ImportAsync();
        Assert.Equal((7, 0, 7, 0), (third.Lines, third.Added, third.Already, third.Refused.Count));
        Assert.Equal(bytes, StoredBytes());
        using Run<Question, Reply> run = await _lab.RunAsync(Experiment());
        Assert.Equal((0, new WorkCounts(0, 6, 0, 0, 6)), (_lab.Calls, run.Counts));
    }

    [Fact]
    public async Task Foreign_and_altered_items_are_refused_by_their_line_and_the_others_are_taken()
    {
        Export();
        JsonNode[] items = Items();
        string path = Path.Combine(Bundle, "items.jsonl");
        string[] asked = File.ReadAllLines(path);
        asked[1] = asked[1].Replace("the number 0", "the number 7", StringComparison.Ordinal);
        File.WriteAllLines(path, asked);
        Write("answers.jsonl",
            Answer(items[0]),
            Answer(items[1]),
            $$$"""{"key":"{{{new string('a', 32)}}}","record":{"text":"x"}}""",
            Answer(items[2]).Replace("\"digest\":\"", "\"digest\":\"0", StringComparison.Ordinal),
            Answer(items[3]).Replace("\"text\"", "\"txt\"", StringComparison.Ordinal),
            Answer(items[4]).Replace("\"record\"", "\"recrod\"", StringComparison.Ordinal),
            "not json",
            Answer(items[0]).Replace("answered", "answered otherwise", StringComparison.Ordinal));
        ImportReport report = await ImportAsync();
        Assert.Equal((8, 1, 0, true), (report.Lines, report.Added, report.Already, report.IsApplied));
        Assert.Equal([2, 3, 4, 5, 6, 7, 8], report.Refused.Select(static line => line.Line));
        string[] reasons = [.. report.Refused.Select(static line => line.Reason)];
        Assert.Contains("'q0' was altered", reasons[0], StringComparison.Ordinal);
        Assert.Contains("is foreign", reasons[1], StringComparison.Ordinal);
        Assert.Contains("'q1' was altered", reasons[2], StringComparison.Ordinal);
        Assert.Contains("txt", reasons[3], StringComparison.Ordinal);
        Assert.Contains("'recrod'", reasons[4], StringComparison.Ordinal);
        Assert.Contains("line 1 says something else", reasons[6], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_task_that_has_changed_since_is_foreign_and_a_new_one_waits()
    {
        Export();
        Write("answers.jsonl", [.. Items().Select(static item => Answer(item))]);
        Question[] changed = [Three[0] with { SystemPrompt = "Be long." }, Three[1], Three[2], Question.Of(9)];
        ImportReport report = await ImportAsync(_lab.Experiment(changed));
        Assert.Equal((4, 2), (report.Added, report.Refused.Count));
        Assert.All(report.Refused, static line => Assert.Contains("is foreign", line.Reason, StringComparison.Ordinal));
        Assert.Contains("another plan", Assert.Single(report.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Items_that_another_program_has_written_anew_are_the_same()
    {
        Export();
        JsonNode[] items = Items();
        File.WriteAllLines(Path.Combine(Bundle, "items.jsonl"), items.Select(static item => item.ToJsonString().Replace(",\"", ", \"", StringComparison.Ordinal)));
        Write("answers.jsonl", [.. items.Select(static item => Answer(item))]);
        Assert.Equal(6, (await ImportAsync()).Added);
    }

    [Fact]
    public async Task What_is_imported_is_told_by_an_event()
    {
        Export();
        Write("answers.jsonl", Answer(Items()[0]));
        ImportReport report = await ImportAsync();
        using Store store = Storage.Store.Open(_lab.Store);
        using RunReader run = store.Experiment("lab").Read(report.Run!.Value);
        JsonElement data = JsonDocument.Parse(Assert.Single(run.Events.All(), static one => one.Name == "imported").Json).RootElement;
        Assert.EndsWith("answers.jsonl", data.GetProperty("source").GetString(), StringComparison.Ordinal);
        Assert.Equal((1, 64), (data.GetProperty("added").GetInt32(), data.GetProperty("sha256").GetString()!.Length));
    }

    [Fact]
    public async Task A_program_in_python_answers_a_bundle()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/python3"), "python3 is not installed");
        Export();
        string script = Path.Combine(_folder, "answer.py");
        await File.WriteAllTextAsync(script, """
            import json, sys
            folder = sys.argv[1]
            with open(folder + "/items.jsonl", encoding="utf-8") as items, open(folder + "/answers.jsonl", "w", encoding="utf-8") as answers:
                for line in items:
                    item = json.loads(line)
                    text = item["input"]["prompt"]["messages"][0]["text"]
                    record = {"text": "".join(c for c in text if c.isdigit()) + " – said"}
                    answers.write(json.dumps({"key": item["key"], "digest": item["digest"], "record": record, "elapsed": 0.25, "usage": {"inputTokens": 7, "outputTokens": 3}}) + "\n")
            """, TestContext.Current.CancellationToken);
        using (Process python = Process.Start("/usr/bin/python3", [script, Bundle])) await python.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(6, (await ImportAsync()).Added);
        using Run<Question, Reply> run = await _lab.RunAsync(Experiment());
        Assert.Equal((0, "2 – said"), (_lab.Calls, run.RecordOf(5)!.Text));
    }

    private string Bundle => Path.Combine(_folder, "bundle");

    private Experiment<Question, Reply> Experiment() => _lab.Experiment(Three);

    private BundleReport Export() => BundleExport.Generation(Planner.Plan(Experiment(), Selection.All, CancellationToken.None), null, Bundle);

    private async Task<ImportReport> ImportAsync(Experiment<Question, Reply>? experiment = null)
    {
        using Store store = Storage.Store.Open(_lab.Store);
        return await new ExperimentImport<Question, Reply>(Planner.Plan(experiment ?? Experiment(), Selection.All, CancellationToken.None), store).BundleAsync(Bundle);
    }

    private JsonNode[] Items() => [.. File.ReadLines(Path.Combine(Bundle, "items.jsonl")).Select(static line => JsonNode.Parse(line)!)];

    private static string Answer(JsonNode item) => $$$"""{"key":"{{{item["key"]}}}","digest":"{{{item["digest"]}}}","record":{"text":"answered {{{item["item"]}}}"}}""";

    private void Write(string file, params string[] lines) => File.WriteAllLines(Path.Combine(Bundle, file), lines);

    private SortedDictionary<string, string> Files()
    {
        SortedDictionary<string, string> files = new(StringComparer.Ordinal);
        foreach (string file in Directory.EnumerateFiles(Bundle)) files[Path.GetFileName(file)] = File.ReadAllText(file);
        return files;
    }

    private long StoredBytes() => Directory.EnumerateFiles(Path.Combine(_lab.Store, "experiments"), "*.jsonl", SearchOption.AllDirectories).Sum(static file => new FileInfo(file).Length);
}
