using TrialKeep.Analysis.Comparison.Arms;
using TrialKeep.Analysis.Comparison.Judges;
using TrialKeep.Analysis.Phrasing;
using TrialKeep.Orchestration.Specs;
using TrialKeep.Runtime.Schemas;

namespace TrialKeep.Hosting.Verbs;

/// <summary>Holds the first evaluation against labels, where the user says which evaluation they are.</summary>
internal static class JudgeLabels
{
    /// <summary>The agreement of the first evaluation with the labels; empty when none were named.</summary>
    /// <exception cref="InvalidInputException">There is no such evaluation, or it has no score.</exception>
    public static IReadOnlyList<JudgeReport> Of<TTask, TRecord>(HostSession<TTask, TRecord> session, IReadOnlyList<ArmTable> tables)
        where TTask : IExperimentTask<TTask>
        where TRecord : IExperimentRecord<TRecord>
    {
        if (session.Settings.Labels is not { } labels) return [];
        if (!session.Plan.Experiment.Evaluations.Any(evaluation => evaluation.Name == labels))
            throw new InvalidInputException($"There is no evaluation '{labels}' to take labels from; there are {string.Join(", ", session.Plan.Experiment.Evaluations.Select(static evaluation => evaluation.Name))}.");
        ArmTable table = tables.FirstOrDefault(table => table.Evaluator.Name == labels)
            ?? throw new InvalidInputException($"The evaluation '{labels}' has no score to take for a label; run evaluate first.");
        return JudgeComparison.Of(tables[0], table);
    }

    /// <summary>Judges that the rules rest on while nobody knows how they agree with people.</summary>
    public static IEnumerable<string> Warnings<TTask, TRecord>(HostSession<TTask, TRecord> session, IEnumerable<string> metrics, bool hasLabels)
        where TTask : IExperimentTask<TTask>
        where TRecord : IExperimentRecord<TRecord> =>
        session.Plan.Experiment.Evaluations
            .Where((EvaluationSpec<TTask, TRecord> evaluation, int index) => evaluation.IsJudge && metrics.Contains(evaluation.Name) && !(hasLabels && index == 0))
            .Select(static evaluation => $"The gate rests on the judge '{DisplayText.OneLine(evaluation.Name)}', and how it agrees with people is not known: give labels by an evaluation and name it with --labels.");
}
