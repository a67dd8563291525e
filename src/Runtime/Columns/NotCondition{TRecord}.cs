namespace TrialKeep.Runtime.Columns;

internal sealed class NotCondition<TRecord>(Condition<TRecord> condition) : Condition<TRecord>
{
    public override bool Matches(TRecord record) => !condition.Matches(record);

    public override TResult Accept<TResult>(IConditionVisitor<TResult> visitor) => visitor.Not(condition.Accept(visitor));
}
