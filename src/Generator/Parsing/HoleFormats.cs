using System.Globalization;
using System.Text.RegularExpressions;
using TrialKeep.Generator.Model;

namespace TrialKeep.Generator.Parsing;

/// <summary>Checks what follows the colon of a hole: a format of its type, or what stands between the elements of a list.</summary>
internal static class HoleFormats
{
    // What stands in quotes or behind a backslash is text.
    private static readonly Regex s_literal = new(@"\\.|'[^']*'|""[^""]*""", RegexOptions.CultureInvariant);

    /// <summary>Why the format can't be used; null when it can.</summary>
    public static string? Problem(ValueShape shape, string format)
    {
        if (shape.Kind == ValueKind.List) return null;
        if (shape.Kind is not (>= ValueKind.SignedInteger and <= ValueKind.Guid)) return "its type has no formats; remove it, or declare the parameter as a number, date or list";
        if (format.Length == 0) return "nothing follows the colon; remove it";
        return IsFormat(shape.Kind, format) ? null : "its type has no such format";
    }

    /// <summary>Values of the kind have the format.</summary>
    public static bool Has(ValueKind kind, string format) => format.Length == 0 || IsFormat(kind, format);

    // The compiler may run on an older framework, whose numbers have no binary format.
    private static bool IsFormat(ValueKind kind, string format)
    {
        bool isInteger = kind is ValueKind.SignedInteger or ValueKind.UnsignedInteger or ValueKind.BigInteger;
        if (isInteger && format[0] is 'b' or 'B') return true;
        if (kind == ValueKind.Date) return IsFormat(format, "dDmMoOrRyY", "hHmsfFtzK");
        if (kind == ValueKind.Time) return IsFormat(format, "tToOrR", "dMyzKg");
        IFormattable? sample = kind switch
        {
            ValueKind.SignedInteger or ValueKind.UnsignedInteger or ValueKind.BigInteger => 1L,
            ValueKind.Double => 1.5,
            ValueKind.Single => 1.5f,
            ValueKind.Decimal => 1.5m,
            ValueKind.DateTimeOffset => DateTimeOffset.MinValue,
            ValueKind.Duration => TimeSpan.Zero,
            ValueKind.Guid => Guid.Empty,
            _ => null,
        };
        try
        {
            sample?.ToString(format, CultureInfo.InvariantCulture);
            return true;
        }
        catch (FormatException)
        {
            return false;
        }
    }

    // This framework has neither type: a date has no hours, a time no days.
    private static bool IsFormat(string format, string standard, string refused) =>
        format.Length == 1 ? standard.IndexOf(format[0]) >= 0 : s_literal.Replace(format, "").IndexOfAny(refused.ToCharArray()) < 0;
}
