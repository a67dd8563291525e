using System.Globalization;
using Microsoft.CodeAnalysis;
using TrialKeep.Benchmarks.Measuring;
using TrialKeep.Generator;

namespace TrialKeep.Benchmarks.Generator;

/// <summary>A one-line edit in a large project, against System.Text.Json's generator on the same types.</summary>
internal sealed class EditBenchmark : IBenchmark
{
    private const int Types = 20;
    private const int Files = 1500;
    private const string Annotation = "[ExperimentRecord(\"r{0}\")]";
    private const string Ours = "20 records";
    private const string Json = "System.Text.Json, 20 types";
    private const string Solvers = "20 records and 20 fingerprints over 1,000 files, in the editor";
    private const string Built = "the same in a build, where fingerprints are computed";

    public string Name => "edit";

    public string Title => "Generator: a one-line edit";

    public async IAsyncEnumerable<MarkdownTable> RunAsync(BenchmarkSettings settings)
    {
        await Task.CompletedTask;
        (string Name, Func<ISourceGenerator> Generator, string Extra, bool IsDesignTime)[] subjects =
        [
            (Ours, Own, "", true),
            (Json, JsonGenerator.Create, Subject.JsonContext(Types), true),
            (Solvers, Own, Subject.Solvers(Types), true),
            (Built, Own, Subject.Solvers(Types), false),
        ];
        Contender[] contenders = [.. subjects.Select(static one => (one.Name, Session: Open(one.Generator(), one.Extra, one.IsDesignTime, tracks: false))).Select(static one => new Contender(one.Name, one.Session.Edit))];
        Rounds measured = Rounds.Run(25, contenders);
        MarkdownTable table = new("1,500 files beside the types; a body in one of them is edited, 25 rounds", "what", "ms an edit", "time against System.Text.Json", "outputs emitted again", "goal");
        foreach (var (name, generator, extra, isDesignTime) in subjects)
        {
            Session tracked = Open(generator(), extra, isDesignTime, tracks: true);
            tracked.Edit();
            string goal = name == Ours ? "1.00 x, 0" : "";
            table.Add(name, Figure.Milliseconds(measured.Median(name)), Figure.Times(1 / measured.Speed(name, Json)), tracked.Emitted().ToString(CultureInfo.InvariantCulture), goal);
        }

        yield return table;
    }

    private static ISourceGenerator Own() => new ExperimentGenerator().AsSourceGenerator();

    // The last file but one: no fingerprint reaches it.
    private static Session Open(ISourceGenerator generator, string extra, bool isDesignTime, bool tracks) =>
        new(generator, Subject.Compilation(Types, Files, Annotation, extra), Types + Files - 1, Files - 1, isDesignTime, tracks);
}
