using TrialKeep.Storage.Runs;

namespace TrialKeep.Storage.Streaming;

/// <summary>Reads the records of one run after the other.</summary>
/// <param name="store">The store.</param>
/// <param name="runs">Gives the runs, each time records are asked for.</param>
internal sealed class RecordStreams(StoreContext store, Func<IReadOnlyList<RunFolder>> runs)
{
    /// <summary>Every attempt, in the order of the journals.</summary>
    public RecordSequence Attempts() => Each((folder, damage) => new AttemptCursor(store.Files, folder, damage));

    /// <summary>The winning attempt of each generation.</summary>
    public RecordSequence Winners(RecordOrder order) => Each((folder, _) => WinnersOf(folder, order));

    private RecordSequence Each(Func<RunFolder, Recovery.DamageLog, RecordCursor> open) =>
        new(damage => new RunsCursor(runs().Select(folder => open(folder, damage)).GetEnumerator()));

    private OwningCursor WinnersOf(RunFolder folder, RecordOrder order)
    {
        RunReader reader = RunReader.Open(store, folder);
        return new OwningCursor(reader, reader.Cursor(order));
    }
}
