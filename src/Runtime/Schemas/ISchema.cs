namespace TrialKeep.Runtime.Schemas;

/// <summary>A type that knows its schema. Generated code implements it.</summary>
/// <typeparam name="TSelf">The annotated type.</typeparam>
public interface ISchema<TSelf>
    where TSelf : ISchema<TSelf>
{
    /// <summary>The schema of the type.</summary>
    static abstract Schema Schema { get; }
}
