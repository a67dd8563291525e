using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using TrialKeep.Generator;

namespace TrialKeep.Orchestration.Tests;

/// <summary>An experiment is compiled and run, its code is edited, and it is compiled and run again on the same store.</summary>
public sealed class CodeFingerprintTests
{
    private const string Experiment = """
        using System; using System.Collections.Generic; using System.Linq; using System.Threading; using System.Threading.Tasks;
        using TrialKeep; using TrialKeep.Orchestration.Execution; using TrialKeep.Orchestration.Planning; using TrialKeep.Storage;

        [ExperimentTask("prints.sum")] public sealed partial record Sum { [ItemId] public required string Id { get; init; } [KeyPart] public required Hint Hint { get; init; } [Reference] public required int Expected { get; init; } }
        [PromptTemplate("Add {numbers}.")] public readonly partial record struct Hint;
        [ExperimentRecord("prints.answer")] public sealed partial record Answer { public int Value { get; init; } }
        [ExperimentRecord("prints.doubled")] public sealed partial record Doubled { public int Value { get; init; } }
        [ExperimentVariant("prints.settings")] public sealed partial record Settings { [KeyPart] public int Offset { get; init; } }

        public static class Entry
        {
            public static int Calls, Transforms, Scores;

            public static async Task<int[]> RunAsync(string folder)
            {
                Experiment<Sum, Answer> experiment = Experiment.For<Sum, Answer>("prints")
                    .Data(DataSet.Of(Enumerable.Range(0, 3).Select(i => new Sum { Id = $"{i}", Hint = new($"{i} and {i}"), Expected = i + i })))
                    .Variant("plain", new Settings(), Solver.Answer, code: Solver.AnswerFingerprint)
                    .Transform(Transform.Of<Answer, Doubled>("doubled", Doubler.Double, code: Doubler.DoubleFingerprint))
                    .Evaluate("exact", new Judge(), code: Judge.Fingerprint);
                using Store store = Store.Open(folder);
                using var run = await new ExperimentRunner<Sum, Answer>(Planner.Plan(experiment, Selection.All), store, new RunOptions()).RunAsync(null, default);
                return [Calls, Transforms, Scores];
            }
        }
        """;

    private const string Solver = """
        using System; using System.Threading; using System.Threading.Tasks; using TrialKeep;

        public static partial class Solver
        {
            [CodeFingerprint]
            internal static Task<Answer> Answer(Sum.Input input, VariantContext context, CancellationToken cancellation)
            {
                Interlocked.Increment(ref Entry.Calls);
                return Task.FromResult(new Answer { Value = Numbers.Sum(input.Hint.Render()) });
            }
        }
        """;

    private const string Doubler = """
        using System.Threading; using TrialKeep;

        public static partial class Doubler
        {
            [CodeFingerprint]
            internal static Transformed<Doubled> Double(Answer answer)
            {
                Interlocked.Increment(ref Entry.Transforms);
                return new Doubled { Value = 2 * answer.Value };
            }
        }
        """;

    private const string Judge = """
        using System; using System.Threading; using System.Threading.Tasks; using TrialKeep;

        [CodeFingerprint]
        public sealed partial class Judge : Evaluator<Sum, Answer>
        {
            public override string Settings => "prints.exact/1";

            public override ValueTask<Score> EvaluateAsync(Sum task, Answer record, CancellationToken cancellation)
            {
                Interlocked.Increment(ref Entry.Scores);
                return ValueTask.FromResult(Score.Of(record.Value == Expected.Of(task), ""));
            }
        }
        """;

    private const string Below = """
        using System; using System.Linq;

        public static class Numbers { public static int Sum(string text) => text.Split(' ', '.').Select(word => int.TryParse(word, out int number) ? number : 0).Sum(); }
        public static class Expected { public static int Of(Sum task) => task.Expected; }
        public static class Unrelated { public static int Do() => 1; }
        """;

    // Read once: each would be opened anew for every compilation.
    private static readonly MetadataReference[] s_references =
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(static path => MetadataReference.CreateFromFile(path))];

    [Theory]
    [InlineData("", "", 0, 0, 0)]
    [InlineData("Unrelated { public static int Do() => 1", "Unrelated { public static int Do() => 2", 0, 0, 0)]
    [InlineData("return ValueTask", "/* the same */ return\n    ValueTask", 0, 0, 0)]
    [InlineData("return new Doubled", "/* the same */ return\n    new Doubled", 0, 0, 0)]
    [InlineData("2 * answer.Value", "answer.Value * 2", 0, 3, 0)]
    [InlineData("Of(Sum task) => task.Expected", "Of(Sum t) => t.Expected", 0, 0, 0)]
    [InlineData("Of(Sum task) => task.Expected", "Of(Sum task) => Math.Abs(task.Expected)", 0, 0, 3)]
    [InlineData("record.Value ==", "record.Value + 0 ==", 0, 0, 3)]
    [InlineData("number : 0", "number : -0", 0, 0, 0)]
    // The answers are equal, so that what was made of them serves again.
    [InlineData("number : 0", "number : default(int) + 0 * number", 3, 0, 3)]
    public async Task Code_that_changes_repeats_what_it_decides_and_nothing_else(string from, string to, int calls, int transforms, int scores)
    {
        string store = Directory.CreateTempSubdirectory("trialkeep-prints-").FullName;
        try
        {
            int[] before = await RunAsync(store, "", "");
            Assert.Equal([3, 3, 3], before);
            int[] after = await RunAsync(store, from, to);
            Assert.Equal([calls, transforms, scores], after);
        }
        finally
        {
            Directory.Delete(store, recursive: true);
        }
    }

    private static Task<int[]> RunAsync(string store, string from, string to)
    {
        string[] sources = [.. new[] { Experiment, Solver, Doubler, Judge, Below }.Select(source => from.Length == 0 ? source : source.Replace(from, to, StringComparison.Ordinal))];
        MethodInfo run = Compile(sources).GetType("Entry")!.GetMethod("RunAsync")!;
        return (Task<int[]>)run.Invoke(null, [Path.Combine(store, "trials")])!;
    }

    private static Assembly Compile(string[] sources)
    {
        CSharpParseOptions options = new(LanguageVersion.Latest);
        CSharpCompilation compilation = CSharpCompilation.Create(
            "Prints",
            sources.Select(source => CSharpSyntaxTree.ParseText(source, options)),
            s_references,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        CSharpGeneratorDriver.Create([new ExperimentGenerator().AsSourceGenerator()], parseOptions: options).RunGeneratorsAndUpdateCompilation(compilation, out Compilation output, out _);
        using MemoryStream image = new();
        var emitted = output.Emit(image);
        Assert.True(emitted.Success, string.Join('\n', emitted.Diagnostics));
        image.Position = 0;
        return new AssemblyLoadContext("prints", isCollectible: true).LoadFromStream(image);
    }
}
