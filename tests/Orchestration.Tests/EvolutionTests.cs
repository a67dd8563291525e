using TrialKeep.Orchestration.Execution;
using TrialKeep.Orchestration.Planning;
using TrialKeep.Runtime.Schemas;
using TrialKeep.Storage;

namespace TrialKeep.Orchestration.Tests;

/// <summary>Results that earlier shapes of the types stored are found and read by the latest.</summary>
public sealed class EvolutionTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("trialkeep-evolution-").FullName;
    private readonly List<string> _read = [];
    private int _calls;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task The_third_shape_finds_and_reads_what_two_earlier_ones_stored()
    {
        Assert.Equal(1, await RunAsync(1, new First.Voice("loud"), static text => new First.Said { Text = text, Score = 3 }, static said => $"{said.Text}"));
        Assert.Equal(1, await RunAsync(2, new Second.Voice("loud"), static text => new Second.Said { Body = text, Confidence = 0.75 }, static said => $"{said.Body}"));
        _read.Clear();
        Assert.Equal(1, await RunAsync(3, new Third.Voice { Called = "loud" }, static text => new Third.Said { Words = text, Notes = [] }, static said => FormattableString.Invariant($"{said.Words} {said.Confidence} {said.Notes.Length}")));
        Assert.Equal(["q0 0.5 1", "q1 0.75 1", "q2 0.5 0"], _read.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Another_value_than_the_default_is_another_variant()
    {
        Assert.Equal(1, await RunAsync(1, new First.Voice("loud"), static text => new First.Said { Text = text }, static _ => ""));
        Assert.Equal(1, await RunAsync(1, new Second.Voice("loud") { Speed = 2 }, static text => new Second.Said { Body = text }, static _ => ""));
        Assert.Equal(1, await RunAsync(1, new Third.Voice { Called = "loud", Tone = "" }, static text => new Third.Said { Words = text }, static _ => ""));
        Assert.Equal(0, await RunAsync(1, new Third.Voice { Called = "loud", Speed = 2 }, static text => new Third.Said { Words = text }, static _ => ""));
    }

    // How many answers were asked for.
    private async Task<int> RunAsync<TVariant, TRecord>(int items, TVariant variant, Func<string, TRecord> answer, Func<TRecord, string> read)
        where TVariant : IExperimentVariant<TVariant>
        where TRecord : class, IExperimentRecord<TRecord>
    {
        int before = _calls;
        Experiment<Question, TRecord> experiment = Experiment.For<Question, TRecord>("evolution")
            .Data(DataSet.Of(Enumerable.Range(0, items).Select(static i => Question.Of(i))))
            .Variant("voice", variant, (input, _, _) =>
            {
                Interlocked.Increment(ref _calls);
                return Task.FromResult(answer(input.Id));
            }, Code.Version("1"))
            .Evaluate("seen", new Seen<TRecord>(typeof(TRecord).FullName!, record => Note(read(record))), Code.Version("1"));
        using Store store = Store.Open(Path.Combine(_folder, "trials"));
        using Run<Question, TRecord> run = await new ExperimentRunner<Question, TRecord>(Planner.Plan(experiment, Selection.All), store, new RunOptions()).RunAsync(null, CancellationToken.None);
        return _calls - before;
    }

    private void Note(string text)
    {
        lock (_read) _read.Add(text);
    }

    private sealed class Seen<TRecord>(string settings, Action<TRecord> seen) : Evaluator<Question, TRecord>
        where TRecord : IExperimentRecord<TRecord>
    {
        public override string Settings => settings;

        public override ValueTask<Score> EvaluateAsync(Question task, TRecord record, CancellationToken cancellation)
        {
            seen(record);
            return ValueTask.FromResult(Score.Of(true, "seen"));
        }
    }
}
