using TrialKeep.Runtime.Keys;
using TrialKeep.Runtime.Schemas;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Orchestration.Planning;

/// <summary>A task of a plan with its identity. Of many tasks that is computed when it is asked for: a plan of a million would hold more identity than tasks.</summary>
/// <typeparam name="TTask">What is asked.</typeparam>
public readonly record struct PlannedTask<TTask>
    where TTask : IExperimentTask<TTask>
{
    private readonly Digest? _key;
    private readonly TaskContent? _content;
    private readonly KeyId? _references;

    internal PlannedTask(TTask task, Digest? key = null) => (Task, _key) = (task, key);

    internal PlannedTask(TTask task, in TaskIdentity identity) => (Task, _key, _content, _references) = (task, identity.Key, identity.Content, identity.References);

    /// <summary>The task.</summary>
    public TTask Task { get; }

    /// <summary>The id of the item.</summary>
    public string Item => TTask.GetItemId(Task) ?? Runtime.Keys.Key.Text(TTask.Schema.Id, Key);

    /// <summary>The key of the task.</summary>
    public Digest Key => _key ?? Runtime.Keys.Key.Of(Task);

    /// <summary>Its content, with what is not part of the key: a newer version is stored beside the old one.</summary>
    public TaskContent Content => _content ?? TaskContent.Of(Task);

    /// <summary>The digest of the task's references: a score that was made from others is outdated.</summary>
    public KeyId References
    {
        get
        {
            if (_references is { } known) return known;
            KeyWriter writer = KeyWriter.Rent();
            try
            {
                TTask.WriteReferences(ref writer, Task);
                return writer.ToDigest().Id;
            }
            finally
            {
                writer.Return();
            }
        }
    }

    /// <summary>The same task: its key follows from it.</summary>
    public bool Equals(PlannedTask<TTask> other) => EqualityComparer<TTask>.Default.Equals(Task, other.Task);

    /// <inheritdoc/>
    public override int GetHashCode() => Task?.GetHashCode() ?? 0;

    /// <summary>All of its identity.</summary>
    internal TaskIdentity Identity => new(Key, Content, References);

    /// <summary>The task with its key, for whoever asks for the key or the item more than once.</summary>
    internal PlannedTask<TTask> Identified() => _key is null ? new(Task, Key) : this;

    /// <summary>Writes what is stored of the task and throws it away: what can't be written is to be found before anything is paid for.</summary>
    /// <exception cref="ExperimentDataException">It can't be written.</exception>
    internal void DemandStorable()
    {
        _ = Content;
        KeyWriter writer = KeyWriter.Rent();
        try
        {
            TTask.WriteReferences(ref writer, Task);
        }
        finally
        {
            writer.Return();
        }
    }
}
