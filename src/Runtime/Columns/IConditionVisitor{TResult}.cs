using System.Collections.Immutable;

namespace TrialKeep.Runtime.Columns;

/// <summary>Turns a condition into something else. What SQL leaves unknown is false here: <see cref="Compare"/> with a column that is null.</summary>
/// <typeparam name="TResult">What comes out.</typeparam>
public interface IConditionVisitor<TResult>
{
    /// <summary>The column is not null, and the comparison with the value, which is not null, holds.</summary>
    TResult Compare(Column column, Comparison comparison, ColumnValue value);

    /// <summary>The column is one of the values, null included where it is among them.</summary>
    TResult In(Column column, ImmutableArray<ColumnValue> values);

    /// <summary>The column is null.</summary>
    TResult IsNull(Column column);

    /// <summary>Both hold.</summary>
    TResult And(TResult left, TResult right);

    /// <summary>One holds.</summary>
    TResult Or(TResult left, TResult right);

    /// <summary>It does not hold.</summary>
    TResult Not(TResult condition);
}
