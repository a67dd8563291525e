using TrialKeep.Runtime.Keys;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Orchestration.Estimating;

/// <summary>What the scores and outputs of an experiment have used up: each try that gave one, in whichever run it was made.</summary>
internal static class UsageHistory
{
    /// <summary>Of an evaluation as it is now; where none of those scores said anything, of earlier ones of its name.</summary>
    public static (UsageTotal Used, bool IsEarlier) OfEvaluation(StoredExperiment? experiment, string name, Digest identity)
    {
        string digits = identity.ToString()[..16];
        UsageTotal own = default;
        UsageTotal earlier = default;
        foreach (RunId run in experiment?.Runs() ?? [])
        {
            foreach (EvaluationName evaluation in experiment!.Evaluations(run).Where(evaluation => evaluation.Name == name))
            {
                using EvaluationReader scores = experiment.Evaluation(run, evaluation);
                if (evaluation.Identity == digits) own += scores.Used;
                else earlier += scores.Used;
            }
        }

        return own.Counted > 0 ? (own, false) : (earlier, true);
    }

    /// <summary>Of transforms, by their identities.</summary>
    public static Dictionary<KeyId, UsageTotal> OfTransforms(StoredExperiment? experiment)
    {
        Dictionary<KeyId, UsageTotal> used = [];
        foreach (RunId run in experiment?.Runs() ?? [])
        {
            using TransformReader reader = experiment!.Transforms(run);
            foreach (KeyId transform in reader.Transforms) used[transform] = used.GetValueOrDefault(transform) + reader.Used(transform);
        }

        return used;
    }
}
