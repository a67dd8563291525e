using System.Text;

namespace TrialKeep.Generator.Tests.Harness;

/// <summary>Compares generated text with a committed file; UPDATE_SNAPSHOTS=1 rewrites the file.</summary>
internal static class Snapshot
{
    public static void Matches(Compiled compiled, string name)
    {
        StringBuilder text = new();
        foreach (var (file, source) in compiled.Files.OrderBy(f => f.Key, StringComparer.Ordinal))
        {
            text.Append("// ==== ").Append(file).Append('\n').Append(source).Append('\n');
        }

        string path = Path.Combine(Repository.Root, "tests", "Generator.Tests", "Snapshots", name + ".g.cs.txt");
        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text.ToString());
            return;
        }

        Assert.True(File.Exists(path), $"{path} is missing; run with UPDATE_SNAPSHOTS=1 and look at what it writes.");
        Assert.Equal(File.ReadAllText(path), text.ToString());
    }
}
