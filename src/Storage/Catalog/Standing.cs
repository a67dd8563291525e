namespace TrialKeep.Storage.Catalog;

/// <summary>The row that counts among those with its key, as far as is known.</summary>
/// <param name="Table">Its table.</param>
/// <param name="Row">Its row.</param>
/// <param name="Segment">Its segment.</param>
/// <param name="Sequence">Its sequence number.</param>
/// <param name="Succeeded">It is a success; tasks and scores are all alike.</param>
internal readonly record struct Standing(CatalogTable Table, long Row, long Segment, long Sequence, bool Succeeded);
