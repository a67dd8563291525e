using TrialKeep.Storage.Runs;
using TrialKeep.Storage.Sealing;

namespace TrialKeep.Storage.Tests.Sealing;

public sealed class SealFaultTests : IDisposable
{
    private const int Records = 60;
    private static readonly bool[] s_both = [false, true];
    private readonly TemporaryFolder _folder = new();
    private readonly Store _store;

    public SealFaultTests() => _store = Store.Open(_folder.Store, new() { UseSqlite = false });

    public void Dispose()
    {
        _store.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Whichever_file_operation_fails_the_run_reads_the_same_and_the_next_sealer_finishes()
    {
        RunId run = await SealedRun.WriteAsync(_store, Records);
        string before = SealedRun.Describe(_store, run, Records);
        string kept = Keep(run);
        FailingFiles counting = new();
        int opening;
        using (Store store = Store.Open(_folder.Store, new() { UseSqlite = false, Files = counting }))
        {
            opening = counting.Operations;
            store.Experiment("sums").Seal(run);
        }

        string[] sealedFiles = [.. Contents(run)];
        Assert.InRange(counting.Operations - opening, 60, 400);
        foreach (bool staysBroken in s_both)
        {
            for (int failAt = opening + 1; failAt <= counting.Operations; failAt += Sweep.Every(2))
            {
                Restore(run, kept);
                using (Store failing = Store.Open(_folder.Store, new() { UseSqlite = false, Files = new FailingFiles { FailAt = failAt, StaysBroken = staysBroken } }))
                {
                    Exception? error = Record.Exception(() => failing.Experiment("sums").Seal(run));
                    Assert.True(error is null or StoreException, $"operation {failAt}: {error}");
                }

                Assert.Equal(before, SealedRun.Describe(_store, run, Records));
                SealReport finished = _store.Experiment("sums").Seal(run);
                Assert.True(finished.Left.IsEmpty, $"operation {failAt}: {finished}");
                Assert.Equal(sealedFiles, Contents(run));
                Assert.Equal(before, SealedRun.Describe(_store, run, Records));
            }
        }
    }

    [Fact]
    public async Task A_full_disk_leaves_the_plain_file_and_nothing_aside()
    {
        RunId run = await SealedRun.WriteAsync(_store, Records);
        string before = SealedRun.Describe(_store, run, Records);
        string[] plain = SealedRun.Segments(_store, run);
        FailingFiles files = new();
        using Store full = Store.Open(_folder.Store, new() { UseSqlite = false, Files = files });
        files.Space = 200;
        Assert.Equal(Problem.DiskFull, Assert.Throws<StoreException>(() => full.Experiment("sums").Seal(run)).Problem);
        Assert.Equal(plain, SealedRun.Segments(_store, run));
        Assert.Equal(before, SealedRun.Describe(_store, run, Records));
    }

    [Fact]
    public async Task A_device_that_writes_something_else_keeps_the_plain_file()
    {
        RunId run = await SealedRun.WriteAsync(_store, Records);
        string[] plain = SealedRun.Segments(_store, run);
        using Store lying = Store.Open(_folder.Store, new() { UseSqlite = false, Files = new LyingFiles() });
        SealReport report = lying.Experiment("sums").Seal(run);
        Assert.Equal(0, report.Segments);
        Assert.Equal(plain, report.Left.Select(one => one.File).Order(StringComparer.Ordinal));
        Assert.All(report.Left, one => Assert.Contains("could not be read back", one.Reason, StringComparison.Ordinal));
        Assert.Equal(plain, SealedRun.Segments(_store, run));
    }

    [Fact]
    public async Task Where_both_files_exist_the_plain_one_is_read_and_the_next_sealer_keeps_the_sealed_one()
    {
        RunId run = await SealedRun.WriteAsync(_store, Records);
        string before = SealedRun.Describe(_store, run, Records);
        string kept = Keep(run);
        _store.Experiment("sums").Seal(run);
        string[] sealedFiles = [.. Contents(run)];
        Restore(run, kept, clear: false);
        Assert.Equal(before, SealedRun.Describe(_store, run, Records));
        FailingFiles files = new();
        using Store store = Store.Open(_folder.Store, new() { UseSqlite = false, Files = files });
        Assert.Equal(4, store.Experiment("sums").Seal(run).Segments);
        Assert.Equal(sealedFiles, Contents(run));

        // A sealed file that is not what the plain one says is made anew.
        Restore(run, kept, clear: false);
        string first = SealedRun.Segments(_store, run).First(path => path.EndsWith(".gz", StringComparison.Ordinal));
        byte[] bad = await File.ReadAllBytesAsync(first);
        bad[100] ^= 1;
        await File.WriteAllBytesAsync(first, bad);
        Assert.Equal(before, SealedRun.Describe(_store, run, Records));
        Assert.Empty(_store.Experiment("sums").Seal(run).Left);
        Assert.Equal(sealedFiles, Contents(run));
    }

    [Fact]
    public async Task What_a_killed_sealer_left_aside_means_nothing_and_is_cleared_up()
    {
        RunId run = await SealedRun.WriteAsync(_store, Records);
        string before = SealedRun.Describe(_store, run, Records);
        foreach (string path in SealedRun.Segments(_store, run)) await File.WriteAllBytesAsync(path + ".gz.tmp", new byte[1000]);
        Assert.Equal(before, SealedRun.Describe(_store, run, Records));
        _store.Experiment("sums").Seal(run);
        Assert.All(SealedRun.Segments(_store, run), path => Assert.EndsWith(".jsonl.gz", path, StringComparison.Ordinal));
        foreach (string path in SealedRun.Segments(_store, run)) await File.WriteAllBytesAsync(path + ".tmp", new byte[1000]);
        _store.Experiment("sums").Seal(run);
        Assert.Equal(4, SealedRun.Segments(_store, run).Length);
        Assert.Equal(before, SealedRun.Describe(_store, run, Records));
    }

    private string Keep(RunId run)
    {
        string kept = Path.Combine(_folder.Path, "kept");
        foreach (string path in SealedRun.Segments(_store, run))
        {
            string copy = Path.Combine(kept, Path.GetRelativePath(SealedRun.Folder(_store, run), path));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(path, copy);
        }

        return kept;
    }

    private void Restore(RunId run, string kept, bool clear = true)
    {
        foreach (string path in SealedRun.Segments(_store, run))
        {
            if (clear) File.Delete(path);
        }

        foreach (string copy in Directory.EnumerateFiles(kept, "*", SearchOption.AllDirectories)) File.Copy(copy, Path.Combine(SealedRun.Folder(_store, run), Path.GetRelativePath(kept, copy)), overwrite: true);
    }

    private IEnumerable<string> Contents(RunId run) => SealedRun.Segments(_store, run).Select(path => $"{path} {Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(path)))}");

    /// <summary>Changes a byte of what is written into sealed files.</summary>
    private sealed class LyingFiles : Storage.Files.FileOperations
    {
        private readonly HashSet<nint> _sealed = [];

        public override Microsoft.Win32.SafeHandles.SafeFileHandle CreateNew(string path)
        {
            Microsoft.Win32.SafeHandles.SafeFileHandle file = base.CreateNew(path);
            if (path.EndsWith(".gz.tmp", StringComparison.Ordinal)) _sealed.Add(file.DangerousGetHandle());
            return file;
        }

        public override void Write(Microsoft.Win32.SafeHandles.SafeFileHandle file, ReadOnlySpan<byte> bytes, long offset)
        {
            byte[] changed = bytes.ToArray();
            if (_sealed.Contains(file.DangerousGetHandle())) changed[changed.Length / 2] ^= 16;
            base.Write(file, changed, offset);
        }
    }
}
