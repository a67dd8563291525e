using System.Buffers;
using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;
using TrialKeep.Runtime.Keys;
using TrialKeep.Storage.Files;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Storage.Artifacts;

/// <summary>
/// Puts contents into the store by their SHA-256: hashed while they stream into a file of the writer's own, flushed, read back, renamed. The
/// rename replaces what has that name: it holds the same bytes, or, if it was damaged, is whole again.
/// </summary>
internal sealed class ObjectWriter
{
    private const int PieceSize = 128 << 10;
    private readonly StoreContext _store;
    private readonly ObjectStore _objects;
    private readonly WriterFiles _incoming;
    private readonly bool _flushes;
    private readonly object _gate = new();
    private readonly HashSet<string> _durableFolders = [];

    public ObjectWriter(StoreContext store, RunFolder run, string writer, Durability durability)
    {
        _store = store;
        _objects = new(store);
        _incoming = new(store, run, writer);
        _flushes = durability != Durability.None;
        ObjectsLock.Await(store);
        SystemErrors.Write(_incoming.Folder, _incoming.RemoveLeftOvers);
    }

    /// <summary>Stores what a stream gives; when it returns the object is durable.</summary>
    /// <exception cref="StoreException">It can't be written, or is not what was expected; nothing was stored.</exception>
    public async ValueTask<StoredObject> PutAsync(Stream content, Digest? expected, CancellationToken cancellation)
    {
        SystemErrors.Write(_incoming.Folder, () => DurableFolder.Create(_store.Files, _incoming.Folder));
        string aside = _incoming.Next();
        try
        {
            StoredObject stored = await ReceiveAsync(aside, content, cancellation).ConfigureAwait(false);
            if (expected is { } promised && promised != stored.Content) throw new StoreException(Problem.Damaged, $"The content has the SHA-256 {stored.Content} instead of the expected {promised}, so it was not stored; get it anew.");
            Publish(aside, stored);
            return stored;
        }
        catch
        {
            Abandon(aside);
            throw;
        }
    }

    private async ValueTask<StoredObject> ReceiveAsync(string aside, Stream content, CancellationToken cancellation)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using SafeFileHandle file = SystemErrors.Write(aside, () => _store.Files.CreateNew(aside));
        byte[] piece = ArrayPool<byte>.Shared.Rent(PieceSize);
        try
        {
            long length = 0;
            // What the caller's stream throws is the caller's own and stays as it is.
            for (int read; (read = await content.ReadAsync(piece, cancellation).ConfigureAwait(false)) > 0; length += read)
            {
                hash.AppendData(piece, 0, read);
                Write(file, aside, piece.AsMemory(0, read), length);
            }

            if (_flushes) SystemErrors.Write(aside, () => _store.Files.Flush(file));
            return new(new(hash.GetHashAndReset()), length);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(piece);
        }
    }

    private void Write(SafeFileHandle file, string aside, ReadOnlyMemory<byte> piece, long offset) =>
        SystemErrors.Write(aside, () => _store.Files.Write(file, piece.Span, offset));

    private void Publish(string aside, StoredObject stored)
    {
        ReadBack(aside, stored);
        string path = _objects.PathOf(stored.Content);
        string folder = Path.GetDirectoryName(path)!;
        SystemErrors.Write(path, () =>
        {
            DemandFolder(folder);
            _store.Files.Replace(aside, path);
            if (_flushes) _store.Files.FlushFolder(folder);
        });
    }

    private void ReadBack(string aside, StoredObject stored)
    {
        using VerifyingStream written = new(_store.Files, aside, stored.Content, stored.Bytes);
        byte[] piece = ArrayPool<byte>.Shared.Rent(PieceSize);
        try
        {
            while (written.Read(piece) > 0) { }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(piece);
        }
    }

    // Another process may have made the folder an instant ago and not have flushed its name yet.
    private void DemandFolder(string folder)
    {
        lock (_gate)
        {
            if (_durableFolders.Contains(folder)) return;
            _store.Files.CreateFolders(folder);
            if (_flushes)
            {
                _store.Files.FlushFolder(_store.ObjectsFolder);
                _store.Files.FlushFolder(_store.Folder);
            }

            _durableFolders.Add(folder);
        }
    }

    private void Abandon(string aside)
    {
        try
        {
            _store.Files.Delete(aside);
        }
        catch (Exception error) when (SystemErrors.IsSystemError(error))
        {
            // The caller hears of the first error; the next writer removes the file.
        }
    }
}
