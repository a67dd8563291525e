using System.Collections.Immutable;
using System.Text;
using TrialKeep.Runtime.Codecs;

namespace TrialKeep.Runtime.Columns;

/// <summary>A column of an annotated type whose member is of a known type; comparing it gives a condition. Generated code makes them.</summary>
/// <typeparam name="TRecord">The annotated type.</typeparam>
/// <typeparam name="T">The type of the member.</typeparam>
/// <param name="name">The JSON name of the member.</param>
/// <param name="affinity">What it holds.</param>
/// <param name="isNullable">Null is a value.</param>
/// <param name="read">Reads the member.</param>
/// <param name="convert">Makes a value of the member what the column holds.</param>
/// <param name="json">Reads the member's JSON; null when only values are read.</param>
/// <param name="aliases">The names that the member had before.</param>
#pragma warning disable CA1065, CS0660, CS0661 // Columns are compared with values, not with each other: Equals stays that of the reference.
public sealed class Column<TRecord, T>(string name, ColumnAffinity affinity, bool isNullable, Func<TRecord, T> read, Func<T, ColumnValue> convert, JsonColumn<T>? json = null, params string[] aliases)
    : Column<TRecord>(name, affinity, isNullable)
#pragma warning restore CA1065, CS0660, CS0661
{
    private readonly byte[][] _aliases = Array.ConvertAll(aliases, Encoding.UTF8.GetBytes);

    /// <inheritdoc/>
    public override ColumnValue Read(TRecord record) => convert(read(record));

    /// <inheritdoc/>
    public override bool ReadsJson => json is not null;

    /// <inheritdoc/>
    public override ColumnValue ReadJson(ref JsonSpanReader reader) => json is null ? base.ReadJson(ref reader) : convert(json(ref reader));

    /// <inheritdoc/>
    public override bool IsNamed(ReadOnlySpan<byte> utf8)
    {
        if (base.IsNamed(utf8)) return true;
        foreach (byte[] alias in _aliases)
        {
            if (utf8.SequenceEqual(alias)) return true;
        }

        return false;
    }

    /// <summary>The member is one of these; null is among them only when it is listed.</summary>
    public Condition<TRecord> In(params ReadOnlySpan<T> values)
    {
        ImmutableArray<ColumnValue>.Builder converted = ImmutableArray.CreateBuilder<ColumnValue>(values.Length);
        foreach (T value in values) converted.Add(convert(value));
        return new InCondition<TRecord>(this, converted.MoveToImmutable());
    }

    /// <summary>The member equals the value; null equals only null.</summary>
    public static Condition<TRecord> operator ==(Column<TRecord, T> column, T value) => column.Compare(Comparison.Equal, value);

    /// <summary>The member does not equal the value; null does not equal any value.</summary>
    public static Condition<TRecord> operator !=(Column<TRecord, T> column, T value) => !(column == value);

    /// <summary>The member is less than the value; null never is.</summary>
    public static Condition<TRecord> operator <(Column<TRecord, T> column, T value) => column.Compare(Comparison.Less, value);

    /// <summary>The member is at most the value; null never is.</summary>
    public static Condition<TRecord> operator <=(Column<TRecord, T> column, T value) => column.Compare(Comparison.LessOrEqual, value);

    /// <summary>The member is greater than the value; null never is.</summary>
    public static Condition<TRecord> operator >(Column<TRecord, T> column, T value) => column.Compare(Comparison.Greater, value);

    /// <summary>The member is at least the value; null never is.</summary>
    public static Condition<TRecord> operator >=(Column<TRecord, T> column, T value) => column.Compare(Comparison.GreaterOrEqual, value);

    private Condition<TRecord> Compare(Comparison comparison, T value)
    {
        ColumnValue converted = convert(value);
        return comparison == Comparison.Equal && converted.IsNull ? IsNull() : new ComparisonCondition<TRecord>(this, comparison, converted);
    }
}
