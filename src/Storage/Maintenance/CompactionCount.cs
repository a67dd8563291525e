using TrialKeep.Storage.Journals;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Storage.Maintenance;

/// <summary>Counts the lines of one run that go.</summary>
internal sealed class CompactionCount(RunFolder run)
{
    private readonly Dictionary<LineKind, long> _lines = [];
    private long _failures;
    private long _bytes;

    public void Add(LineKind kind, bool isFailure, int length)
    {
        _bytes += length + 1;
        if (isFailure) _failures++;
        else _lines[kind] = Of(kind) + 1;
    }

    public CompactionResult ToResult(string? obstacle = null) => new(
        run.Experiment, run.Id, Of(LineKind.Record), _failures, Of(LineKind.Reuse), Of(LineKind.Score), Of(LineKind.Task), Of(LineKind.Template) + Of(LineKind.Text), _bytes, obstacle) { Transforms = Of(LineKind.Transform) };

    private long Of(LineKind kind) => _lines.GetValueOrDefault(kind);
}
