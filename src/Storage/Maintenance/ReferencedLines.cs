using TrialKeep.Storage.Runs;

namespace TrialKeep.Storage.Maintenance;

/// <summary>The records that lines of an experiment refer to, by run, writer and number.</summary>
internal sealed class ReferencedLines
{
    private readonly Dictionary<RunId, HashSet<(string Writer, long Sequence)>> _lines = [];

    public void Add(in RecordReference reference)
    {
        if (!_lines.TryGetValue(reference.Run, out HashSet<(string, long)>? ofRun)) _lines.Add(reference.Run, ofRun = []);
        ofRun.Add((reference.Writer, reference.Sequence));
    }

    public bool Contains(RunId run, string writer, long sequence) => _lines.TryGetValue(run, out HashSet<(string, long)>? ofRun) && ofRun.Contains((writer, sequence));
}
