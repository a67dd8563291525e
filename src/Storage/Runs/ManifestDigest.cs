using System.Buffers.Binary;
using System.Security.Cryptography;
using TrialKeep.Runtime.Keys;

namespace TrialKeep.Storage.Runs;

/// <summary>The composite digest "manifest", one generation after the other: a million of them need no buffer that holds them all.</summary>
internal sealed class ManifestDigest : IDisposable
{
    private const int FieldLength = sizeof(uint) + KeyId.TextLength;
    private const int BufferedFields = 256;

    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly byte[] _buffer = new byte[BufferedFields * FieldLength];
    private int _length;

    public ManifestDigest()
    {
        ReadOnlySpan<byte> kind = "manifest"u8;
        BinaryPrimitives.WriteInt32LittleEndian(_buffer, kind.Length);
        kind.CopyTo(_buffer.AsSpan(sizeof(uint)));
        _length = sizeof(uint) + kind.Length;
    }

    /// <summary>Adds the next generation.</summary>
    public void Add(KeyId generation)
    {
        if (_buffer.Length - _length < FieldLength) Flush();
        BinaryPrimitives.WriteInt32LittleEndian(_buffer.AsSpan(_length), KeyId.TextLength);
        generation.Format(_buffer.AsSpan(_length + sizeof(uint), KeyId.TextLength));
        _length += FieldLength;
    }

    /// <summary>The digest; nothing can be added afterwards.</summary>
    public Digest Finish()
    {
        Flush();
        return new(_hash.GetHashAndReset());
    }

    public void Dispose() => _hash.Dispose();

    private void Flush()
    {
        _hash.AppendData(_buffer, 0, _length);
        _length = 0;
    }
}
