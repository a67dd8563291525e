using System.CommandLine;
using System.Globalization;
using TrialKeep.Hosting.Rendering;

namespace TrialKeep.Hosting.Tests;

/// <summary>A user's program with a temporary store, called with a command line.</summary>
internal sealed class Program : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("trialkeep-host-").FullName;

    public string Store => Path.Combine(_folder, "trials");

    /// <summary>How many of a hundred questions a guesser gets right; by default 60 and 80.</summary>
    public Dictionary<string, int> Right { get; } = new() { ["low"] = 60, ["high"] = 80 };

    public string Code { get; set; } = "1";

    public string Evaluator { get; set; } = "1";

    public int Items { get; set; } = 100;

    public string Wording { get; set; } = "Question";

    public Func<string, Guess>? Fault { get; set; }

    public string PathOf(string name) => Path.Combine(_folder, name);

    public async Task<(int ExitCode, string Output, string Error)> RunAsync(params string[] args)
    {
        using StringWriter output = new(CultureInfo.InvariantCulture);
        using StringWriter error = new(CultureInfo.InvariantCulture);
        int code = await ExperimentHost.RunAsync<Puzzle, Guess>([.. args, "--store", Store], [new Option<string?>("--own") { Description = "The program's own" }], _ => Experiment(), new HostConsole(output, error, IsTerminal: false));
        return (code, output.ToString(), error.ToString());
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private Experiment<Puzzle, Guess> Experiment()
    {
        Experiment<Puzzle, Guess> experiment = TrialKeep.Experiment.For<Puzzle, Guess>("puzzles").Data(DataSet.Of(Enumerable.Range(0, Items).Select(i =>
            new Puzzle { Id = $"p{i}", Question = $"{Wording}\nnumber {i}?", Expected = "yes" })));
        foreach ((string name, int right) in Right)
        {
            experiment = experiment.Variant(name, new Guesser { Name = name }, (input, _, _) =>
                Task.FromResult(Fault?.Invoke(input.Id) ?? new Guess { Text = Number(input.Id) < right ? "yes" : "no" }), TrialKeep.Code.Version(Code));
        }

        return experiment.Evaluate("exact", Evaluators.Exact<Puzzle, Guess>(task => task.Expected, record => record.Text), TrialKeep.Code.Version(Evaluator));
    }

    private static int Number(string item) => int.Parse(item.AsSpan(1), CultureInfo.InvariantCulture);
}
