using System.Globalization;
using TrialKeep.Generator.Model;

namespace TrialKeep.Generator.Parsing;

/// <summary>
/// Turns the <c>Default</c> of a later part, canonical text, into the C# condition under which the part adds nothing to the key. The
/// text is parsed here, so that a wrong one is an error of the compiler.
/// </summary>
internal static class KeyDefault
{
    /// <summary>The condition over a value that is not null; null when the text is no value of the type.</summary>
    public static string? Condition(ValueShape shape, string text, string value) => shape.Kind switch
    {
        ValueKind.Text => $"{value} == {CSharpText.Literal(text)}",
        ValueKind.Char => text.Length == 1 ? $"{value} == (char){((int)text[0]).ToString(CultureInfo.InvariantCulture)}" : null,
        ValueKind.Boolean => text switch { "true" => value, "false" => $"!{value}", _ => null },
        ValueKind.SignedInteger => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long n) ? $"{value} == {n.ToString(CultureInfo.InvariantCulture)}L" : null,
        ValueKind.UnsignedInteger => ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out ulong n) ? $"{value} == {n.ToString(CultureInfo.InvariantCulture)}UL" : null,
        ValueKind.BigInteger => IsInteger(text) ? Same($"{value}.ToString({Invariant})", text) : null,
        ValueKind.Double => Floating(text, value, "double", "D"),
        ValueKind.Single => Floating(text, value, "float", "F"),
        ValueKind.Decimal => Decimal(shape, text, value),
        ValueKind.DateTimeOffset => DateTimeOffset.TryParseExact(text, "yyyy-MM-ddTHH:mm:ss.FFFFFFFzzz", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTimeOffset moment) ? $"{value}.UtcTicks == {moment.UtcTicks.ToString(CultureInfo.InvariantCulture)}L" : null,
        ValueKind.Date => System.DateTime.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _) ? Same($"{value}.ToString(\"O\", {Invariant})", text) : null,
        ValueKind.Time => System.DateTime.TryParseExact(text, ["HH:mm:ss.FFFFFFF", "HH:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? $"{value}.Ticks == {time.TimeOfDay.Ticks.ToString(CultureInfo.InvariantCulture)}L" : null,
        ValueKind.Duration => TimeSpan.TryParseExact(text, "c", CultureInfo.InvariantCulture, out TimeSpan span) ? $"{value}.Ticks == {span.Ticks.ToString(CultureInfo.InvariantCulture)}L" : null,
        ValueKind.Guid => System.Guid.TryParseExact(text, "D", out Guid guid) ? Same($"{value}.ToString(\"D\")", guid.ToString("D")) : null,
        ValueKind.Uri => Same($"{value}.OriginalString", text),
        ValueKind.Version => System.Version.TryParse(text, out Version? version) ? Same($"{value}.ToString()", version.ToString()) : null,
        ValueKind.Enum => EnumName(shape.Enum!, text, value),
        _ => null,
    };

    private const string Invariant = "global::System.Globalization.CultureInfo.InvariantCulture";

    private static string Same(string code, string text) => $"{code} == {CSharpText.Literal(text)}";

    private static bool IsInteger(string text) => System.Numerics.BigInteger.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _);

    private static string? Floating(string text, string value, string type, string suffix)
    {
        if (text == "NaN") return $"{type}.IsNaN({value})";
        if (text is "Infinity" or "-Infinity") return $"{value} == {type}.{(text[0] == '-' ? "NegativeInfinity" : "PositiveInfinity")}";
        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number)) return null;
        if (double.IsInfinity(number) || double.IsNaN(number)) return null;
        return $"{value} == {CSharpText.Floating(number, type, suffix)}";
    }

    // With its scale a decimal is told apart as its text is: 1.0 is not 1.00.
    private static string? Decimal(ValueShape shape, string text, string value)
    {
        if (!decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal number)) return null;
        string digits = number.ToString(CultureInfo.InvariantCulture);
        return shape.TrimsScale ? $"{value} == {digits}M" : Same($"{value}.ToString({Invariant})", digits);
    }

    private static string? EnumName(EnumShape shape, string text, string value)
    {
        EnumName[] names = [.. text.Split(',').Select(part => shape.Names.FirstOrDefault(name => name.Name == part))];
        if (names.Any(static name => name is null) || (names.Length > 1 && !shape.IsFlags)) return null;
        return $"{value} == ({string.Join(" | ", names.Select(name => $"{shape.Type}.{name.Code}"))})";
    }
}
