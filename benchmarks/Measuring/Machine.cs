using System.Globalization;
using System.Runtime.InteropServices;

namespace TrialKeep.Benchmarks.Measuring;

/// <summary>What was measured on, without anything that names the machine.</summary>
internal static class Machine
{
    public static string Describe() => string.Create(CultureInfo.InvariantCulture,
        $"{DateTime.UtcNow:yyyy-MM-dd}, {Environment.ProcessorCount} cores ({RuntimeInformation.ProcessArchitecture}), {GC.GetGCMemoryInfo().TotalAvailableMemoryBytes >> 30} GiB, {RuntimeInformation.FrameworkDescription}, {RuntimeInformation.OSDescription.Split(' ')[0]}");
}
