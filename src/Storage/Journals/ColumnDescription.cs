using TrialKeep.Runtime.Columns;

namespace TrialKeep.Storage.Journals;

/// <summary>A column as a journal's header describes it.</summary>
/// <param name="Name">The JSON name of the member.</param>
/// <param name="Form">How JSON holds the value.</param>
/// <param name="IsIndexed">It is asked for often: the catalog has an index over it.</param>
internal sealed record ColumnDescription(string Name, ColumnForm Form, bool IsIndexed);
