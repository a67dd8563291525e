using TrialKeep.Runtime.Keys;
using TrialKeep.Storage.Files;
using TrialKeep.Storage.Journals;
using TrialKeep.Storage.Recovery;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Storage.Indexes;

/// <summary>Where the newest version of each task of a journal is, and its content: about 48 bytes a task, all but 8 of them in a temporary file once they are many.</summary>
/// <param name="spill">Where many go; null when they stay in memory.</param>
internal sealed class TaskTable(SpillFile? spill = null)
{
    private readonly LocationTable _locations = new(spill);
    private readonly ChunkedList<TaskContent> _contents = new(spill);

    public int Count => _locations.Count;

    public (KeyId Key, LineLocation Location) this[int number] => _locations[number];

    /// <summary>Reads the tasks of a journal that was indexed without them: the segments that have some, as far as they were there then.</summary>
    /// <exception cref="StoreException">A segment can't be read.</exception>
    public static TaskTable Read(FileOperations files, IReadOnlyList<SegmentInfo> segments, SideLines side, SpillFile? spill)
    {
        TaskTable table = new(spill);
        for (int i = 0; i < segments.Count; i++)
        {
            if (side.Find(i, LineKind.Task) is not { } span) continue;
            using SegmentReader reader = new(files, segments[i].Name, new DamageLog());
            reader.SkipTo(span.FirstOffset);
            while (reader.Next() && reader.Offset <= span.LastOffset)
            {
                if (reader.Kind == LineKind.Task && SharedLines.TryTask(reader.Line, reader.Body, out KeyId key, out ReadOnlySpan<byte> json)) table.Take(key, new(i, reader.Offset, reader.Line.Length), TaskContent.OfJson(json));
            }
        }

        return table;
    }

    /// <summary>Takes a task's line: lines come in the order in which later ones win.</summary>
    public void Take(KeyId key, LineLocation location, TaskContent content)
    {
        int number = _locations.Set(key, location);
        if (number == _contents.Count) _contents.Add(content);
        else _contents[number] = content;
    }

    public bool TryGet(KeyId task, out LineLocation location) => _locations.TryGet(task, out location);

    /// <summary>The content of the newest version of a task; null when there is none.</summary>
    public TaskContent? ContentOf(KeyId task) => _locations.Find(task) is var number and >= 0 ? _contents[number] : null;
}
