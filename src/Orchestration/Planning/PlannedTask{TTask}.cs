using TrialKeep.Runtime.Keys;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Orchestration.Planning;

/// <summary>A task of a plan with its identity.</summary>
/// <typeparam name="TTask">What is asked.</typeparam>
/// <param name="Task">The task.</param>
/// <param name="Item">The id of the item.</param>
/// <param name="Key">The key of the task.</param>
/// <param name="Content">Its content, with what is not part of the key: a newer version is stored beside the old one.</param>
/// <param name="References">The digest of the task's references: a score that was made from others is outdated.</param>
public readonly record struct PlannedTask<TTask>(TTask Task, string Item, Digest Key, TaskContent Content, KeyId References);
