namespace TrialKeep.Benchmarks.Measuring;

/// <summary>
/// A temporary folder with a fresh one for every measurement. Nothing is deleted while something is measured: ext4 frees blocks behind the
/// next flush, which would be charged to whoever flushes.
/// </summary>
internal sealed class WorkFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("trialkeep-bench-");
    private int _count;

    public string Fresh() => Directory.CreateDirectory(Path.Combine(_folder.FullName, $"{++_count}")).FullName;

    public void Dispose() => _folder.Delete(recursive: true);
}
