using System.Security.Cryptography;
using TrialKeep.Runtime.Keys;

namespace TrialKeep.Orchestration.Data;

/// <summary>The digest of a file while it is read.</summary>
internal sealed class FileHash : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    public long Bytes { get; private set; }

    public void Add(ReadOnlySpan<byte> piece)
    {
        _hash.AppendData(piece);
        Bytes += piece.Length;
    }

    public ReadData ToRead(long rows, DateTime written) => new(new Digest(_hash.GetCurrentHash()), Bytes, rows, written);

    public void Dispose() => _hash.Dispose();
}
