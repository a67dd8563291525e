using System.Globalization;
using System.Runtime.InteropServices;
using TrialKeep.Storage.Files;

namespace TrialKeep.Storage.Origins;

/// <summary>What a program runs on.</summary>
/// <param name="OperatingSystem">Its name and version.</param>
/// <param name="Architecture">Of the process: <c>x64</c>, <c>arm64</c>.</param>
/// <param name="Processor">The processor's model; null when the system does not say.</param>
/// <param name="Cores">The processors that the process may use.</param>
/// <param name="MemoryBytes">The machine's memory in bytes, or what the process may use where it is limited.</param>
/// <param name="Gpus">The graphics processors, one text each: a model, or <c>pci 10de:2684</c>; empty when none is seen.</param>
public sealed record Machine(string OperatingSystem, string Architecture, string? Processor, int Cores, long MemoryBytes, IReadOnlyList<string> Gpus)
{
    /// <summary>This machine. Files of the kernel are read, no program is started.</summary>
    internal static Machine Here() => new(
        RuntimeInformation.OSDescription,
        RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant(),
        Value("/proc/cpuinfo", "model name") ?? Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER"),
        Environment.ProcessorCount,
        MemoryHere(),
        GpusHere("/proc/driver/nvidia/gpus", "/sys/class/drm"));

    internal static IReadOnlyList<string> GpusHere(string nvidia, string cards)
    {
        string[] models = [.. Entries(nvidia).Select(gpu => Value(Path.Combine(gpu, "information"), "Model")).OfType<string>()];
        return models.Length > 0 ? models : [.. Entries(cards).Where(card => !Path.GetFileName(card).Contains('-', StringComparison.Ordinal)).Select(Identity).OfType<string>()];
    }

    private static string? Identity(string card)
    {
        string? vendor = Text(Path.Combine(card, "device", "vendor"))?.Trim();
        string? device = Text(Path.Combine(card, "device", "device"))?.Trim();
        return vendor is null || device is null ? null : $"pci {vendor.Replace("0x", "", StringComparison.Ordinal)}:{device.Replace("0x", "", StringComparison.Ordinal)}";
    }

    private static long MemoryHere()
    {
        string? total = Value("/proc/meminfo", "MemTotal")?.Split(' ')[0];
        long allowed = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        return long.TryParse(total, NumberStyles.None, CultureInfo.InvariantCulture, out long kibibytes) ? Math.Min(kibibytes * 1024, allowed) : allowed;
    }

    private static string? Value(string path, string name)
    {
        string? line = Text(path)?.Split('\n').FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal));
        return line?.IndexOf(':', StringComparison.Ordinal) is { } colon and > 0 ? line[(colon + 1)..].Trim() : null;
    }

    private static string[] Entries(string folder)
    {
        try
        {
            return Directory.Exists(folder) ? [.. Directory.EnumerateFileSystemEntries(folder).Order(StringComparer.Ordinal)] : [];
        }
        catch (Exception error) when (SystemErrors.IsSystemError(error))
        {
            return [];
        }
    }

    private static string? Text(string path)
    {
        try
        {
            return File.Exists(path) ? File.ReadAllText(path) : null;
        }
        catch (Exception error) when (SystemErrors.IsSystemError(error))
        {
            // What the kernel does not show to this user is not known.
            return null;
        }
    }
}
