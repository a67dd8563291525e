using TrialKeep.Runtime.Keys;

namespace TrialKeep.Storage.Artifacts;

/// <summary>A content that is kept, whether anything refers to it or not.</summary>
/// <param name="Content">Its SHA-256, by its name; <see cref="ObjectStore.Verify"/> says whether that is so.</param>
/// <param name="Bytes">Its length on disk.</param>
public readonly record struct StoredObject(Digest Content, long Bytes);
