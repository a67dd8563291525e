namespace TrialKeep.Storage.Catalog;

/// <summary>The tables with a row a line. They start with the same columns, in this order: <see cref="CatalogSchema.LineColumns"/>.</summary>
internal enum CatalogTable
{
    Records,
    Reuses,
    Tasks,
    Variants,
    Texts,
    Scores,
    Measurements,
    Transforms,
}
