using Microsoft.Win32.SafeHandles;
using TrialKeep.Storage.Files;
using TrialKeep.Storage.Sealing;

namespace TrialKeep.Storage.Journals;

/// <summary>The lines of a segment as bytes, whether its file is plain or sealed: offsets are the same in both.</summary>
internal abstract class SegmentContent(string path) : IDisposable
{
    /// <summary>The file that is read.</summary>
    public string Path { get; } = path;

    /// <summary>Whether the file is sealed: everything in it was acknowledged.</summary>
    public abstract bool IsSealed { get; }

    /// <summary>The bytes of the content when it was opened.</summary>
    public abstract long Length { get; }

    /// <summary>Opens a segment: the plain file, or what it was sealed into since it was listed.</summary>
    /// <exception cref="IOException">Neither is there, or it can't be read.</exception>
    public static SegmentContent Open(FileOperations files, SegmentName name)
    {
        try
        {
            return name.IsSealed ? SealedContent.Open(files, name.SealedPath) : OpenPlain(files, name.Path);
        }
        catch (Exception error) when (SystemErrors.IsMissing(error))
        {
            // Sealed, or unpacked, since it was listed.
            if (File.Exists(name.IsSealed ? name.Path : name.SealedPath)) return name.IsSealed ? OpenPlain(files, name.Path) : SealedContent.Open(files, name.SealedPath);
            throw;
        }
    }

    /// <summary>Opens a plain file.</summary>
    /// <exception cref="IOException">It can't be read.</exception>
    public static SegmentContent OpenPlain(FileOperations files, string path)
    {
        SafeFileHandle file = files.OpenRead(path);
        try
        {
            return new PlainContent(files, path, file, files.Length(file));
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>The bytes of a segment's content, without opening a plain one.</summary>
    /// <exception cref="IOException">It can't be read.</exception>
    public static long LengthOf(FileOperations files, SegmentName name)
    {
        if (!name.IsSealed && new FileInfo(name.Path) is { Exists: true } plain) return plain.Length;
        using SegmentContent content = Open(files, name);
        return content.Length;
    }

    /// <summary>Reads at an offset; 0 at the end and where <see cref="HoleAt"/> tells why.</summary>
    /// <exception cref="IOException">The file can't be read.</exception>
    public abstract int Read(Span<byte> target, long offset);

    /// <summary>Why nothing can be read at an offset; null when it is the end.</summary>
    public virtual ContentHole? HoleAt(long offset) => null;

    /// <summary>What is wrong with the file as a whole, although its lines may be read; null for nothing.</summary>
    public virtual string? Problem => null;

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected abstract void Dispose(bool disposing);

    private sealed class PlainContent(FileOperations files, string path, SafeFileHandle file, long length) : SegmentContent(path)
    {
        public override bool IsSealed => false;

        public override long Length => length;

        public override int Read(Span<byte> target, long offset) => files.Read(file, target, offset);

        protected override void Dispose(bool disposing) => file.Dispose();
    }
}
