namespace TrialKeep.Runtime.Columns;

/// <summary>A column of an annotated type.</summary>
/// <typeparam name="TRecord">The annotated type.</typeparam>
/// <param name="name">The JSON name of the member.</param>
/// <param name="affinity">What it holds.</param>
/// <param name="isNullable">Null is a value.</param>
public abstract class Column<TRecord>(string name, ColumnAffinity affinity, bool isNullable) : Column(name, affinity, isNullable)
{
    /// <summary>What the column holds for a value of the type.</summary>
    public abstract ColumnValue Read(TRecord record);

    /// <summary>The member is null.</summary>
    public Condition<TRecord> IsNull() => new NullCondition<TRecord>(this);
}
