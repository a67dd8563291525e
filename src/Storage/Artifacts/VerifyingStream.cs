using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;
using TrialKeep.Runtime.Keys;
using TrialKeep.Storage.Files;

namespace TrialKeep.Storage.Artifacts;

/// <summary>Reads an object from start to end; the read that would give its last byte throws instead when the whole is not what it should be.</summary>
internal sealed class VerifyingStream : Stream
{
    private readonly FileOperations _files;
    private readonly SafeFileHandle _file;
    private readonly string _path;
    private readonly Digest _expected;
    private readonly long _length;
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private long _position;
    private bool _verified;

    /// <exception cref="StoreException">There is no such object, or it has another length.</exception>
    public VerifyingStream(FileOperations files, string path, Digest expected, long length)
    {
        (_files, _path, _expected, _length) = (files, path, expected, length);
        _file = Open(files, path, expected);
        try
        {
            long actual = SystemErrors.Read(path, () => files.Length(_file));
            if (actual != length) throw Damaged(Math.Min(actual, length), $"has {actual} bytes instead of {length}");
        }
        catch
        {
            _file.Dispose();
            throw;
        }
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => _length;

    public override long Position
    {
        get => _position;
        set => throw new NotSupportedException("An object is read from its start to its end, so that it can be verified.");
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        if (buffer.IsEmpty) return 0;
        int read = ReadSome(buffer[..(int)Math.Min(buffer.Length, _length - _position)]);
        _hash.AppendData(buffer[..read]);
        _position += read;
        if (_position == _length) Verify();
        return read;
    }

    // The file is read by the seam, which has no asynchronous reads: as a memory stream does, this completes at once.
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        cancellationToken.IsCancellationRequested ? ValueTask.FromCanceled<int>(cancellationToken) : new(Read(buffer.Span));

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException("An object is read from its start to its end, so that it can be verified.");

    public override void SetLength(long value) => throw new NotSupportedException("An object is never written again.");

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("An object is never written again.");

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _file.Dispose();
            _hash.Dispose();
        }

        base.Dispose(disposing);
    }

    private static SafeFileHandle Open(FileOperations files, string path, Digest expected)
    {
        try
        {
            return files.OpenRead(path);
        }
        catch (Exception error) when (SystemErrors.IsMissing(error))
        {
            throw new StoreException(Problem.NotFound, $"The object {expected} is not in the store: '{path}' does not exist; restore it from a copy, or store the artifact again.", path, cause: error);
        }
        catch (Exception error) when (SystemErrors.IsSystemError(error))
        {
            throw SystemErrors.Reading(path, error);
        }
    }

    private int ReadSome(Span<byte> buffer)
    {
        if (buffer.IsEmpty) return 0;
        int read;
        try
        {
            read = _files.Read(_file, buffer, _position);
        }
        catch (Exception error) when (SystemErrors.IsSystemError(error))
        {
            throw SystemErrors.Reading(_path, error);
        }

        return read > 0 ? read : throw Damaged(_position, $"ends at byte {_position} instead of {_length}");
    }

    private void Verify()
    {
        if (_verified) return;
        Digest actual = new(_hash.GetCurrentHash());
        if (actual != _expected) throw Damaged(null, $"has the SHA-256 {actual} instead");
        _verified = true;
    }

    private StoreException Damaged(long? offset, string what) => new(
        Problem.Damaged, $"The object {_expected} is damaged: '{_path}' {what}; restore it from a copy, or store the artifact again.", _path, offset: offset);
}
