using TrialKeep.Runtime.Keys;
using TrialKeep.Storage.Journals;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Storage.Indexes;

/// <summary>Where the newest line of each transform of each generation is: lines come in the order in which later ones win.</summary>
/// <param name="generations">The generations of the run, as far as they are numbered already; null when nobody numbers them.</param>
/// <param name="spill">Where many go; null when they stay in memory.</param>
internal sealed class TransformTable(KeyTable? generations, SpillFile? spill = null)
{
    private readonly Dictionary<KeyId, Entries> _transforms = [];
    private readonly ReuseSources _sources = new(spill);

    public IReadOnlyCollection<KeyId> Transforms => _transforms.Keys;

    public int Count(KeyId transform) => _transforms.TryGetValue(transform, out Entries? entries) ? entries.Heads.Count : 0;

    public UsageTotal Used(KeyId transform, bool isLost) => !_transforms.TryGetValue(transform, out Entries? entries) ? default : isLost ? entries.Usage.Lost : entries.Usage.Used;

    /// <summary>Takes the transform that a reader stands at; false when it names no run.</summary>
    public bool Take(in TransformLine read, SegmentReader reader, int segment)
    {
        ReadOnlySpan<byte> line = reader.Line;
        int source = _sources.Add(read.RunOf(line), read.WriterOf(line), read.Sequence);
        if (source < 0) return false;
        if (!_transforms.TryGetValue(read.Transform, out Entries? entries)) _transforms.Add(read.Transform, entries = new(generations, spill));
        entries.Set(read.Generation, new(read.Input, read.Output, new(segment, reader.Offset, line.Length), source, read.Outcome));
        if (read.Usage is { } usage) entries.Usage.Count(usage, read.Elapsed, isLost: read.Outcome == TransformOutcome.Failed);
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

    private sealed class Entries(KeyTable? generations, SpillFile? spill)
    {
        private readonly SharedNumbers _generations = new(generations, spill);
        private readonly object _gate = new();
        // The inputs, and for each the first head that has it.
        private KeyTable? _inputs;
        private ChunkedList<int>? _firsts;

        public ChunkedList<TransformHead> Heads { get; } = new(spill);

        public UsageTally Usage { get; } = new();

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
            lock (_gate)
            {
                if (_inputs is null) NumberInputs();
                int number = _inputs!.Find(input);
                head = number < 0 ? default : Heads[_firsts![number]];
                return number >= 0;
            }
        }

        // Needed only where a record is another one than before: most calls never ask.
        private void NumberInputs()
        {
            KeyTable inputs = new(spill);
            _firsts = new(spill);
            for (int i = 0; i < Heads.Count; i++)
            {
                if (Heads[i].Outcome == TransformOutcome.Failed) continue;
                inputs.Add(Heads[i].Input, out bool isNew);
                if (isNew) _firsts.Add(i);
            }

            _inputs = inputs;
        }
    }
}
