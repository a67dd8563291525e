using TrialKeep.Runtime.Codecs;

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

    /// <summary>Whether <see cref="ReadJson"/> works: true for generated columns.</summary>
    public virtual bool ReadsJson => false;

    /// <summary>What the column holds for the value of its member that comes next, without the rest of the record.</summary>
    /// <exception cref="NotSupportedException">The column can't.</exception>
    /// <exception cref="ExperimentDataException">The JSON is not what the member demands.</exception>
    public virtual ColumnValue ReadJson(ref JsonSpanReader reader) => throw new NotSupportedException($"The column {Name} reads values only.");

    /// <summary>Whether a member of this name, UTF-8 without escapes, is the column's: by its name or by one that it had before.</summary>
    public virtual bool IsNamed(ReadOnlySpan<byte> utf8) => utf8.SequenceEqual(NameUtf8);

    /// <summary>The member is null.</summary>
    public Condition<TRecord> IsNull() => new NullCondition<TRecord>(this);
}
