using TrialKeep.Storage.Runs;

namespace TrialKeep.Storage.Maintenance;

/// <summary>The generations of a run's journal as a manifest names them: with their item, variant and sample.</summary>
internal sealed class JournalGenerations(StoreContext store, RunFolder run, RecordPlaces places) : IDisposable
{
    private readonly RunReader _reader = new(store, run, RunFile.Unknown(run), Indexes.RunIndex.Read(store.Files, run));

    /// <exception cref="StoreException">While reading: the run, or one that it reuses, can't be read.</exception>
    public IEnumerable<ManifestEntry> Entries()
    {
        for (int i = 0; i < _reader.Index.Count; i++)
        {
            StoredGeneration generation = _reader.Index[i];
            if (generation.IsReuse && !places.Contains(generation.Reference)) continue;
            RecordEnvelope envelope = _reader.ReadEnvelope(generation);
            RunReader source = _reader.ReaderOf(generation);
            StoredTask? task = _reader.ReadTask(envelope.Task) ?? source.ReadTask(envelope.Task);
            StoredVariant? variant = source.Variants().FirstOrDefault(one => one.Key == envelope.Variant);
            if (task is not null && variant is not null) yield return new(generation.Key, task.Item, variant.Name, envelope.Sample);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _reader.Dispose();
}
