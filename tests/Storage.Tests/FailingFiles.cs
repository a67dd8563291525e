using Microsoft.Win32.SafeHandles;
using TrialKeep.Storage.Files;

namespace TrialKeep.Storage.Tests;

/// <summary>File operations of which one fails, counted from 1, or every flush, or everything beyond a size.</summary>
public sealed class FailingFiles : FileOperations
{
    public const int InputOutput = 5;
    public const int NoSpace = 28;
    private int _operations;
    private int _flushes;
    private long _written;
    private long _space = long.MaxValue;

    /// <summary>The operation that fails; 0 for none.</summary>
    public int FailAt { get; set; }

    /// <summary>Whether the operations after it fail too.</summary>
    public bool StaysBroken { get; init; }

    /// <summary>The flush that fails; 0 for none.</summary>
    public int FailFlushAt { get; init; }

    /// <summary>Bytes that still fit the disk.</summary>
    public long Space
    {
        get => _space;
        set => _space = _written + value;
    }

    /// <summary>What a failing operation says.</summary>
    public int Error { get; init; } = InputOutput;

    public int Operations => _operations;

    /// <summary>Runs before every flush of a file.</summary>
    public Action OnFlush { get; set; } = static () => { };

    public override SafeFileHandle OpenRead(string path) => Count(() => base.OpenRead(path));

    public override SafeFileHandle OpenWrite(string path) => Count(() => base.OpenWrite(path));

    public override SafeFileHandle CreateNew(string path) => Count(() => base.CreateNew(path));

    public override int Read(SafeFileHandle file, Span<byte> target, long offset)
    {
        Count();
        return base.Read(file, target, offset);
    }

    public override long Length(SafeFileHandle file) => Count(() => base.Length(file));

    // As the kernel does it: what still fits is on the disk, and the call fails.
    public override void Write(SafeFileHandle file, ReadOnlySpan<byte> bytes, long offset)
    {
        Count();
        long fits = Math.Min(bytes.Length, _space - _written);
        base.Write(file, bytes[..(int)fits], offset);
        _written += fits;
        if (fits < bytes.Length) throw new IOException("No space left on device", NoSpace);
    }

    public override void Flush(SafeFileHandle file)
    {
        OnFlush();
        if (Interlocked.Increment(ref _flushes) == FailFlushAt) throw new IOException("Input/output error", Error);
        Count();
        base.Flush(file);
    }

    public override void FlushFolder(string path)
    {
        Count();
        base.FlushFolder(path);
    }

    public override void Truncate(SafeFileHandle file, long length)
    {
        Count();
        base.Truncate(file, length);
    }

    public override void Replace(string from, string to)
    {
        Count();
        base.Replace(from, to);
    }

    public override void Rename(string from, string to)
    {
        Count();
        base.Rename(from, to);
    }

    public override void Delete(string path)
    {
        Count();
        base.Delete(path);
    }

    public override void RenameFolder(string from, string to)
    {
        Count();
        base.RenameFolder(from, to);
    }

    public override void DeleteFolder(string path)
    {
        Count();
        base.DeleteFolder(path);
    }

    public override void CreateFolders(string path)
    {
        Count();
        base.CreateFolders(path);
    }

    public override bool TryCreateFolder(string path) => Count(() => base.TryCreateFolder(path));

    public override SafeFileHandle? TryLock(string path) => Count(() => base.TryLock(path));

    public override bool IsHeld(string path) => Count(() => base.IsHeld(path));

    public override SafeFileHandle? TryCreateLock(string path) => Count(() => base.TryCreateLock(path));

    private T Count<T>(Func<T> act)
    {
        Count();
        return act();
    }

    private void Count()
    {
        int operation = Interlocked.Increment(ref _operations);
        if (operation == FailAt || (StaysBroken && FailAt > 0 && operation > FailAt)) throw new IOException("Input/output error", Error);
    }
}
