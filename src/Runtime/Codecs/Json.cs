namespace TrialKeep.Runtime.Codecs;

/// <summary>Writes and reads one annotated value as UTF-8 JSON.</summary>
public static class Json
{
    /// <summary>The JSON of a value, without line break; shared content is written in place.</summary>
    public static byte[] Write<T>(T value)
        where T : ICodec<T>
    {
        JsonSpanWriter writer = JsonSpanWriter.Rent(shared: null);
        try
        {
            T.Write(ref writer, value);
            writer.DemandReadable(0);
            return writer.Written.ToArray();
        }
        finally
        {
            writer.Return();
        }
    }

    /// <summary>Reads one value; nothing but white space may follow it.</summary>
    /// <exception cref="ExperimentDataException">The JSON is not what the type demands.</exception>
    public static T Read<T>(ReadOnlySpan<byte> utf8, ISharedContentSource? shared = null)
        where T : ICodec<T>
    {
        JsonSpanReader reader = new(utf8, shared);
        T value = T.Read(ref reader);
        reader.End();
        return value;
    }
}
