using System.Globalization;
using TrialKeep.Storage.Recovery;

namespace TrialKeep.Hosting.Rendering;

/// <summary>Names the lines of a store that are not as they were written.</summary>
internal static class DamageSummary
{
    private const int MostNamed = 5;

    public static void Write(TextWriter error, IReadOnlyList<DamagedLine> damage)
    {
        foreach (DamagedLine line in damage.Take(MostNamed))
        {
            error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{line.File}, line {line.Line}, byte {line.Offset}: {line.Reason}; the good lines around it were read. Restore the file from a copy, or keep what was asked for again."));
        }

        if (damage.Count > MostNamed) error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{damage.Count - MostNamed:N0} more places are damaged."));
    }
}
