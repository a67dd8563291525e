using System.Globalization;
using TrialKeep.Analysis.Phrasing;
using TrialKeep.Hosting.Documents;
using TrialKeep.Hosting.Rendering;
using TrialKeep.Orchestration.Differences;
using TrialKeep.Orchestration.Resuming;
using TrialKeep.Runtime.Schemas;
using TrialKeep.Storage;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Hosting.Verbs;

/// <summary>Says what differs between two runs, or between a run and the plan as it is now, and what it costs to bring one to the other; nothing runs.</summary>
internal static class DiffVerb
{
    public static int Run<TTask, TRecord>(HostSession<TTask, TRecord> session)
        where TTask : IExperimentTask<TTask>
        where TRecord : IExperimentRecord<TRecord>
    {
        string name = session.Plan.Experiment.Name;
        using Store? store = session.FindStore();
        if (store?.Experiment(name) is not { } experiment || experiment.Runs().Count == 0)
        {
            session.Console.Error.WriteLine($"There is no run of '{name}' in {session.Settings.Store}; run it first.");
            return ExitCode.NothingToCompare;
        }

        PlanDifference difference = Compare(session, experiment);
        VerbJson.Write(session.Settings, "diff", name, json => DifferenceJson.Write(json, difference));
        if (session.Settings.IsTextWanted) Print(session.Console.Out, difference);
        return ExitCode.Success;
    }

    private static PlanDifference Compare<TTask, TRecord>(HostSession<TTask, TRecord> session, StoredExperiment experiment)
        where TTask : IExperimentTask<TTask>
        where TRecord : IExperimentRecord<TRecord> => (session.Settings.From, session.Settings.To) switch
        {
            (Differ.PlanName, Differ.PlanName) => Differ.Plans(session.Plan, session.Plan, experiment),
            (Differ.PlanName, var to) => Differ.PlanAndRun(experiment, session.Plan, RunNames.Find(experiment, to)),
            (var from, Differ.PlanName) => Differ.RunAndPlan(experiment, RunNames.Find(experiment, from), session.Plan),
            var (from, to) => Differ.Runs<TTask>(experiment, RunNames.Find(experiment, from), RunNames.Find(experiment, to)),
        };

    private static void Print(TextWriter output, PlanDifference difference)
    {
        output.WriteLine($"From {Named(difference.From)} to {Named(difference.To)}: {DisplayText.OneLine(DifferenceSentence.Of(difference))}.");
        foreach (RenamedVariant variant in difference.RenamedVariants) output.WriteLine($"The variant {DisplayText.OneLine(variant.Before)} is called {DisplayText.OneLine(variant.After)} now; its answers stay.");
        Entries(output, difference.ChangedVariants, "");
        Entries(output, difference.ChangedItems, "");
        Entries(output, difference.ChangedReferences, " (references)");
        List(output, "evaluations are new", difference.AddedEvaluations);
        List(output, "evaluations are gone", difference.RemovedEvaluations);
        List(output, "evaluations have another evaluator", difference.ChangedEvaluations);
        foreach (string note in difference.Notes) output.WriteLine(note);
        DifferenceCost cost = difference.Cost;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{difference.CommonAnswers:N0} planned answers are common, {difference.AddedAnswers:N0} are new, {difference.RemovedAnswers:N0} are gone."));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"To get there: {cost.Calls:N0} {(cost.Calls == 1 ? "call" : "calls")}, {cost.Stored:N0} {(cost.Stored == 1 ? "answer" : "answers")} reused from the store, at most {cost.Scores:N0} {(cost.Scores == 1 ? "score" : "scores")}."));
    }

    private static string Named(string side) => side == Differ.PlanName ? "the plan" : $"run {side}";

    private static void List(TextWriter output, string what, IReadOnlyList<string> names)
    {
        if (names.Count > 0) output.WriteLine($"{names.Count.ToString(CultureInfo.InvariantCulture)} {what}: {string.Join(", ", names.Select(DisplayText.OneLine))}");
    }

    // Entries that differ alike are shown once, as why does.
    private static void Entries(TextWriter output, IReadOnlyList<EntryDifference> entries, string what)
    {
        foreach (IGrouping<string, EntryDifference> group in entries.GroupBy(static entry => string.Join('\u0001', entry.Parts.SelectMany(static part => (string?[])[part.Part, part.Before, part.After]))))
        {
            output.WriteLine($"{WhyReport.Items([.. group.Select(static entry => entry.Name)])}{what}:{(group.First().Parts.Count == 0 ? " the key differs, though no part does" : "")}");
            foreach (Orchestration.Explaining.PartDifference part in group.First().Parts) WhyReport.Write(output, part);
        }
    }
}
