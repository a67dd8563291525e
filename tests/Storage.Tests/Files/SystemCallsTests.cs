using Microsoft.Win32.SafeHandles;
using TrialKeep.Storage.Files;

namespace TrialKeep.Storage.Tests.Files;

public sealed class SystemCallsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FileOperations _files = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_flush_that_the_system_refuses_is_seen()
    {
        if (!OperatingSystem.IsLinux()) return;
        // .NET's own flush says nothing here: the device can't be flushed.
        using SafeFileHandle device = File.OpenHandle("/dev/null", FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
        RandomAccess.FlushToDisk(device);
        Assert.Throws<IOException>(() => _files.Flush(device));
    }

    [Fact]
    public void A_folder_can_be_flushed_and_a_missing_one_can_not()
    {
        _files.FlushFolder(_folder.Path);
        if (OperatingSystem.IsWindows()) return;
        Assert.Throws<IOException>(() => _files.FlushFolder(Path.Combine(_folder.Path, "missing")));
    }

    [Fact]
    public void A_folder_is_created_by_one_only()
    {
        string path = Path.Combine(_folder.Path, "new");
        Assert.True(_files.TryCreateFolder(path));
        Assert.False(_files.TryCreateFolder(path));
        Assert.Equal([path], Directory.EnumerateDirectories(_folder.Path));
    }

    [Fact]
    public void A_lock_is_held_by_one_only_and_free_when_it_is_closed()
    {
        string path = Path.Combine(_folder.Path, "lock");
        using (SafeFileHandle? held = _files.TryLock(path))
        {
            Assert.NotNull(held);
            Assert.Null(_files.TryLock(path));
            _files.Write(held, "me\n"u8, 0);
            if (!OperatingSystem.IsWindows()) Assert.Equal("me\n", _files.ReadLockFile(path));
        }

        using SafeFileHandle? again = _files.TryLock(path);
        Assert.NotNull(again);
        Assert.Null(_files.TryCreateLock(path));
    }
}
