namespace TrialKeep.Storage.Catalog;

internal enum CatalogValueKind : byte
{
    Null,
    Integer,
    Real,
    Text,
    Blob,

    /// <summary>A text that stands in a line of its own: the bytes are its id.</summary>
    SharedText,
}
