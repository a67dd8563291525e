using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using TrialKeep.Benchmarks.Measuring;
using TrialKeep.Generator;

namespace TrialKeep.Benchmarks.Generator;

/// <summary>The compilation of 200 types with their generated code, against System.Text.Json's for the same types.</summary>
internal sealed class BuildBenchmark : IBenchmark
{
    private const int Types = 200;
    private const string Annotation = "[ExperimentRecord(\"r{0}\")]";
    private const string Plain = "without a generator";
    private const string Ours = "codecs, schemas and columns";
    private const string Json = "System.Text.Json's context";

    public string Name => "build";

    public string Title => "Generator: the build of 200 types";

    public async IAsyncEnumerable<MarkdownTable> RunAsync(BenchmarkSettings settings)
    {
        await Task.CompletedTask;
        Rounds measured = Rounds.Run(
            9,
            new Contender(Plain, static () => Build(null, "")),
            new Contender(Ours, static () => Build(new ExperimentGenerator().AsSourceGenerator(), "")),
            new Contender(Json, static () => Build(JsonGenerator.Create(), Subject.JsonContext(Types))));
        MarkdownTable table = new("parsed, generated, compiled and emitted in a warm process, 9 rounds", "what", "ms", "time against System.Text.Json", "goal");
        foreach (string name in (string[])[Plain, Ours, Json]) table.Add(name, Figure.Milliseconds(measured.Median(name)), Figure.Times(1 / measured.Speed(name, Json)), name == Ours ? "reported" : "");
        yield return table;
    }

    private static double Build(ISourceGenerator? generator, string extra) => Timed.Run(() =>
    {
        Compilation compilation = Subject.Compilation(Types, 0, generator is null ? "" : Annotation, extra);
        if (generator is not null) CSharpGeneratorDriver.Create([generator], parseOptions: Subject.Options).RunGeneratorsAndUpdateCompilation(compilation, out compilation, out _);
        var emitted = compilation.Emit(Stream.Null);
        if (!emitted.Success) throw new InvalidOperationException(string.Join('\n', emitted.Diagnostics.Where(static d => d.Severity == DiagnosticSeverity.Error).Take(3)));
    });
}
