using System.Runtime.CompilerServices;
using TrialKeep.Storage.Ahead;
using TrialKeep.Storage.Journals;

namespace TrialKeep.Storage.Indexes;

/// <summary>What a run's index keeps of the records, tasks and transforms of a block: the kinds of which there are many.</summary>
internal sealed class RunHeads : LineHeads
{
    private RunHead[] _heads = [];
    // Transforms stand together, mostly in segments of their own.
    private TransformLine[] _transforms = [];
    private bool[] _areTransforms = [];

    /// <summary>The head of a record or a task.</summary>
    public ref readonly RunHead this[int index] => ref _heads[index];

    /// <summary>The head of a transform; false when its members are not those of its kind.</summary>
    public bool TryTransform(int index, out TransformLine transform)
    {
        transform = _transforms[index];
        return _areTransforms[index];
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Read(int index, LineKind kind, ReadOnlySpan<byte> line, int body)
    {
        if (kind == LineKind.Transform)
        {
            Fit(ref _transforms, index);
            Fit(ref _areTransforms, index);
            _areTransforms[index] = TransformLine.TryRead(line, body, out _transforms[index]);
        }
        else if (kind is LineKind.Record or LineKind.Task)
        {
            Fit(ref _heads, index);
            _heads[index] = kind == LineKind.Record ? RunHead.OfRecord(line, body) : RunHead.OfTask(line, body);
        }
    }
}
