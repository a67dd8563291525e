namespace TrialKeep.Runtime.Codecs;

/// <summary>A type that writes and reads itself as JSON. Generated code implements it.</summary>
/// <typeparam name="TSelf">The annotated type.</typeparam>
public interface ICodec<TSelf>
    where TSelf : ICodec<TSelf>
{
    /// <summary>Writes the value as one JSON object.</summary>
    static abstract void Write(ref JsonSpanWriter writer, TSelf value);

    /// <summary>Reads one JSON object, strictly: nothing is replaced by a default in silence.</summary>
    /// <exception cref="ExperimentDataException">The JSON is not what the type demands; path, byte offset and cure are named.</exception>
    static abstract TSelf Read(ref JsonSpanReader reader);
}
