using TrialKeep.Runtime.Keys;

namespace TrialKeep.Storage.Runs;

/// <summary>A task as the store has it.</summary>
/// <param name="Key">The task.</param>
/// <param name="SchemaId">The schema id of its type.</param>
/// <param name="Item">The item's id, or the task's key as text.</param>
/// <param name="Json">The task's JSON, with templates and shared texts by id.</param>
/// <param name="Shared">The templates and shared texts of its run.</param>
public sealed record StoredTask(KeyId Key, string SchemaId, string Item, ReadOnlyMemory<byte> Json, SharedContent Shared);
