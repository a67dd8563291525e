using System.Collections.Immutable;
using TrialKeep.Runtime.Columns;

namespace TrialKeep.Storage.Streaming;

/// <summary>An attempt with some columns of its record.</summary>
/// <param name="Head">What is known beside it.</param>
/// <param name="Values">The values in the order of the columns; all null where the attempt failed, and null for a member that the line lacks.</param>
public readonly record struct StreamedRow(StreamedEnvelope Head, ImmutableArray<ColumnValue> Values);
