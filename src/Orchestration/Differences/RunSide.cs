using TrialKeep.Orchestration.Explaining;
using TrialKeep.Runtime.Keys;
using TrialKeep.Runtime.Schemas;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Orchestration.Differences;

/// <summary>
/// Looks at a stored run as something to compare: its manifest says what was planned, its lines what is there. Of an item or a variant that nothing was stored
/// of, only the name is known.
/// </summary>
/// <param name="run">The run; it stays open while the side is used.</param>
/// <param name="task">The schema of the tasks as they are now.</param>
/// <param name="variants">The schemas of the variants, by their ids, as far as they are known.</param>
internal sealed class RunSide(RunReader run, Schema task, IReadOnlyDictionary<string, Schema> variants) : IDisposable
{
    private readonly Dictionary<string, EvaluationReader> _scores = new(StringComparer.Ordinal);

    public int Unknown { get; private set; }

    public ComparedSide Read()
    {
        Manifest manifest = run.ReadManifest();
        ComparedSide side = new()
        {
            Name = run.Info.Id.ToString(),
            Keys = [.. manifest.Entries.Select(static entry => entry.Key)],
            ItemOf = index => manifest.Entries[index].Item,
            Samples = manifest.Entries.Max(static entry => entry.Sample) + 1,
            Items = new(StringComparer.Ordinal),
            Variants = new(StringComparer.Ordinal),
            Evaluations = new(StringComparer.Ordinal),
            HasAnswer = key => run.TryGet(key, out StoredGeneration generation) && generation.Succeeded,
            HasScore = HasScore,
        };
        foreach (ManifestEntry entry in manifest.Entries) Add(side, entry);
        foreach (EvaluationName evaluation in run.Evaluations())
        {
            // The newest of a name is the one that the run was scored by last.
            side.Evaluations[evaluation.Name] = evaluation.Identity;
            if (_scores.Remove(evaluation.Name, out EvaluationReader? former)) former.Dispose();
            _scores.Add(evaluation.Name, run.Evaluation(evaluation));
        }

        Unknown = side.Items.Values.Count(static item => item.Identity is null);
        return side;
    }

    public void Dispose()
    {
        foreach (EvaluationReader scores in _scores.Values) scores.Dispose();
        run.Dispose();
    }

    private bool HasScore(KeyId key, string evaluation) =>
        _scores.TryGetValue(evaluation, out EvaluationReader? scores) && scores.TryPeek(key, out ScoreSummary score) && !score.HasError
        && run.TryGet(key, out StoredGeneration generation) && generation.Succeeded && score.Record == generation.Reference;

    private void Add(ComparedSide side, ManifestEntry entry)
    {
        bool isItemKnown = side.Items.TryGetValue(entry.Item, out ComparedEntry? item) && item.Identity is not null;
        bool isVariantKnown = side.Variants.TryGetValue(entry.Variant, out ComparedEntry? variant) && variant.Identity is not null;
        if (isItemKnown && isVariantKnown) return;
        if (!run.TryGet(entry.Key, out StoredGeneration generation))
        {
            side.Items.TryAdd(entry.Item, ComparedEntry.Unknown);
            side.Variants.TryAdd(entry.Variant, ComparedEntry.Unknown);
            return;
        }

        RunReader source = run.ReaderOf(generation);
        RecordEnvelope envelope = run.ReadEnvelope(generation);
        if (!isItemKnown) side.Items[entry.Item] = ItemOf(source, envelope.Task);
        if (!isVariantKnown) side.Variants[entry.Variant] = VariantOf(source, envelope.Variant, entry.Variant);
    }

    // A newer version of a task, with a corrected label, is in the run that was called last.
    private ComparedEntry ItemOf(RunReader source, KeyId key)
    {
        if ((run.ReadTask(key) ?? source.ReadTask(key)) is not { } stored) return ComparedEntry.Unknown;
        return new(
            key.ToString(),
            () => KeyParts.Read(stored.Json, task, stored.Shared.FindTemplate, stored.Shared.FindText),
            () => TaskParts.References(stored.Json, task, stored.Shared.FindText));
    }

    private ComparedEntry VariantOf(RunReader source, KeyId key, string name)
    {
        StoredVariant[] known = [.. source.Variants().Where(variant => variant.Key == key)];
        if ((known.LastOrDefault(variant => variant.Name == name) ?? known.LastOrDefault()) is not { } stored) return ComparedEntry.Unknown;
        Schema schema = variants.GetValueOrDefault(stored.SchemaId) ?? new(stored.SchemaId, SchemaKind.Variant, 1, 1, "", []);
        return new(
            $"{key} {stored.Code.Text}",
            () => TaskParts.WithCode(KeyParts.Read(stored.Json, schema, stored.Shared.FindTemplate, stored.Shared.FindText), stored.Code.Text),
            ComparedEntry.Unknown.References);
    }
}
