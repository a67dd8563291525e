using TrialKeep.Runtime.Keys;

namespace TrialKeep.Storage.Indexes;

/// <summary>The start of a score's line, compact.</summary>
/// <param name="References">The id of the digest of the task's references.</param>
/// <param name="Output">The id of the digest of what was scored.</param>
/// <param name="Number">The value; NaN also when there is none.</param>
/// <param name="Source">Which of the <see cref="ReuseSources"/> names the record.</param>
/// <param name="HasValue">There is a value.</param>
/// <param name="HasError">The evaluator failed.</param>
internal readonly record struct ScoreHead(KeyId References, KeyId Output, double Number, int Source, bool HasValue, bool HasError)
{
    public double? Value => HasValue ? Number : null;
}
