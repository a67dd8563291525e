namespace TrialKeep.Storage.Runs;

/// <summary>The grammar of names that become folders, the same on every system.</summary>
public static class Name
{
    private const int Longest = 64;
    private const string Rule = "use 1 to 64 of the characters A-Z a-z 0-9 . _ - with a letter or digit at both ends, no two dots in a row, and no device name of Windows";

    // Windows opens a device for these, and for the numbered ones, whatever extension follows.
    private static readonly string[] s_devices = ["con", "prn", "aux", "nul", "conin$", "conout$", "clock$"];
    private static readonly string[] s_numbered = ["com", "lpt"];

    /// <summary>Refuses what is no name.</summary>
    /// <param name="kind">What is named: <c>experiment</c>.</param>
    /// <param name="name">The name.</param>
    /// <exception cref="StoreException">It is no name (<see cref="Problem.BadName"/>).</exception>
    public static void Check(string kind, string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (!IsGood(name)) throw new StoreException(Problem.BadName, $"The {kind} name '{Shown(name)}' can't be a folder everywhere; {Rule}.");
    }

    /// <summary>Refuses a name that differs from an existing one by case only, which is the same folder on other systems.</summary>
    /// <param name="kind">What is named.</param>
    /// <param name="name">The name.</param>
    /// <param name="folder">Where its folder will be.</param>
    internal static void CheckCase(string kind, string name, string folder)
    {
        if (!Directory.Exists(folder)) return;
        foreach (string path in Directory.EnumerateDirectories(folder))
        {
            string other = Path.GetFileName(path);
            if (other != name && other.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                throw new StoreException(Problem.BadName, $"The {kind} name '{name}' differs from the existing '{other}' by case only; use that one or another name.", path);
            }
        }
    }

    internal static bool IsGood(string name) =>
        name.Length is > 0 and <= Longest
        && char.IsAsciiLetterOrDigit(name[0])
        && char.IsAsciiLetterOrDigit(name[^1])
        && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-')
        && !name.Contains("..", StringComparison.Ordinal)
        && !IsDevice(name.Split('.')[0]);

    private static bool IsDevice(string stem) =>
        s_devices.Contains(stem, StringComparer.OrdinalIgnoreCase)
        || (stem.Length > 0 && char.IsAsciiDigit(stem[^1]) && s_numbered.Contains(stem[..^1], StringComparer.OrdinalIgnoreCase));

    internal static string Shown(string name) =>
        string.Concat(name.Take(Longest + 1).Select(c => char.IsControl(c) || char.IsSurrogate(c) ? '?' : c)) + (name.Length > Longest + 1 ? "…" : "");
}
