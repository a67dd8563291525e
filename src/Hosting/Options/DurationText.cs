using System.Globalization;

namespace TrialKeep.Hosting.Options;

/// <summary>A time as people write it: <c>30s</c>, <c>5m</c>, <c>2h</c>; less than thirty days.</summary>
internal static class DurationText
{
    public static bool TryParse(string text, out TimeSpan time)
    {
        double unit = text.Length == 0 ? 0 : text[^1] switch { 's' => 1, 'm' => 60, 'h' => 3_600, _ => 0 };
        bool isTime = unit > 0 && double.TryParse(text[..^1], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double count) && count * unit is > 0 and < 30 * 86_400;
        time = isTime ? TimeSpan.FromSeconds(double.Parse(text[..^1], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture) * unit) : default;
        return isTime;
    }
}
