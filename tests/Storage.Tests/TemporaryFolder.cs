namespace TrialKeep.Storage.Tests;

/// <summary>A folder that is gone after the test.</summary>
/// <param name="inMemory">On a file system in memory where there is one: for tests with thousands of flushes whose errors are made up.</param>
public sealed class TemporaryFolder(bool inMemory) : IDisposable
{
    private const string Memory = "/dev/shm";

    public TemporaryFolder()
        : this(inMemory: false)
    {
    }

    public string Path { get; } = inMemory && Directory.Exists(Memory)
        ? Directory.CreateDirectory(System.IO.Path.Combine(Memory, $"trialkeep-{System.IO.Path.GetRandomFileName()}")).FullName
        : Directory.CreateTempSubdirectory("trialkeep-").FullName;

    public string Store => System.IO.Path.Combine(Path, "store");

    public string[] Files() => [.. Directory.EnumerateFiles(Path, "*", SearchOption.AllDirectories).Select(file => System.IO.Path.GetRelativePath(Path, file)).Order(StringComparer.Ordinal)];

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
