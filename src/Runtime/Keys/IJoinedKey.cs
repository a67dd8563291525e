namespace TrialKeep.Runtime.Keys;

/// <summary>A type with <see cref="KeyStyle.Joined"/>. Generated code implements it.</summary>
/// <typeparam name="TSelf">The annotated type.</typeparam>
public interface IJoinedKey<TSelf> : IKeyed<TSelf>
    where TSelf : IJoinedKey<TSelf>
{
    /// <summary>The text that is the key: the parts in order, with the separator between them.</summary>
    static abstract string JoinKey(TSelf value);
}
