namespace TrialKeep.Runtime.Keys;

/// <summary>
/// A digest over other digests, integers and text: SHA-256 of str(kind) and then the fields in the order they are added; a digest as its
/// 32 bytes, an integer as i64 little endian, text as str (u32 little endian length and UTF-8).
/// </summary>
public ref struct CompositeDigest
{
    private KeyWriter _writer;

    private CompositeDigest(KeyWriter writer) => _writer = writer;

    /// <summary>Starts a digest of one kind: <c>generation</c>, <c>evaluation</c>, <c>seed</c>.</summary>
    public static CompositeDigest Of(scoped ReadOnlySpan<byte> kind)
    {
        KeyWriter writer = KeyWriter.Rent();
        writer.RawText(kind);
        return new(writer);
    }

    /// <summary>Adds a digest.</summary>
    public void Add(Digest digest) => _writer.Raw(digest.AsSpan());

    /// <summary>Adds an integer.</summary>
    public void Add(long number) => _writer.RawInt64(number);

    /// <summary>Adds text.</summary>
    public void Add(string text) => _writer.RawText(text);

    /// <summary>Adds text that is UTF-8 already.</summary>
    public void Add(scoped ReadOnlySpan<byte> text) => _writer.RawText(text);

    /// <summary>The digest; nothing can be added afterwards.</summary>
    public Digest Finish()
    {
        Digest digest = _writer.ToDigest();
        _writer.Return();
        return digest;
    }
}
