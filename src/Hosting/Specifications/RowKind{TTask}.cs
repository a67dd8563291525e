namespace TrialKeep.Hosting.Specifications;

/// <summary>How a data file of one kind of rows is opened.</summary>
/// <param name="Open">Gives the tasks of a file by its path, its format and, for JSON, the pointer to its rows.</param>
internal sealed record RowKind<TTask>(Func<string, string, string, DataSet<TTask>> Open);
