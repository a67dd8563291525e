namespace TrialKeep.Runtime.Columns;

internal sealed class ComparisonCondition<TRecord>(Column<TRecord> column, Comparison comparison, ColumnValue value) : Condition<TRecord>
{
    public override bool Matches(TRecord record) => ColumnValue.Compare(column.Read(record), value) is { } order && comparison switch
    {
        Comparison.Equal => order == 0,
        Comparison.Less => order < 0,
        Comparison.LessOrEqual => order <= 0,
        Comparison.Greater => order > 0,
        _ => order >= 0,
    };

    public override TResult Accept<TResult>(IConditionVisitor<TResult> visitor) => visitor.Compare(column, comparison, value);
}
