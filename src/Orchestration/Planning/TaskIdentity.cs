using TrialKeep.Runtime.Keys;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Orchestration.Planning;

/// <summary>What identifies a task: 56 bytes, held for few tasks and computed for many.</summary>
internal readonly record struct TaskIdentity(Digest Key, TaskContent Content, KeyId References);
