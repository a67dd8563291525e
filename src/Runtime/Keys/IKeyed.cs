namespace TrialKeep.Runtime.Keys;

/// <summary>A type whose values have a key. Generated code implements it.</summary>
/// <typeparam name="TSelf">The annotated type.</typeparam>
public interface IKeyed<TSelf>
    where TSelf : IKeyed<TSelf>
{
    /// <summary>
    /// Writes the key's buffer (DESIGN: native key): <see cref="KeyWriter.Begin"/> and then each part, sorted by name. Inside the
    /// buffer of another type <see cref="KeyWriter.Begin"/> writes the nested form, so that this one method serves both.
    /// </summary>
    static abstract void WriteKey(ref KeyWriter writer, TSelf value);
}
