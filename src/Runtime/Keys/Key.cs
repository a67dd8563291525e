namespace TrialKeep.Runtime.Keys;

/// <summary>Computes keys of annotated values.</summary>
public static class Key
{
    /// <summary>The digest of a value's key.</summary>
    /// <exception cref="ExperimentDataException">The value has no key: an unpaired surrogate, an undefined enum value, a template that was never initialised.</exception>
    public static Digest Of<T>(T value)
        where T : IKeyed<T>
    {
        KeyWriter writer = KeyWriter.Rent();
        try
        {
            T.WriteKey(ref writer, value);
            return writer.ToDigest();
        }
        finally
        {
            writer.Return();
        }
    }

    /// <summary>The text form of a key: <c>&lt;schema id&gt;:&lt;first 32 hexadecimal digits&gt;</c>.</summary>
    public static string Text(string schemaId, Digest digest) => $"{schemaId}:{digest.Id}";
}
