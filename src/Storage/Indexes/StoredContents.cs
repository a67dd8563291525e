using TrialKeep.Runtime.Keys;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Storage.Indexes;

/// <summary>Which version of each task was stored last: about 32 bytes a task.</summary>
internal sealed class StoredContents
{
    private readonly KeyTable _tasks = new();
    private readonly ChunkedList<TaskContent> _contents = new();

    /// <summary>The content of a task; null when none was stored.</summary>
    public TaskContent? Find(KeyId task) => _tasks.Find(task) is var number and >= 0 ? _contents[number] : null;

    public void Set(KeyId task, TaskContent content)
    {
        int number = _tasks.Add(task, out bool isNew);
        if (isNew) _contents.Add(content);
        else _contents[number] = content;
    }
}
