using System.Globalization;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Orchestration.Tests;

/// <summary>A run whose answers other runs have, several of each kind.</summary>
public sealed class SecondRunTests : IDisposable
{
    private const int Items = 1_200;
    private readonly Lab _lab = new();
    private readonly int[] _scored = new int[4];

    public void Dispose() => _lab.Dispose();

    [Fact]
    public async Task Answers_and_each_evaluations_scores_come_from_whichever_run_has_them()
    {
        // The newest run has the second half only, and the last evaluation is known to nobody.
        using (Run<Question, Reply> first = await _lab.RunAsync(Experiment(0, Items / 2, evaluations: 3))) Assert.Equal(Items / 2, first.Counts.Generated);
        using (Run<Question, Reply> second = await _lab.RunAsync(Experiment(Items / 2, Items, evaluations: 3))) Assert.Equal(Items / 2, second.Counts.Generated);
        Assert.Equal([Items, Items, Items, 0], _scored);
        using (Run<Question, Reply> third = await _lab.RunAsync(Experiment(0, Items, evaluations: 4)))
        {
            Assert.Equal((0, Items, Items), (third.Counts.Generated, third.Counts.Cached, third.Counts.Evaluated));
            DemandScores(third, evaluations: 4);
        }

        Assert.Equal([Items, Items, Items, Items], _scored);
        // A run that reuses a run that reuses: what was found names the run that asked.
        using Run<Question, Reply> fourth = await _lab.RunAsync(Experiment(1, Items, evaluations: 4));
        Assert.Equal((0, Items - 1, 0), (fourth.Counts.Generated, fourth.Counts.Cached, fourth.Counts.Evaluated));
        DemandScores(fourth, evaluations: 4);
        Assert.Equal([Items, Items, Items, Items], _scored);
        Assert.Equal(Items, _lab.Calls);
        using Storage.Store store = Storage.Store.Open(_lab.Store);
        Assert.True(store.Verify().IsSound);
        using RunReader reader = store.Experiment("lab").Read(fourth.Id);
        RunId[] runs = [.. store.Experiment("lab").Runs()];
        for (int i = 0; i < fourth.Plan.Count; i++)
        {
            Assert.True(reader.TryGet(fourth.Plan.Keys[i], out StoredGeneration found));
            Assert.Equal(i < Items / 2 - 1 ? runs[0] : runs[1], found.Reference.Run);
        }
    }

    [Fact]
    public async Task What_was_edited_since_is_stored_with_the_reuse_and_only_that()
    {
        using (Run<Question, Reply> first = await _lab.RunAsync(Experiment(0, Items, evaluations: 1))) Assert.Equal(Items, first.Counts.Generated);
        using Run<Question, Reply> second = await _lab.RunAsync(Experiment(0, Items - 1, evaluations: 1, edited: 7));
        Assert.Equal((0, Items - 1, 1), (second.Counts.Generated, second.Counts.Cached, second.Counts.Evaluated));
        using Storage.Store store = Storage.Store.Open(_lab.Store);
        using RunReader reader = store.Experiment("lab").Read(second.Id);
        Assert.Equal([second.Plan.Tasks[7].Key.Id], reader.Tasks().Select(static task => task.Key));
    }

    private Experiment<Question, Reply> Experiment(int from, int to, int evaluations, int edited = -1)
    {
        IEnumerable<Question> questions = Enumerable.Range(from, to - from).Select(i => i == edited ? Question.Of(i) with { Expected = "edited" } : Question.Of(i));
        Experiment<Question, Reply> experiment = TrialKeep.Experiment.For<Question, Reply>("lab").Data(DataSet.Of(questions))
            .Variant("loud", new Speaker { Voice = "loud" }, async (input, context, cancellation) =>
            {
                _lab.Count();
                return await _lab.Answer(input, context, cancellation);
            }, Code.Version("1"));
        foreach (int evaluation in Enumerable.Range(0, evaluations)) experiment = experiment.Evaluate(string.Create(CultureInfo.InvariantCulture, $"add-{evaluation}"), new Adding(evaluation, _scored), Code.Version("1"));
        return experiment;
    }

    private static void DemandScores(Run<Question, Reply> run, int evaluations)
    {
        for (int i = 0; i < run.Plan.Count; i++)
        {
            for (int evaluation = 0; evaluation < evaluations; evaluation++)
            {
                Assert.Equal(double.Parse(run.RecordOf(i)!.Text!, CultureInfo.InvariantCulture) + evaluation, run.ScoreOf(i, evaluation)!.Value.Value);
            }
        }
    }

    /// <summary>Evaluations that differ in what they say.</summary>
    private sealed class Adding(int number, int[] scored) : Evaluator<Question, Reply>
    {
        public override string Settings => string.Create(CultureInfo.InvariantCulture, $"tests.adding/{number}");

        public override ValueTask<Score> EvaluateAsync(Question task, Reply record, CancellationToken cancellation)
        {
            Interlocked.Increment(ref scored[number]);
            return ValueTask.FromResult(Score.Of(double.Parse(record.Text!, CultureInfo.InvariantCulture) + number));
        }
    }
}
