namespace TrialKeep.Runtime.Columns;

internal sealed class BothCondition<TRecord>(Condition<TRecord> left, Condition<TRecord> right, bool isAnd) : Condition<TRecord>
{
    public override bool Matches(TRecord record) => isAnd ? left.Matches(record) && right.Matches(record) : left.Matches(record) || right.Matches(record);

    public override TResult Accept<TResult>(IConditionVisitor<TResult> visitor)
    {
        TResult first = left.Accept(visitor);
        TResult second = right.Accept(visitor);
        return isAnd ? visitor.And(first, second) : visitor.Or(first, second);
    }
}
