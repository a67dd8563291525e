using TrialKeep.Runtime.Codecs;
using TrialKeep.Storage.Files;

namespace TrialKeep.Storage.Origins;

/// <summary>The packages that a program was built with, from its .deps.json; else the assemblies that are loaded.</summary>
internal static class Packages
{
    public static SortedDictionary<string, string> Here()
    {
        SortedDictionary<string, string> packages = new(StringComparer.Ordinal);
        // The host joins them by a semicolon on every system.
        foreach (string path in ((AppContext.GetData("APP_CONTEXT_DEPS_FILES") as string) ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries))
        {
            // The runtime's own says what its version says already.
            if (path.StartsWith(AppContext.BaseDirectory, StringComparison.Ordinal)) AddFile(packages, path);
        }

        if (packages.Count == 0) AddLoaded(packages);
        return packages;
    }

    /// <summary>Adds the libraries that a .deps.json names.</summary>
    internal static void Add(SortedDictionary<string, string> packages, ReadOnlySpan<byte> dependencies)
    {
        JsonSpanReader reader = new(dependencies);
        reader.BeginObject();
        while (reader.NextMember(out ReadOnlySpan<byte> member))
        {
            if (!member.SequenceEqual("libraries"u8))
            {
                reader.Skip();
                continue;
            }

            reader.BeginObject();
            while (reader.NextMember(out ReadOnlySpan<byte> library))
            {
                string[] parts = System.Text.Encoding.UTF8.GetString(library).Split('/');
                if (parts.Length == 2) packages[parts[0]] = parts[1];
                reader.Skip();
            }
        }
    }

    private static void AddFile(SortedDictionary<string, string> packages, string path)
    {
        try
        {
            if (File.Exists(path)) Add(packages, File.ReadAllBytes(path));
        }
        catch (Exception error) when (SystemErrors.IsSystemError(error) || error is ExperimentDataException)
        {
            // A file that is not as expected says nothing; the loaded assemblies do.
            packages.Clear();
        }
    }

    private static void AddLoaded(SortedDictionary<string, string> packages)
    {
        foreach (System.Reflection.AssemblyName name in AppDomain.CurrentDomain.GetAssemblies().Select(assembly => assembly.GetName()))
        {
            if (name is { Name: { } text, Version: { } version }) packages[text] = version.ToString();
        }
    }
}
