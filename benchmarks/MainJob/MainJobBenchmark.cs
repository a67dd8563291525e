using System.Globalization;
using TrialKeep.Benchmarks.Measuring;

namespace TrialKeep.Benchmarks.MainJob;

/// <summary>The README's main job on recorded answers: as a process, and split into phases.</summary>
internal sealed class MainJobBenchmark : IBenchmark
{
    private const int Repeats = 9;

    private static readonly (string Name, (string Name, string Value)[] Environment)[] s_settings =
    [
        ("as built", []),
        ("DOTNET_TieredPGO=0", [("DOTNET_TieredPGO", "0")]),
        ("DOTNET_TC_QuickJitForLoops=0", [("DOTNET_TC_QuickJitForLoops", "0")]),
        ("DOTNET_TieredCompilation=0", [("DOTNET_TieredCompilation", "0")]),
        ("DOTNET_ReadyToRun=0", [("DOTNET_ReadyToRun", "0")]),
    ];

    public string Name => "main-job";

    public string Title => "The main job: 2,800 recorded answers, durable";

    public async IAsyncEnumerable<MarkdownTable> RunAsync(BenchmarkSettings settings)
    {
        await Task.CompletedTask;
        (string file, string name) = RecordedFile.Find(settings.Folder.Fresh());
        string? core = HasTaskset() ? (Environment.ProcessorCount - 1).ToString(CultureInfo.InvariantCulture) : null;
        yield return ProcessTable(name, core, file, settings.Folder);
        yield return PhaseTable("First run, by phase", [], again: false, file, settings.Folder);
        if (core is not null) yield return PhaseTable("First run, by phase, on one core", ["taskset", "-c", core], again: false, file, settings.Folder);
        yield return PhaseTable("Second run, nothing to do, by phase", [], again: true, file, settings.Folder);
    }

    private static MarkdownTable ProcessTable(string name, string? core, string file, WorkFolder folder)
    {
        (string Setting, string Cores, string[] Prefix, (string, string)[] Environment)[] rows =
        [
            .. s_settings.Select(static one => (one.Name, "all", Array.Empty<string>(), one.Environment)),
            .. s_settings.Take(core is null ? 0 : 1).Select(one => (one.Name, "one", new[] { "taskset", "-c", core! }, one.Environment)),
        ];
        List<double>[] first = [.. rows.Select(static _ => new List<double>())];
        List<double>[] second = [.. rows.Select(static _ => new List<double>())];
        for (int repeat = 0; repeat < Repeats; repeat++)
        {
            for (int row = 0; row < rows.Length; row++)
            {
                string[] command = [.. rows[row].Prefix, Checkout.Sample, "--recorded", file, "--quiet", "--store", folder.Fresh()];
                first[row].Add(ChildProcess.Run(command, rows[row].Environment).Seconds);
                second[row].Add(ChildProcess.Run(command, rows[row].Environment).Seconds);
            }
        }

        MarkdownTable table = new($"`WordProblems --recorded FILE --quiet` as a process, {name}; wall time from its start until it is gone, medians of {Repeats} taken in turn", "runtime setting", "cores", "first run", "second run", "goal");
        for (int row = 0; row < rows.Length; row++)
        {
            table.Add(rows[row].Setting, rows[row].Cores, Figure.Milliseconds(Rounds.MedianOf(first[row])), Figure.Milliseconds(Rounds.MedianOf(second[row])), "0.8 s after start-up");
        }

        return table;
    }

    private static MarkdownTable PhaseTable(string caption, string[] prefix, bool again, string file, WorkFolder folder)
    {
        List<double[]> runs = [];
        for (int i = 0; i < Repeats; i++)
        {
            string store = Path.Combine(folder.Fresh(), "store");
            if (again) ChildProcess.Run([Checkout.Sample, "--recorded", file, "--quiet", "--store", store]);
            runs.Add(ChildProcess.Numbers([.. prefix, Environment.ProcessPath!, "--child", "phases", file, store, .. again ? new[] { "again" } : Array.Empty<string>()]));
        }

        int phases = Phases.Names.Length;
        MarkdownTable table = new($"{caption}; medians of {Repeats} processes", "phase", "in a fresh process, ms", "again in the same process, ms");
        double Median(int number) => Rounds.MedianOf(runs.Select(run => run[number])) * 1e3;
        table.Add("start of the process to `Main`", Figure.Of(Median(0)), "");
        for (int i = 0; i < phases; i++) table.Add(Phases.Names[i], Figure.Of(Median(1 + i)), Figure.Of(Median(1 + phases + i)));
        table.Add("all after start-up", Figure.Of(Rounds.MedianOf(runs.Select(run => run[1..(1 + phases)].Sum())) * 1e3), Figure.Of(Rounds.MedianOf(runs.Select(run => run[(1 + phases)..].Sum())) * 1e3));
        return table;
    }

    private static bool HasTaskset() => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(static folder => File.Exists(Path.Combine(folder, "taskset")));
}
