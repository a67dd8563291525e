using System.Globalization;
using TrialKeep.Analysis.Comparison.Arms;
using TrialKeep.Analysis.Gates.Baselines;

namespace TrialKeep.Testing.Tests;

/// <summary>A temporary folder with files of scores and a store.</summary>
internal sealed class Folder : IDisposable
{
    public string Root { get; } = Directory.CreateTempSubdirectory("trialkeep-testing-").FullName;

    public string Store => PathOf("trials");

    public string PathOf(string name) => Path.Combine(Root, name);

    /// <summary>Writes the scores of one variant on 200 items, so many of them right.</summary>
    public string Scores(string name, int right, string identity = "0123456789abcdef", string items = "i")
    {
        ArmTableBuilder table = new("puzzles", $"run-of-{right}", new EvaluatorLabel("correct", identity), ["solver"]);
        for (int i = 0; i < 200; i++) table.SetScore(table.AddUnit(string.Create(CultureInfo.InvariantCulture, $"{items}{i:000}")), 0, i < right ? 1 : 0);
        using FileStream file = File.Create(PathOf(name));
        BaselineFile.Write(file, [table.Build()]);
        return PathOf(name);
    }

    /// <summary>Runs an experiment in the store.</summary>
    public async Task RunAsync(int right, string code, string evaluator = "1")
    {
        Experiment<Puzzle, Guess> experiment = Experiment.For<Puzzle, Guess>("puzzles")
            .Data(DataSet.Of(Enumerable.Range(0, 200).Select(static i => new Puzzle { Id = string.Create(CultureInfo.InvariantCulture, $"p{i:000}"), Expected = "yes" })))
            .Variant("solver", new Guesser { Name = "solver" }, (input, _, _) => Task.FromResult(Answer(input.Id, right)), Code.Version(code))
            .Evaluate("correct", Evaluators.Exact<Puzzle, Guess>(static task => task.Expected, static record => record.Text), Code.Version(evaluator));
        Assert.Equal(0, await ExperimentHost.RunAsync(["--quiet", "--store", Store], experiment));
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);

    private static Guess Answer(string item, int right)
    {
        int number = int.Parse(item.AsSpan(1), CultureInfo.InvariantCulture);
        return new Guess { Text = number < right ? "yes" : "no", Latency = 0.5 + number / 1000.0 };
    }
}
