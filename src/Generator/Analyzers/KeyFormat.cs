using TrialKeep.Generator.Model;

namespace TrialKeep.Generator.Analyzers;

/// <summary>The formats that give every value a text of its own.</summary>
internal static class KeyFormat
{
    /// <summary>The format to use instead; null when the format loses nothing, or its type has only such formats.</summary>
    public static string? Cure(ValueKind kind, string format) => kind switch
    {
        ValueKind.Double => Is(format, "R", "G17") ? null : "R",
        ValueKind.Single => Is(format, "R", "G9") ? null : "R",
        ValueKind.Decimal => Is(format, "G", "G29") ? null : "G",
        ValueKind.SignedInteger or ValueKind.UnsignedInteger or ValueKind.BigInteger => IsWhole(format) ? null : "D",
        ValueKind.DateTimeOffset => Is(format, "O") ? null : "O",
        ValueKind.Date => Is(format, "O") || Has(format, "yyyy", "MM", "dd") ? null : "O",
        ValueKind.Time => Is(format, "O") || Has(format, "HH", "mm", "ss", "fffffff") ? null : "O",
        ValueKind.Duration => Is(format, "c", "t", "g") ? null : "c",
        _ => null,
    };

    private static bool Is(string format, params string[] known) => known.Contains(format, StringComparer.OrdinalIgnoreCase);

    private static bool Has(string format, params string[] fields) => fields.All(field => format.IndexOf(field, StringComparison.Ordinal) >= 0);

    // Digits and nothing between them: D, X and B with or without a width, G and F0.
    private static bool IsWhole(string format) =>
        Is(format, "G", "F0") || (format.Length > 0 && format[0] is 'D' or 'd' or 'X' or 'x' or 'B' or 'b' && format.Skip(1).All(static c => c is >= '0' and <= '9'));
}
