using TrialKeep.Runtime.Keys;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Storage.Tests.Samples;

/// <summary>What a worker does that shares a run: claims, appends, waits, settles, until nothing is missing.</summary>
public static class SharedWork
{
    private const int BatchSize = 4;

    public static RunStart Start { get; } = Corpus.Start with { Shared = true };

    // Nothing here may continue on another thread: a child does it before its module is initialised, and that thread would wait for it.
    public static void Do(StoredExperiment experiment, RunId run, Action<int> onDurable)
    {
        RunSession session = experiment.Continue(run, Start);
        Manifest manifest = session.Reader.ReadManifest();
        Dictionary<KeyId, int> numbers = manifest.Entries.Select((entry, i) => (entry.Key, i)).ToDictionary(pair => pair.Key, pair => pair.i);
        while (RunCounts.Of(session.Reader) is { Missing: > 0 })
        {
            foreach (KeyId[] batch in manifest.Entries.Select(entry => entry.Key).Chunk(BatchSize))
            {
                IReadOnlyList<KeyId> won = session.Claims.TryClaim(batch);
                foreach (KeyId key in won)
                {
                    Corpus.Append(session.Writer, numbers[key]).Durable.GetAwaiter().GetResult();
                    onDurable(numbers[key]);
                }

                session.Claims.Settle([.. won]);
            }

            session.RefreshAsync().AsTask().GetAwaiter().GetResult();
        }

        session.SetStatus(RunStatus.Completed, RunCounts.Of(session.Reader));
        session.DisposeAsync().AsTask().GetAwaiter().GetResult();
    }
}
