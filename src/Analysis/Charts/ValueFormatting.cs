using TrialKeep.Analysis.Phrasing;

namespace TrialKeep.Analysis.Charts;

/// <summary>Writes values in a format.</summary>
internal static class ValueFormatting
{
    public static string Write(this ValueFormat format, double value) =>
        format == ValueFormat.Number || !double.IsFinite(value) ? Amount.Plain(value) : Figure.Percent(value);

    public static string Write(this ValueFormat format, double? value) => value is { } number ? format.Write(number) : Amount.Nothing;

    /// <summary>A difference with its sign: points of shares.</summary>
    public static string WriteSigned(this ValueFormat format, double value) =>
        format == ValueFormat.Number || !double.IsFinite(value) ? Amount.Signed(value) : Figure.Points(value).Replace('-', '\u2212');
}
