using TrialKeep.Runtime.Keys;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Storage.Indexes;

/// <summary>Which version of each task was stored last: about 8 bytes a task, once they are many, and 24 in a temporary file.</summary>
internal sealed class StoredContents(SpillFile? spill = null)
{
    private readonly KeyTable _tasks = new(spill);
    private readonly ChunkedList<TaskContent> _contents = new(spill);

    /// <summary>The content of a task; null when none was stored.</summary>
    public TaskContent? Find(KeyId task) => _tasks.Find(task) is var number and >= 0 ? _contents[number] : null;

    /// <summary>Takes the version of a task that is stored now: lines come in the order in which later ones win.</summary>
    public void Set(KeyId task, TaskContent content)
    {
        int number = _tasks.Add(task, out bool isNew);
        if (isNew) _contents.Add(content);
        else _contents[number] = content;
    }
}
