using System.Globalization;

namespace TrialKeep.Benchmarks.Measuring;

/// <summary>Numbers as the tables show them: three digits that matter.</summary>
internal static class Figure
{
    public static string Of(double value)
    {
        double size = Math.Abs(value);
        string format = size >= 100 ? "#,0" : size >= 10 ? "0.0" : "0.00";
        return value.ToString(format, CultureInfo.InvariantCulture);
    }

    public static string Milliseconds(double seconds) => $"{Of(seconds * 1e3)} ms";

    public static string Count(long count) => count.ToString("#,0", CultureInfo.InvariantCulture);

    public static string PerSecond(double rate) => rate >= 1e6 ? $"{Of(rate / 1e6)}M" : rate >= 1e4 ? $"{Of(rate / 1e3)}k" : Of(rate);

    public static string Times(double ratio) => $"{Of(ratio)} x";
}
