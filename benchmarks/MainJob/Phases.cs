using System.Diagnostics;
using TrialKeep.Analysis.Comparison;
using TrialKeep.Analysis.Comparison.Arms;
using TrialKeep.Analysis.Reports;
using TrialKeep.Orchestration.Execution;
using TrialKeep.Orchestration.Planning;
using TrialKeep.Storage;
using WordProblems.Sources;
using WordProblems.Types;

namespace TrialKeep.Benchmarks.MainJob;

/// <summary>The main job through the public interface, with a time stamp at each step.</summary>
internal static class Phases
{
    public static readonly string[] Names =
    [
        "read the data, declare the experiment", "plan: keys and manifest", "open the store, begin or continue the run", "generate", "flush, read the journal back, look for scores",
        "evaluate", "flush the scores, catalog, run.json", "compare and print the report",
    ];

    /// <summary>Runs the job once; the seconds of each of <see cref="Names"/>.</summary>
    public static async Task<double[]> RunAsync(string file, string folder)
    {
        List<long> marks = [Stopwatch.GetTimestamp()];
        void Mark(long time) => marks.Add(Math.Max(time, marks[^1]));
        Experiment<WordProblem, Answer> experiment = RecordedExperiment.Of(file);
        Mark(Stopwatch.GetTimestamp());
        Plan<WordProblem, Answer> plan = Planner.Plan(experiment, Selection.All);
        Mark(Stopwatch.GetTimestamp());
        PhaseClock clock = new();
        using Store store = Store.Open(folder);
        using Run<WordProblem, Answer> run = await new ExperimentRunner<WordProblem, Answer>(plan, store, new RunOptions()).RunAsync(clock);
        foreach (RunStage stage in new[] { RunStage.Generate, RunStage.Evaluate })
        {
            Mark(clock.FirstOf(stage));
            Mark(clock.LastOf(stage));
        }

        Mark(Stopwatch.GetTimestamp());
        TextReport.Write(TextWriter.Null, ArmComparison.Of(Arm.AllOf(Table(run)), new() { Ranked = false }));
        Mark(Stopwatch.GetTimestamp());
        if (run.Counts.Planned != RecordedFile.Answers || run.Counts.Failed + run.Counts.Missing > 0) throw new InvalidOperationException($"The job did {run.Counts}.");
        return [.. marks.Skip(1).Zip(marks, static (end, start) => Stopwatch.GetElapsedTime(start, end).TotalSeconds)];
    }

    private static ArmTable Table(Run<WordProblem, Answer> run)
    {
        ArmTableBuilder table = new("word-problems-recorded", run.Id.ToString(), new("correct", ""), run.Plan.Variants.Select(static variant => variant.Name));
        foreach (PlannedTask<WordProblem> task in run.Plan.Tasks) table.AddUnit(task.Item);
        for (int i = 0; i < run.Plan.Count; i++)
        {
            if (run.StateOf(i) == WorkState.Done) table.SetScore(i / run.Plan.Variants.Length, run.Plan.VariantIndexOf(i), run.ScoreOf(i, 0)!.Value.Value!.Value);
        }

        return table.Build();
    }
}
