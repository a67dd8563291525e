using System.Globalization;
using System.IO.Compression;
using System.Text;
using TrialKeep.Orchestration.Execution;
using TrialKeep.Orchestration.Planning;
using TrialKeep.Orchestration.Results;
using TrialKeep.Storage;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Orchestration.Tests;

/// <summary>Tasks of large files are not held: they are read again when they are asked for, and nobody can tell.</summary>
public sealed class ReadAgainTests : IDisposable
{
    private const int Everything = int.MaxValue;
    private const int Nothing = 0;

    // Several pieces, the last one not full.
    private const int Rows = 9_000;

    private readonly string _folder = Directory.CreateTempSubdirectory("trialkeep-again-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("jsonl")]
    [InlineData("csv")]
    [InlineData("table")]
    [InlineData("described")]
    [InlineData("concat")]
    [InlineData("mixed")]
    [InlineData("queries")]
    [InlineData("gzip")]
    public async Task A_run_says_the_same_with_tasks_that_are_held_and_that_are_read_again(string kind)
    {
        (string Results, string Manifest, string Notes) held = await RunAsync(kind, Selection.All, Everything);
        Assert.Equal(held, await RunAsync(kind, Selection.All, Nothing));
        Assert.Equal(held, await RunAsync(kind, Selection.All, 5_000));
    }

    [Theory]
    [InlineData(4_500, null)]
    [InlineData(null, 5_000)]
    [InlineData(4_500, 5_000)]
    [InlineData(3, 7)]
    public async Task A_selection_says_the_same(int? limit, int? subset)
    {
        Selection selection = new() { Limit = limit, Subset = subset, SubsetSeed = subset is null ? 0 : 5 };
        (string Results, string Manifest, string Notes) held = await RunAsync("concat", selection, Everything);
        Assert.Equal(held, await RunAsync("concat", selection, Nothing));
        Assert.Equal(held, await RunAsync("concat", selection, 4_800));
    }

    [Fact]
    public async Task A_second_call_finds_everything_and_stores_what_was_edited()
    {
        string file = Write("rows.jsonl", Enumerable.Range(0, 5_000).Select(static i => Json(i)));
        using Lab lab = new();
        await RunAsync(lab, Plan(lab, Data("jsonl", file), Selection.All, Nothing));
        using (Run<Question, Reply> same = await RunAsync(lab, Plan(lab, Data("jsonl", file), Selection.All, Nothing))) Assert.Equal(new WorkCounts(0, 5_000, 0, 0, 0), same.Counts);
        // The weight becomes the topic, which is not in the key; the flag decides on the reference.
        Write("rows.jsonl", Enumerable.Range(0, 5_000).Select(static i => i == 4_200 ? Json(i, flag: true) : i == 77 ? Json(i, weight: "8.5") : Json(i)));
        using Run<Question, Reply> edited = await RunAsync(lab, Plan(lab, Data("jsonl", file), Selection.All, Nothing));
        Assert.Equal(new WorkCounts(0, 5_000, 0, 0, 1), edited.Counts);
        using Store store = Store.Open(lab.Store);
        using RunReader reader = store.Experiment("lab").Read(edited.Id);
        Assert.Equal(
            ["q4200", "q77"],
            reader.Tasks().Where(static task => Encoding.UTF8.GetString(task.Json.Span) is var json && (json.Contains("8.5", StringComparison.Ordinal) || json.Contains("no number", StringComparison.Ordinal)))
                .Select(static task => task.Item).Order());
    }

    [Fact]
    public void Only_what_is_beyond_the_bound_and_has_a_place_is_read_again()
    {
        string file = Write("rows.jsonl", Enumerable.Range(0, 10).Select(static i => Json(i)));
        Assert.True(IsHeld(Data("jsonl", file), 10));
        Assert.False(IsHeld(Data("jsonl", file), 9));
        Assert.True(IsHeld(Data("jsonl", file).Buffered(), 9));
        Assert.True(IsHeld(DataSet.Of(Enumerable.Range(0, 10).Select(static i => Question.Of(i))), 9));
        Assert.True(IsHeld(DataSet.Json<Row>(Write("rows.json", ["[", string.Join(",\n", Enumerable.Range(0, 10).Select(static i => Json(i))), "]"])).Select(Ask), 9));
        Assert.True(IsHeld(DataSet.Jsonl<Row>(Packed(file)).Select(Ask), 9));
    }

    [Theory]
    [InlineData("jsonl", "\n")]
    [InlineData("csv", "\n")]
    [InlineData("csv", "\r\n")]
    [InlineData("table", "\r\n")]
    public void Rows_of_every_length_are_found_from_several_threads(string kind, string newline)
    {
        const int count = 1_500;
        string Text(int i) => i % 211 == 5 ? new string('é', 70_000) : new string('x', i * 37 % 300);
        IEnumerable<string> lines = kind == "jsonl"
            ? Enumerable.Range(0, count).Select(i => $"{(i % 9 == 0 ? "\n  \n" : "")}{{\"name\":\"q{i}\",\"note\":\"{Text(i)}\",\"count\":{i}}}")
            : Enumerable.Range(0, count).Select(i => $"{(i == 0 ? "name,note,count" + newline : "")}q{i},\"{Text(i)}{newline} \"\"{Text(i + 1)}\"\"\",{i}");
        string file = Path.Combine(_folder, "rows." + kind);
        File.WriteAllText(file, string.Join(newline, lines), new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        using Lab lab = new();
        IReadOnlyList<PlannedTask<Question>> held = Plan(lab, Data(kind, file), Selection.All, Everything).Tasks;
        IReadOnlyList<PlannedTask<Question>> again = Plan(lab, Data(kind, file), Selection.All, Nothing).Tasks;
        Assert.Equal(held, again);
        int[] order = [.. Enumerable.Range(0, 6_000).Select(static i => i * 7919 % count)];
        Parallel.ForEach(order, new ParallelOptions { MaxDegreeOfParallelism = 16 }, index => Assert.Equal(held[index].Task, again[index].Task));
        Assert.Equal(held.Reverse(), again.Reverse());
        Assert.Throws<ArgumentOutOfRangeException>(() => again[count]);
    }

    [Theory]
    [InlineData("jsonl")]
    [InlineData("csv")]
    public void A_row_that_is_another_one_by_now_is_refused_with_its_place(string kind)
    {
        string file = Path.Combine(_folder, "rows." + kind);
        Fill(kind, "q12");
        using Lab lab = new();
        Plan<Question, Reply> plan = Plan(lab, Data(kind, file), Selection.All, Nothing);
        DateTime written = File.GetLastWriteTimeUtc(file);
        // As long as before, and with the time of before: only the key tells.
        Fill(kind, "x12");
        File.SetLastWriteTimeUtc(file, written);
        InvalidInputException refused = Assert.Throws<InvalidInputException>(() => plan.Tasks[12]);
        Assert.Equal(
            $"{file}, line {(kind == "csv" ? 14 : 13)}: the row is not what it was when the plan was made, because the file was changed meanwhile or the same row was made another task; leave the file alone and run again.",
            refused.Message);

        void Fill(string format, string twelfth) => Write("rows." + format, Lines(format, 20).Select(line => line.Replace("q12", twelfth, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("jsonl")]
    [InlineData("csv")]
    public async Task A_label_that_is_another_one_by_now_ends_the_run_instead_of_giving_wrong_scores(string kind)
    {
        string file = Write("rows." + kind, Lines(kind, 20));
        using Lab lab = new();
        Plan<Question, Reply> plan = Plan(lab, Data(kind, file), Selection.All, Nothing);
        File.AppendAllText(file, "\n");
        InvalidInputException refused = await Assert.ThrowsAsync<InvalidInputException>(() => RunAsync(lab, plan));
        Assert.Contains("the file was changed meanwhile", refused.Message, StringComparison.Ordinal);
        Assert.Equal(0, lab.Calls);
        using Run<Question, Reply> run = await RunAsync(lab, Plan(lab, Data(kind, file), Selection.All, Nothing));
        Assert.Equal(20, run.Counts.Generated);
    }

    [Fact]
    public void A_mapping_that_makes_another_task_of_the_same_row_is_refused()
    {
        string file = Write("rows.jsonl", Lines("jsonl", 5));
        int seen = 0;
        using Lab lab = new();
        Plan<Question, Reply> plan = Plan(lab, DataSet.Jsonl<Row>(file).Select(_ => Question.Of(seen++)), Selection.All, Nothing);
        Assert.Contains("line 3: the row is not what it was", Assert.Throws<InvalidInputException>(() => plan.Tasks[2]).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_gone_or_can_t_be_parsed_any_more_is_named()
    {
        string file = Write("rows.jsonl", Lines("jsonl", 5));
        using Lab lab = new();
        Plan<Question, Reply> plan = Plan(lab, Data("jsonl", file), Selection.All, Nothing);
        DateTime written = File.GetLastWriteTimeUtc(file);
        File.WriteAllBytes(file, [.. Enumerable.Repeat((byte)'?', (int)new FileInfo(file).Length)]);
        File.SetLastWriteTimeUtc(file, written);
        Assert.Contains("line 1: the row is not what it was", Assert.Throws<InvalidInputException>(() => plan.Tasks[4]).Message, StringComparison.Ordinal);
        File.Delete(file);
        plan = Plan(lab, Data("jsonl", Write("rows.jsonl", Lines("jsonl", 5))), Selection.All, Nothing);
        File.Delete(file);
        Assert.Contains("does not exist", Assert.Throws<InvalidInputException>(() => plan.Tasks[4]).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(8_998, 3)]
    [InlineData(8_998, 8_997)]
    [InlineData(4_096, 4_095)]
    [InlineData(1, 0)]
    public void Two_items_with_one_id_are_refused_with_both_places_however_far_apart(int second, int first)
    {
        IEnumerable<string> lines = Enumerable.Range(0, Rows).Select(i => i == second ? Json(first) : i == second + 1 ? "{}" : Json(i));
        string file = Write("rows.jsonl", lines);
        using Lab lab = new();
        InvalidInputException refused = Assert.Throws<InvalidInputException>(() => Plan(lab, Data("jsonl", file), Selection.All, Everything));
        // A piece is read before it is looked at: there a line that can't be read is told first.
        bool isSamePiece = (second + 1) >> 12 == second >> 12;
        if (isSamePiece) Assert.StartsWith($"{file}, line {second + 2}: ", refused.Message, StringComparison.Ordinal);
        else Assert.Equal($"{file}, line {second + 1}: the item 'q{first}' is there already, in {file}, line {first + 1}; results are paired by item, so give each its own id.", refused.Message);
        File.WriteAllLines(file, lines.Where(static line => line != "{}"));
        refused = Assert.Throws<InvalidInputException>(() => Plan(lab, Data("jsonl", file), Selection.All, Nothing));
        Assert.Equal($"{file}, line {second + 1}: the item 'q{first}' is there already, in {file}, line {first + 1}; results are paired by item, so give each its own id.", refused.Message);
    }

    [Fact]
    public void Rows_that_can_be_read_once_only_are_refused_without_the_first_place()
    {
        Queue<Question> rows = new([Question.Of(1), Question.Of(2), Question.Of(1)]);
        IEnumerable<Question> Once()
        {
            while (rows.TryDequeue(out Question? next)) yield return next;
        }

        using Lab lab = new();
        Assert.Equal(
            "the rows in memory, line 3: the item 'q1' is there already; results are paired by item, so give each its own id.",
            Assert.Throws<InvalidInputException>(() => Plan(lab, DataSet.Of(Once()), Selection.All, Everything)).Message);
    }

    [Fact]
    public void References_are_the_same_in_whatever_order_they_are_asked_for()
    {
        using Lab lab = new();
        Plan<Question, Reply> plan = Plan(lab, Data("jsonl", Write("rows.jsonl", Lines("jsonl", Rows))), Selection.All, Nothing);
        int[] scan = [.. Enumerable.Range(0, Rows), .. Enumerable.Range(0, 300).Select(static i => i * 7), .. Enumerable.Range(0, 300).Select(static i => i * 4001 % Rows), .. Enumerable.Range(0, 20).Reverse()];
        Assert.All(scan, index => Assert.Equal(plan.Tasks[index].References, plan.ReferencesOf(index)));
        Parallel.ForEach(scan, index => Assert.Equal(plan.Tasks[index].References, plan.ReferencesOf(index)));
    }

    private static Question Ask(Row row) => new()
    {
        Id = row.Name,
        Prompt = new("Say", row.Count),
        Expected = row.Flag == true ? "no number" : $"{row.Count}",
        Topic = row.Weight?.ToString(CultureInfo.InvariantCulture),
    };

    private static Question Ask(TextRow row) => new() { Id = row["name"]!, Prompt = new("Say", int.Parse(row["count"]!, CultureInfo.InvariantCulture)), Expected = row["count"]!, Source = row["note"] };

    private static string Json(int i, string weight = "0.5", bool flag = false) => $"{{\"name\":\"q{i}\",\"count\":{i},\"weight\":{weight},\"flag\":{(flag ? "true" : "false")}}}";

    private static IEnumerable<string> Lines(string kind, int count) => kind == "jsonl"
        ? Enumerable.Range(0, count).Select(static i => Json(i))
        : [kind == "table" ? "name,count,note" : "name,count,weight", .. Enumerable.Range(0, count).Select(i => $"q{i},{i},{(kind == "table" ? "\"a\nnote\"" : "0.5")}")];

    private static DataSet<Question> Data(string kind, string file) => kind switch
    {
        "csv" => DataSet.Csv<Row>(file).Select(Ask),
        "table" => DataSet.Table(file).Select(Ask),
        _ => DataSet.Jsonl<Row>(file).Select(Ask),
    };

    private static Plan<Question, Reply> Plan(Lab lab, DataSet<Question> data, Selection selection, int mostHeld) =>
        Planner.Plan(lab.Experiment([], ["loud"]).Data(data), selection, mostHeld, TestContext.Current.CancellationToken);

    private static bool IsHeld(DataSet<Question> data, int mostHeld)
    {
        using Lab lab = new();
        Plan<Question, Reply> plan = Plan(lab, data, Selection.All, mostHeld);
        Assert.Equal(Enumerable.Range(0, 10).Select(static i => $"q{i}"), plan.Tasks.Select(static task => task.Item));
        return ReferenceEquals(plan.Tasks[3].Task, plan.Tasks[3].Task);
    }

    private static async Task<Run<Question, Reply>> RunAsync(Lab lab, Plan<Question, Reply> plan)
    {
        using Store store = Store.Open(lab.Store);
        return await new ExperimentRunner<Question, Reply>(plan, store, new RunOptions(), lab.Clock).RunAsync(cancellation: TestContext.Current.CancellationToken);
    }

    private DataSet<Question> DataOf(string kind)
    {
        string lines = Write("rows.jsonl", Lines("jsonl", Rows));
        DataSet<Row> first = DataSet.Jsonl<Row>(lines).Where(static row => row.Count < 6_000);
        DataSet<Row> second = DataSet.Csv<Row>(Write("rows.csv", Lines("csv", Rows))).Where(static row => row.Count >= 6_000);
        return kind switch
        {
            "jsonl" => Data(kind, lines),
            "gzip" => DataSet.Jsonl<Row>(Packed(lines)).Select(Ask),
            "csv" => DataSet.Csv<Row>(Write("rows.csv", Lines("csv", Rows))).Select(Ask),
            "table" => Data(kind, Write("rows.table", Lines("table", Rows))),
            "described" => Data("jsonl", lines).Describe(name: "all", keep: true),
            "concat" => DataSet.Concat(("lines", first), ("nested", DataSet.Concat(second))).Select(static part => Ask(part.Row) with { Topic = part.Part }),
            "mixed" => DataSet.Concat(first, DataSet.Of(Enumerable.Range(0, 100).Select(static i => new Row { Name = $"m{i}", Count = i })), second).Select(Ask),
            "queries" => DataSet.Concat(first, second).Select(Ask).Where(static task => task.Prompt.Number % 7 != 0).Subset(7_000, seed: 2)
                .Stratified(6_500, static task => $"{task.Prompt.Number % 3}").Limit(6_000),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "There is no such data."),
        };
    }

    private async Task<(string Results, string Manifest, string Notes)> RunAsync(string kind, Selection selection, int mostHeld)
    {
        using Lab lab = new();
        using Run<Question, Reply> run = await RunAsync(lab, Plan(lab, DataOf(kind), selection, mostHeld));
        using MemoryStream results = new();
        ResultsFile.Write(run, results);
        string manifest = Assert.Single(Directory.GetFiles(lab.Store, "manifest.jsonl", SearchOption.AllDirectories));
        using Store store = Store.Open(lab.Store);
        using RunReader reader = store.Experiment("lab").Read(run.Id);
        return (
            Encoding.UTF8.GetString(results.ToArray()),
            // The header has the id of the run.
            string.Join('\n', File.ReadLines(manifest).Skip(1)),
            string.Join('\n', reader.DataSets().Select(static note => $"{note.Snapshot}")));
    }

    private string Write(string name, IEnumerable<string> lines)
    {
        string file = Path.Combine(_folder, name);
        File.WriteAllLines(file, lines);
        return file;
    }

    private static string Packed(string file)
    {
        string packed = file + ".gz";
        using FileStream input = File.OpenRead(file);
        using GZipStream output = new(File.Create(packed), CompressionLevel.Fastest);
        input.CopyTo(output);
        return packed;
    }
}
