namespace TrialKeep.Storage.Catalog;

/// <summary>A value on its way into a row; the bytes of texts and ids are those of its batch.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Bits">A whole number, or the bits of a double.</param>
/// <param name="Start">Where its bytes start in the batch.</param>
/// <param name="Length">How many there are.</param>
internal readonly record struct CatalogValue(CatalogValueKind Kind, long Bits, int Start, int Length)
{
    public static CatalogValue Of(long value) => new(CatalogValueKind.Integer, value, 0, 0);

    /// <summary>A double; NaN is null, and there is one zero, as in a column.</summary>
    public static CatalogValue Of(double value) =>
        double.IsNaN(value) ? default : new(CatalogValueKind.Real, BitConverter.DoubleToInt64Bits(value == 0 ? 0 : value), 0, 0);
}
