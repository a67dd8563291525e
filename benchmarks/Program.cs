using TrialKeep.Benchmarks.Analysis;
using TrialKeep.Benchmarks.Codecs;
using TrialKeep.Benchmarks.Generator;
using TrialKeep.Benchmarks.Keys;
using TrialKeep.Benchmarks.MainJob;
using TrialKeep.Benchmarks.Measuring;
using TrialKeep.Benchmarks.Orchestration;
using TrialKeep.Benchmarks.Statistics;
using TrialKeep.Benchmarks.Storage;

// A process of its own, started by a benchmark, because start-up, compilation and memory are part of what is measured.
IChild[] children = [new PhasesChild(), new NoOpChild(), new ResumeChild(), new ReuseChild(), new EmptyChild(), new OpenChild(), new GrowthChild(), new CompareChild()];
if (args is ["--child", string child, .. string[] rest]) return await Array.Find(children, one => one.Name == child)!.RunAsync(rest);

IBenchmark[] benchmarks =
[
    new MainJobBenchmark(), new NoOpBenchmark(), new ResumeBenchmark(), new ReuseBenchmark(),
    new PipelinedAppendBenchmark(), new AwaitedAppendBenchmark(), new ConcurrentAppendBenchmark(), new SealBenchmark(), new StreamBenchmark(), new MeasurementBenchmark(),
    new LookupBenchmark(), new OpenBenchmark(), new RebuildBenchmark(), new GrowthBenchmark(),
    new CodecBenchmark(), new KeyBenchmark(), new EditBenchmark(), new BuildBenchmark(),
    new BcaBenchmark(), new CompareBenchmark(),
];
// The rows of one issue in one run.
string[] orchestration = ["no-op", "resume", "reuse"];
string[] names = [.. args.Where(static argument => !argument.StartsWith('-')).SelectMany(argument => argument == "orchestration" ? orchestration : [argument])];
string[] options = [.. args.Where(static argument => argument.StartsWith('-'))];
string[] unknown =
[
    .. names.Where(name => name != "all" && !benchmarks.Any(one => one.Name == name)),
    .. options.Where(static option => option != "--large"),
];
if (names.Length == 0 || unknown.Length > 0)
{
    if (unknown.Length > 0) Console.Error.WriteLine($"'{unknown[0]}' is no benchmark and no option.");
    Console.Error.WriteLine($"Name one or more of: all orchestration {string.Join(' ', benchmarks.Select(static one => one.Name))}; --large adds the sizes that take minutes.");
    return 2;
}

Console.WriteLine(Machine.Describe());
foreach (IBenchmark benchmark in benchmarks.Where(one => names.Contains("all") || names.Contains(one.Name)))
{
    Console.WriteLine();
    Console.WriteLine($"## {benchmark.Title}");
    using WorkFolder folder = new();
    await foreach (MarkdownTable table in benchmark.RunAsync(new BenchmarkSettings(folder, options.Contains("--large"))))
    {
        Console.WriteLine();
        Console.Write(table);
    }
}

return 0;
