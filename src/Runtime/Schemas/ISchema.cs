using System.Collections.Immutable;
using TrialKeep.Runtime.Columns;

namespace TrialKeep.Runtime.Schemas;

/// <summary>A type that knows its schema. Generated code implements it.</summary>
/// <typeparam name="TSelf">The annotated type.</typeparam>
public interface ISchema<TSelf>
    where TSelf : ISchema<TSelf>
{
    /// <summary>The schema of the type.</summary>
    static abstract Schema Schema { get; }

    /// <summary>The columns of the <c>[Indexed]</c>, <c>[Measurement]</c> and <c>[Slice]</c> members, in the order of the JSON.</summary>
    static virtual ImmutableArray<Column<TSelf>> Columns => [];
}
