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

    /// <summary>What stands behind the number in an item's id.</summary>
    public string Suffix { get; set; } = "";

    /// <summary>The label of an item, by its number.</summary>
    public Func<int, string> Expected { get; set; } = static _ => "yes";

    /// <summary>The environment of the build server that the program thinks it runs on.</summary>
    public Dictionary<string, string> Environment { get; } = [];

    public Func<string, Guess>? Fault { get; set; }

    /// <summary>The last word on the experiment; by default it is scored by the one evaluation <c>exact</c>.</summary>
    public Func<Experiment<Puzzle, Guess>, Experiment<Puzzle, Guess>>? Finish { get; set; }

    public string PathOf(string name) => Path.Combine(_folder, name);

    public async Task<(int ExitCode, string Output, string Error)> RunAsync(params string[] args)
    {
        using StringWriter output = new(CultureInfo.InvariantCulture);
        using StringWriter error = new(CultureInfo.InvariantCulture);
        int code = await RunAsync(output, error, args);
        return (code, output.ToString(), error.ToString());
    }

    public Task<int> RunAsync(TextWriter output, TextWriter error, params string[] args) => ExperimentHost.RunAsync<Puzzle, Guess>(
        args.Contains("--store") ? args : [.. args, "--store", Store],
        [new Option<string?>("--own") { Description = "The program's own" }],
        _ => Experiment(),
        new HostConsole(() => output, () => error, isTerminal: false, Environment.GetValueOrDefault));

    /// <summary>Everything in the folder of the store with its content.</summary>
    public SortedDictionary<string, string> Files()
    {
        SortedDictionary<string, string> files = new(StringComparer.Ordinal);
        if (!Directory.Exists(Store)) return files;
        foreach (string path in Directory.EnumerateFileSystemEntries(Store, "*", SearchOption.AllDirectories)) files[path] = File.Exists(path) ? File.ReadAllText(path) : "";
        return files;
    }

    public Experiment<Puzzle, Guess> Scored(Experiment<Puzzle, Guess> experiment) =>
        experiment.Evaluate("exact", Evaluators.Exact<Puzzle, Guess>(task => task.Expected, record => record.Text), TrialKeep.Code.Version(Evaluator));

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private Experiment<Puzzle, Guess> Experiment()
    {
        Experiment<Puzzle, Guess> experiment = TrialKeep.Experiment.For<Puzzle, Guess>("puzzles").Data(DataSet.Of(Enumerable.Range(0, Items).Select(i =>
            new Puzzle { Id = $"p{i}{Suffix}", Question = $"{Wording}\nnumber {i}?", Expected = Expected(i), Kind = i % 2 == 0 ? "even" : "odd" })));
        foreach ((string name, int right) in Right)
        {
            experiment = experiment.Variant(name, new Guesser { Name = name }, (input, _, _) =>
                Task.FromResult(Fault?.Invoke(input.Id) ?? new Guess { Text = Number(input.Id) < right ? "yes" : "no" }), TrialKeep.Code.Version(Code));
        }

        return (Finish ?? Scored)(experiment);
    }

    private static int Number(string item) => int.Parse(string.Concat(item.Where(char.IsAsciiDigit)), CultureInfo.InvariantCulture);
}
