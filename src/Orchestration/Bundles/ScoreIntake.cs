using System.Globalization;
using TrialKeep.Orchestration.Planning;
using TrialKeep.Orchestration.Specs;
using TrialKeep.Runtime.Keys;
using TrialKeep.Runtime.Schemas;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Orchestration.Bundles;

/// <summary>Takes scores that were made elsewhere, of any number of evaluations of the same answer.</summary>
internal sealed class ScoreIntake<TTask, TRecord>(Plan<TTask, TRecord> plan, StoredExperiment experiment, Bundle bundle, TimeProvider time) : ILineIntake<TRecord>, IDisposable
    where TTask : IExperimentTask<TTask>
    where TRecord : IExperimentRecord<TRecord>
{
    private readonly PlanPlaces<TTask, TRecord> _places = new(plan);
    private readonly Dictionary<int, EvaluationReader> _scores = [];
    private RunReader? _run;

    public JudgedLine<TRecord> Judge(AnswerLine line, RunReader? run)
    {
        int place = _places.Find(line, out string reason);
        if (place < 0) return JudgedLine<TRecord>.Refused(reason);
        string item = plan.TaskOf(place).Item;
        int evaluation = EvaluationOf(line);
        if (evaluation < 0) return JudgedLine<TRecord>.Refused($"the line of the item '{item}' names {(line.Evaluation is { } name ? $"the evaluation '{name}', which is foreign" : "no evaluation")}; there are {Names}.");
        if (run is null || !run.TryGet(plan.Keys[place], out StoredGeneration generation) || !generation.Succeeded)
            return JudgedLine<TRecord>.Refused($"the answer of '{plan.VariantOf(place).Name}' to the item '{item}' is not in this store; import its records first.");
        if (Refuse(line, place, evaluation, run, generation) is { } altered) return JudgedLine<TRecord>.Refused($"the item '{item}' {altered}");
        if (Shape(line) is { } shape) return JudgedLine<TRecord>.Refused($"the line of the item '{item}' {shape}");
        string content = ContentOf(line);
        return new(Compare(place, evaluation, run, generation, content), place, evaluation, content, default);
    }

    public void Append(AnswerLine line, in JudgedLine<TRecord> judged, RunSession session)
    {
        EvaluationSpec<TTask, TRecord> evaluation = plan.Experiment.Evaluations[judged.Evaluation];
        KeyId key = plan.Keys[judged.Place];
        session.Reader.TryGet(key, out StoredGeneration generation);
        KeyId output = OutputOf(evaluation, session.Reader, generation);
        session.Writer.Evaluation(evaluation.Name, evaluation.Identity).Append(new(
            key, generation.Reference, output, plan.ReferencesOf(judged.Place), line.Value, line.Label, line.Explanation, line.Unscored, line.Error, line.Time ?? time.GetUtcNow(),
            evaluation.Transform?.Identity.Id));
    }

    public void Dispose()
    {
        foreach (EvaluationReader scores in _scores.Values) scores.Dispose();
    }

    private string Names => string.Join(", ", plan.Experiment.Evaluations.Select(static evaluation => evaluation.Name));

    // Where there is one evaluation only, nobody has to name it.
    private int EvaluationOf(AnswerLine line)
    {
        for (int i = 0; i < plan.Experiment.Evaluations.Length; i++)
        {
            if (plan.Experiment.Evaluations[i].Name == line.Evaluation) return i;
        }

        return line.Evaluation is null && plan.Experiment.Evaluations.Length == 1 ? 0 : -1;
    }

    private string? Refuse(AnswerLine line, int place, int evaluation, RunReader run, StoredGeneration generation)
    {
        EvaluationSpec<TTask, TRecord> spec = plan.Experiment.Evaluations[evaluation];
        switch (ScoredOutput.Find(spec, run, generation, out _))
        {
            case ScoredState.Pending: return $"waits for '{spec.Transform!.Name}', which has yet to make something of the answer in this store; call transform, then import again.";
            case ScoredState.Nothing: return $"has nothing to score: '{spec.Transform!.Name}' found nothing in the answer.";
            default: break;
        }

        if (bundle.Refuse(line, plan.Keys[place], spec.Name, () => BundleItems.Evaluation(plan, place, evaluation, run, generation)) is { } altered) return altered;
        BundleItem asked = bundle.Find(plan.Keys[place], spec.Name)!;
        if (asked.Identity != spec.Identity.ToString()) return $"was exported for another version of the evaluation '{spec.Name}'; export again.";
        if (asked.References != plan.ReferencesOf(place).ToString()) return "has other references now than when it was exported; export again.";
        return asked.Output != OutputOf(spec, run, generation).ToString() ? "has another answer now than when it was exported; export again." : null;
    }

    // What is scored is there: it was asked for before.
    private static KeyId OutputOf(EvaluationSpec<TTask, TRecord> evaluation, RunReader run, in StoredGeneration generation)
    {
        ScoredOutput.Find(evaluation, run, generation, out KeyId? made);
        return made ?? Digest.Of(run.ReadRecordJson(generation).Span).Id;
    }

    private static string? Shape(AnswerLine line)
    {
        if (!line.Record.IsEmpty) return "gives a record, and scores are asked for.";
        int said = (line.Value is null ? 0 : 1) + (line.Unscored is null ? 0 : 1) + (line.Error is null ? 0 : 1);
        if (said != 1) return said == 0 ? "has no score; give 'value', or say in 'unscored' or 'error' why there is none." : "says more than one of 'value', 'unscored' and 'error'; leave one.";
        return line.Unscored is { } reason && string.IsNullOrWhiteSpace(reason) ? "has an empty 'unscored'; say why there is no score." : null;
    }

    private LineVerdict Compare(int place, int evaluation, RunReader run, StoredGeneration generation, string content)
    {
        KeyId key = plan.Keys[place];
        if (!ScoresOf(evaluation, run).TryGet(key, out StoredScore stored) || !stored.Summary.IsFrom(generation.Reference, plan.ReferencesOf(place))) return LineVerdict.New;
        // The answer is the same, and what a transform makes of it is not.
        if (plan.Experiment.Evaluations[evaluation] is { Transform: not null } spec && stored.Output != OutputOf(spec, run, generation)) return LineVerdict.New;
        if (ContentOf(stored.Value, stored.Label, stored.Explanation, stored.Unscored, stored.Error) == content) return LineVerdict.Already;
        return stored.Value is null
            ? LineVerdict.New
            : LineVerdict.Refused($"the answer of '{plan.VariantOf(place).Name}' to the item '{plan.TaskOf(place).Item}' is scored otherwise by '{plan.Experiment.Evaluations[evaluation].Name}' already, and that stays; give the evaluator another version to score anew.");
    }

    private EvaluationReader ScoresOf(int evaluation, RunReader run)
    {
        if (!ReferenceEquals(_run, run))
        {
            Dispose();
            _scores.Clear();
            _run = run;
        }

        if (_scores.TryGetValue(evaluation, out EvaluationReader? known)) return known;
        EvaluationSpec<TTask, TRecord> spec = plan.Experiment.Evaluations[evaluation];
        return _scores[evaluation] = run.Evaluation(spec.Name, spec.Identity);
    }

    private string ContentOf(AnswerLine line) => ContentOf(
        line.Value, experiment.AsStored(line.Label), experiment.AsStored(line.Explanation), experiment.AsStored(line.Unscored),
        line.Error is { } error ? error with { Kind = experiment.AsStored(error.Kind), Message = experiment.AsStored(error.Message) } : null);

    private static string ContentOf(double? value, string? label, string? explanation, string? unscored, RecordError? error) =>
        string.Join('\u0001', value?.ToString("R", CultureInfo.InvariantCulture), label, explanation, unscored, error?.Kind, error?.Message);
}
