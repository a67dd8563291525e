using System.Collections.Immutable;

namespace TrialKeep.Runtime.Columns;

internal sealed class InCondition<TRecord>(Column<TRecord> column, ImmutableArray<ColumnValue> values) : Condition<TRecord>
{
    public override bool Matches(TRecord record) => values.Contains(column.Read(record));

    public override TResult Accept<TResult>(IConditionVisitor<TResult> visitor) => visitor.In(column, values);
}
