using TrialKeep.Runtime.Keys;

namespace TrialKeep.Storage.Runs;

/// <summary>A variant as the store has it.</summary>
/// <param name="Key">The variant.</param>
/// <param name="SchemaId">The schema id of its type.</param>
/// <param name="Name">Its display name when it was stored.</param>
/// <param name="Code">What identified its code.</param>
/// <param name="Json">Its settings as JSON, with templates and shared texts by id.</param>
/// <param name="Shared">The templates and shared texts of its run.</param>
public sealed record StoredVariant(KeyId Key, string SchemaId, string Name, CodeIdentity Code, ReadOnlyMemory<byte> Json, SharedContent Shared);
