using TrialKeep.Runtime.Keys;

namespace TrialKeep.Orchestration.Planning;

/// <summary>A task of a plan with its identity.</summary>
/// <typeparam name="TTask">What is asked.</typeparam>
/// <param name="Task">The task.</param>
/// <param name="Item">The id of the item.</param>
/// <param name="Key">The key of the task.</param>
/// <param name="References">The digest of the task's references: a score that was made from others is outdated.</param>
public readonly record struct PlannedTask<TTask>(TTask Task, string Item, Digest Key, KeyId References);
