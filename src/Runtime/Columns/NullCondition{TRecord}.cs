namespace TrialKeep.Runtime.Columns;

internal sealed class NullCondition<TRecord>(Column<TRecord> column) : Condition<TRecord>
{
    public override bool Matches(TRecord record) => column.Read(record).IsNull;

    public override TResult Accept<TResult>(IConditionVisitor<TResult> visitor) => visitor.IsNull(column);
}
