using TrialKeep.Runtime.Keys;
using TrialKeep.Storage.Journals;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Storage.Indexes;

/// <summary>Where the newest line of each transform of each generation is: lines come in the order in which later ones win.</summary>
/// <param name="generations">The generations of the run, as far as they are numbered already; null when nobody numbers them.</param>
internal sealed class TransformTable(KeyTable? generations)
{
    private readonly Dictionary<KeyId, Entries> _transforms = [];
    private readonly ReuseSources _sources = new();

    public IReadOnlyCollection<KeyId> Transforms => _transforms.Keys;

    public int Count(KeyId transform) => _transforms.TryGetValue(transform, out Entries? entries) ? entries.Heads.Count : 0;

    public UsageTotal Used(KeyId transform, bool isLost) => !_transforms.TryGetValue(transform, out Entries? entries) ? default : isLost ? entries.Lost : entries.Used;

    /// <summary>Takes the transform that a reader stands at; false when it names no run.</summary>
    public bool Take(in TransformLine read, SegmentReader reader, int segment)
    {
        ReadOnlySpan<byte> line = reader.Line;
        int source = _sources.Add(read.RunOf(line), read.WriterOf(line), read.Sequence);
        if (source < 0) return false;
        if (!_transforms.TryGetValue(read.Transform, out Entries? entries)) _transforms.Add(read.Transform, entries = new(generations));
        entries.Set(read.Generation, new(read.Input, read.Output, new(segment, reader.Offset, line.Length), source, read.Outcome));
        if (read.Usage is { } usage) entries.Count(usage, isLost: read.Outcome == TransformOutcome.Failed);
        return true;
    }

    public bool TryGet(KeyId generation, KeyId transform, out TransformHead head)
    {
        head = default;
        return _transforms.TryGetValue(transform, out Entries? entries) && entries.TryGet(generation, out head);
    }

    /// <summary>What the transform made of this input, of whatever generation; failures are not found.</summary>
    public bool TryGetByInput(KeyId transform, KeyId input, out TransformHead head)
    {
        head = default;
        return _transforms.TryGetValue(transform, out Entries? entries) && entries.TryGetByInput(input, out head);
    }

    public RecordReference RecordOf(in TransformHead head) => _sources[head.Source];

    private sealed class Entries(KeyTable? generations)
    {
        private readonly SharedNumbers _generations = new(generations);
        private readonly object _gate = new();
        private Dictionary<KeyId, int>? _inputs;

        public ChunkedList<TransformHead> Heads { get; } = new();

        public UsageTotal Used { get; private set; }

        public UsageTotal Lost { get; private set; }

        public void Count(Usage usage, bool isLost)
        {
            if (isLost) Lost = Lost.With(usage);
            else Used = Used.With(usage);
        }

        public void Set(KeyId generation, in TransformHead head)
        {
            int number = _generations.Add(generation, out _, out bool isNew);
            if (isNew) Heads.Add(head);
            else Heads[number] = head;
        }

        public bool TryGet(KeyId generation, out TransformHead head)
        {
            int number = _generations.Find(generation);
            head = number < 0 ? default : Heads[number];
            return number >= 0;
        }

        public bool TryGetByInput(KeyId input, out TransformHead head)
        {
            bool found;
            int number;
            lock (_gate) found = (_inputs ??= Inputs()).TryGetValue(input, out number);
            head = found ? Heads[number] : default;
            return found;
        }

        // Needed only where a record is another one than before: most calls never ask.
        private Dictionary<KeyId, int> Inputs()
        {
            Dictionary<KeyId, int> inputs = [];
            for (int i = 0; i < Heads.Count; i++)
            {
                if (Heads[i].Outcome != TransformOutcome.Failed) inputs.TryAdd(Heads[i].Input, i);
            }

            return inputs;
        }
    }
}
