namespace TrialKeep.Runtime.Columns;

/// <summary>A condition over columns: true or false for every value of the type, never unknown as in SQL.</summary>
/// <typeparam name="TRecord">The annotated type.</typeparam>
public abstract class Condition<TRecord>
{
    /// <summary>The value meets the condition.</summary>
    public abstract bool Matches(TRecord record);

    /// <summary>Turns the condition into something else, the innermost first: SQL, or a text.</summary>
    public abstract TResult Accept<TResult>(IConditionVisitor<TResult> visitor);

    /// <summary>Both hold.</summary>
    public static Condition<TRecord> operator &(Condition<TRecord> left, Condition<TRecord> right) => new BothCondition<TRecord>(left, right, isAnd: true);

    /// <summary>One of them holds, or both.</summary>
    public static Condition<TRecord> operator |(Condition<TRecord> left, Condition<TRecord> right) => new BothCondition<TRecord>(left, right, isAnd: false);

    /// <summary>It does not hold.</summary>
    public static Condition<TRecord> operator !(Condition<TRecord> condition) => new NotCondition<TRecord>(condition);
}
