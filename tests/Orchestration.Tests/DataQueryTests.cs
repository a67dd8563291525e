using TrialKeep.Orchestration.Data;
using TrialKeep.Orchestration.Planning;
using TrialKeep.Storage;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Orchestration.Tests;

/// <summary>Which rows of a data set are asked.</summary>
public sealed class DataQueryTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("trialkeep-query-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_subset_is_the_one_that_the_host_draws_and_keeps_the_order()
    {
        DataSet<Question> all = DataSet.Of(Hundred());
        string[] drawn = Items(all.Subset(10, seed: 3));
        Assert.Equal(10, drawn.Length);
        Assert.Equal(drawn.OrderBy(Number), drawn);
        using Lab lab = new();
        Assert.Equal(drawn, Planner.Plan(lab.Experiment(Hundred()), new Selection { Subset = 10, SubsetSeed = 3 }, TestContext.Current.CancellationToken).Tasks.Select(static task => task.Item));
        Assert.NotEqual(drawn, Items(all.Subset(10, seed: 4)));
        Assert.Equal(Items(all), Items(all.Subset(1000)));
    }

    [Fact]
    public void A_draw_does_not_depend_on_order_and_hardly_on_growth()
    {
        string[] drawn = Items(DataSet.Of(Hundred()).Subset(20));
        Assert.Equal(drawn.Order(), Items(DataSet.Of(Hundred().Reverse()).Subset(20)).Order());
        string[] grown = Items(DataSet.Of([.. Hundred(), Question.Of(100)]).Subset(20));
        Assert.InRange(grown.Except(drawn).Count(), 0, 1);
        // Computed from docs/keys.md by another program: another draw would be another manifest.
        Assert.Equal(["q48", "q51", "q66"], Items(DataSet.Of(Hundred()).Subset(3)));
    }

    [Fact]
    public void Rows_without_a_task_are_drawn_by_an_id() =>
        Assert.Equal(
            Items(DataSet.Of(Hundred()).Subset(7, seed: 1)),
            DataSet.Of(Enumerable.Range(0, 100)).Subset(7, static number => $"q{number}", seed: 1).Rows().Select(static row => $"q{row.Value}"));

    [Theory]
    [InlineData(new[] { 50, 30, 20 }, 10, new[] { 5, 3, 2 })]
    [InlineData(new[] { 5, 3, 1 }, 4, new[] { 2, 1, 1 })]
    [InlineData(new[] { 1, 1, 1 }, 2, new[] { 1, 1, 0 })]
    [InlineData(new[] { 90, 9, 1 }, 10, new[] { 9, 1, 0 })]
    [InlineData(new[] { 3, 2 }, 5, new[] { 3, 2 })]
    public void Quotas_go_by_largest_remainder(int[] sizes, int count, int[] quotas) => Assert.Equal(quotas, SeededDraw.Quotas(sizes, count));

    [Fact]
    public void Strata_have_their_share_and_null_is_one()
    {
        DataSet<Question> all = DataSet.Of(Hundred().Select(static (question, i) => question with { Topic = i % 10 == 0 ? null : i % 2 == 0 ? "even" : "odd" }));
        DataRow<Question>[] drawn = [.. all.Stratified(20, static question => question.Topic, seed: 5).Rows()];
        Assert.Equal([(null, 2), ("even", 8), ("odd", 10)], drawn.GroupBy(static row => row.Value.Topic).OrderBy(static group => group.Key, StringComparer.Ordinal).Select(static group => (group.Key, group.Count())));
        Assert.Equal(drawn.Select(static row => row.Line).Order(), drawn.Select(static row => row.Line));
        Assert.Equal(Items(all), Items(all.Stratified(1000, static question => question.Topic)));
        // Within a stratum the draw is that of a subset.
        Assert.Equal(Items(all.Where(static question => question.Topic == "odd").Subset(10, seed: 5)), drawn.Where(static row => row.Value.Topic == "odd").Select(static row => row.Value.Id));
    }

    [Fact]
    public void A_selection_draws_by_a_slice_as_a_query_does()
    {
        using Lab lab = new();
        Question[] hundred = [.. Hundred().Select(static (question, i) => question with { Topic = i % 10 == 0 ? null : i % 4 == 0 ? "even" : "odd" })];
        string[] drawn = Items(DataSet.Of(hundred).Stratified(20, static question => question.Topic, seed: 5));
        Assert.Equal(drawn, PlannedItems(new Selection { Subset = 20, SubsetSeed = 5, SubsetBy = "topic" }));
        Assert.Equal(drawn, PlannedItems(new Selection { Subset = 20, SubsetSeed = 5, SubsetBy = "Topic" }));
        Assert.NotEqual(drawn, PlannedItems(new Selection { Subset = 20, SubsetSeed = 5 }));
        Assert.Equal("The task 'tests.question' has no slice 'source'; there are topic.", Assert.Throws<InvalidInputException>(() => PlannedItems(new Selection { Subset = 20, SubsetBy = "source" })).Message);
        const string Sizeless = "A subset's seed or slice draws nothing without its size; say how many items are to be drawn (--subset N).";
        Assert.Equal(Sizeless, Assert.Throws<InvalidInputException>(() => PlannedItems(new Selection { SubsetBy = "topic" })).Message);
        Assert.Equal(Sizeless, Assert.Throws<InvalidInputException>(() => PlannedItems(new Selection { SubsetSeed = 5 })).Message);

        string[] PlannedItems(Selection selection) => [.. Planner.Plan(lab.Experiment(hundred), selection, TestContext.Current.CancellationToken).Tasks.Select(static task => task.Item)];
    }

    [Fact]
    public void Queries_compose_in_the_order_in_which_they_are_called()
    {
        DataSet<Question> all = DataSet.Of(Hundred());
        Assert.Equal(["q51", "q53", "q55"], Items(all.Where(static question => Number(question.Id) > 50).Where(static question => Number(question.Id) % 2 == 1).Limit(3)));
        Assert.Equal(["q3", "q40"], Items(all.Ids("q40", "q3")));
        Assert.All(Items(all.Limit(10).Subset(5)), static item => Assert.InRange(Number(item), 0, 9));
    }

    [Fact]
    public void An_id_that_no_item_has_is_refused()
    {
        InvalidInputException refused = Assert.Throws<InvalidInputException>(() => Items(DataSet.Of(Hundred()).Ids("q3", "q300", "x")));
        Assert.Equal("The data has no item 'q300', 'x'; correct the ids.", refused.Message);
    }

    [Fact]
    public void A_condition_that_refuses_a_row_is_told_with_its_place()
    {
        DataSet<string> rows = DataSet.Of(["1", "x"]).Where(static text => int.Parse(text, System.Globalization.CultureInfo.InvariantCulture) > 0);
        Assert.StartsWith("the rows in memory, line 2: ", Assert.Throws<InvalidInputException>(() => rows.Rows().Count()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Parts_name_a_slice_and_a_run_notes_the_file_of_each()
    {
        string easy = Write("easy.jsonl", "{\"name\":\"a\",\"count\":1}\n{\"name\":\"b\",\"count\":2}\n");
        string hard = Write("hard.csv", "name,count\nc,3\n");
        DataSet<Question> tasks = DataSet.Concat(("easy", DataSet.Jsonl<Row>(easy)), ("hard", DataSet.Csv<Row>(hard).Describe(name: "published")))
            .Select(static part => Question.Of(part.Row.Count) with { Topic = part.Part });
        using Lab lab = new();
        using (Run<Question, Reply> run = await lab.RunAsync(lab.Experiment([], ["loud"]).Data(tasks)))
            Assert.Equal([("q1", "easy"), ("q2", "easy"), ("q3", "hard")], run.Plan.Tasks.Select(static task => (task.Item, task.Task.Topic!)));
        using Store store = Store.Open(lab.Store);
        StoredExperiment experiment = store.Experiment("lab");
        using RunReader reader = experiment.Read(experiment.Runs()[^1]);
        Assert.Equal([("easy.jsonl", easy, 2), ("published", hard, 1)], reader.DataSets().Select(static noted => (noted.Snapshot.Name, noted.Snapshot.Source!, noted.Snapshot.Rows)));
    }

    [Fact]
    public void Data_sets_with_dimensions_of_their_own_are_joined_and_an_item_in_two_is_refused()
    {
        DataSet<Question> first = DataSet.Of([Question.Of(1)]).Select(static question => question with { Topic = "x" });
        Assert.Equal(["q1", "q2"], Items(DataSet.Concat(first, DataSet.Of([Question.Of(2)]))));
        using Lab lab = new();
        InvalidInputException refused = Assert.Throws<InvalidInputException>(() =>
            Planner.Plan(lab.Experiment([]).Data(DataSet.Concat(first, DataSet.Of([Question.Of(1)]))), Selection.All, TestContext.Current.CancellationToken));
        Assert.Contains("the item 'q1' is there already", refused.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => DataSet.Concat(("a", first), ("a", first)));
    }

    private static Question[] Hundred() => [.. Enumerable.Range(0, 100).Select(static i => Question.Of(i))];

    private static int Number(string item) => int.Parse(item.AsSpan(1), System.Globalization.CultureInfo.InvariantCulture);

    private static string[] Items(DataSet<Question> tasks) => [.. tasks.Rows().Select(static row => row.Value.Id)];

    private string Write(string name, string text)
    {
        string file = Path.Combine(_folder, name);
        File.WriteAllText(file, text);
        return file;
    }
}
