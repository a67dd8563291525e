using System.Collections.Immutable;
using TrialKeep.Runtime.Keys;
using TrialKeep.Storage.Runs;
using TrialKeep.Storage.Streaming;

namespace TrialKeep.Orchestration.Progress;

/// <summary>How far a run is, as its store says: from any process, while others work on it, and when whoever did has died.</summary>
/// <param name="Run">The run.</param>
/// <param name="Status">Where it stands; <see cref="RunStatus.Stale"/> when it says that it runs and nobody who lives works on it.</param>
/// <param name="Counts">Its generations, by what the journals hold.</param>
/// <param name="Scores">How many scores each evaluation has, by its name; of several versions of one the most.</param>
/// <param name="Refused">Answers that were refused.</param>
/// <param name="Truncated">Answers that were cut.</param>
/// <param name="Spent">What the run's own answers, outputs and scores have used up, failed tries aside; null when nobody said.</param>
/// <param name="Began">When the run was begun.</param>
/// <param name="Latest">When the latest answer or failure came; null before the first.</param>
/// <param name="Rate">Answers and failures a second, over the last minute before the latest; 0 when there are not two.</param>
public sealed record StoredProgress(
    RunId Run, RunStatus Status, RunCounts Counts, ImmutableSortedDictionary<string, int> Scores, int Refused, int Truncated, Usage? Spent,
    DateTimeOffset Began, DateTimeOffset? Latest, double Rate)
{
    private static readonly TimeSpan s_window = TimeSpan.FromMinutes(1);

    /// <summary>What is left at this rate; null when nothing is left to do, or nobody does it.</summary>
    public TimeSpan? Remaining => Status == RunStatus.Running && Counts.Missing > 0 && Rate > 0 ? TimeSpan.FromSeconds(Counts.Missing / Rate) : null;

    /// <summary>Reads the run's journals once.</summary>
    /// <exception cref="TrialKeep.Storage.StoreException">There is no such run, or it can't be read.</exception>
    public static StoredProgress Read(StoredExperiment experiment, RunId run)
    {
        ArgumentNullException.ThrowIfNull(experiment);
        RunStatus status = experiment.Status(run);
        using RunReader reader = experiment.Read(run);
        int refused = 0;
        int truncated = 0;
        Usage? spent = null;
        List<DateTimeOffset> times = [];
        foreach (StreamedEnvelope line in reader.Stream().Envelopes())
        {
            if (line.Envelope.Outcome == AnswerOutcome.Refused) refused++;
            if (line.Envelope.Outcome == AnswerOutcome.Truncated) truncated++;
            if (line.IsReuse) continue;
            times.Add(line.Envelope.Time);
            if (line.Envelope.Usage is { } usage) spent = spent is { } before ? before + usage : usage;
        }

        ImmutableSortedDictionary<string, int> scores = ScoresOf(reader, ref spent);
        foreach (KeyId transform in reader.Transforms.Transforms) Add(ref spent, reader.Transforms.Used(transform));
        DateTimeOffset? latest = times.Count > 0 ? times.Max() : null;
        return new(run, status, RunCounts.Of(reader), scores, refused, truncated, spent, reader.Info.Created, latest, RateOf(times, latest));
    }

    private static ImmutableSortedDictionary<string, int> ScoresOf(RunReader reader, ref Usage? spent)
    {
        ImmutableSortedDictionary<string, int>.Builder scores = ImmutableSortedDictionary.CreateBuilder<string, int>(StringComparer.Ordinal);
        foreach (EvaluationName name in reader.Evaluations())
        {
            using EvaluationReader evaluation = reader.Evaluation(name);
            Add(ref spent, evaluation.Used);
            scores[name.Name] = Math.Max(scores.GetValueOrDefault(name.Name), evaluation.Count);
        }

        return scores.ToImmutable();
    }

    private static void Add(ref Usage? spent, in UsageTotal used)
    {
        if (used.Known is { } known) spent = spent is { } before ? before + known : known;
    }

    private static double RateOf(List<DateTimeOffset> times, DateTimeOffset? latest)
    {
        if (latest is not { } end) return 0;
        DateTimeOffset[] recent = [.. times.Where(time => end - time <= s_window)];
        TimeSpan took = end - recent.Min();
        return took > TimeSpan.Zero ? (recent.Length - 1) / took.TotalSeconds : 0;
    }
}
