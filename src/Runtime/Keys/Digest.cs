using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;

namespace TrialKeep.Runtime.Keys;

/// <summary>A SHA-256 digest: 32 bytes, by value.</summary>
public readonly struct Digest : IEquatable<Digest>
{
    /// <summary>Bytes of a digest.</summary>
    public const int Size = 32;

    // One for each thread: to set one up takes as long as to hash a key.
    [ThreadStatic]
    private static IncrementalHash? t_hash;

    private readonly Bytes _bytes;

    /// <summary>A digest from its 32 bytes.</summary>
    /// <exception cref="ArgumentException">There are not 32 bytes.</exception>
    public Digest(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Size) throw new ArgumentException($"A digest has {Size} bytes, not {bytes.Length}.", nameof(bytes));
        bytes.CopyTo(_bytes);
    }

    /// <summary>The SHA-256 of bytes.</summary>
    public static Digest Of(ReadOnlySpan<byte> data)
    {
        Unsafe.SkipInit(out Digest digest);
        IncrementalHash hash = t_hash ??= IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(data);
        hash.GetHashAndReset(digest.Writable);
        return digest;
    }

    /// <summary>The first 128 bits, which files and look-ups use.</summary>
    public KeyId Id => new(BinaryPrimitives.ReadUInt128BigEndian(AsSpan()));

    /// <summary>The 32 bytes.</summary>
    [UnscopedRef]
    public ReadOnlySpan<byte> AsSpan() => _bytes;

    [UnscopedRef]
    private Span<byte> Writable => Unsafe.AsRef(in _bytes);

    /// <inheritdoc/>
    public bool Equals(Digest other) => AsSpan().SequenceEqual(other.AsSpan());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Digest other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => BinaryPrimitives.ReadInt32LittleEndian(AsSpan());

    /// <summary>64 lower-case hexadecimal digits.</summary>
    public override string ToString() => Convert.ToHexStringLower(AsSpan());

    /// <summary>Equal bytes.</summary>
    public static bool operator ==(Digest left, Digest right) => left.Equals(right);

    /// <summary>Different bytes.</summary>
    public static bool operator !=(Digest left, Digest right) => !left.Equals(right);

    [InlineArray(Size)]
    private struct Bytes
    {
        private byte _first;
    }
}
