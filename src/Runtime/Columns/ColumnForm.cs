namespace TrialKeep.Runtime.Columns;

/// <summary>How JSON holds what a column holds, so that the column can be read by whoever does not have the type.</summary>
public enum ColumnForm
{
    /// <summary>A string that is the column's text; a shared text is <c>{"$text":id}</c>.</summary>
    Text,

    /// <summary>A whole number of at most 64 bits.</summary>
    Integer,

    /// <summary>true or false; the column has 1 or 0.</summary>
    Boolean,

    /// <summary>A double, or one of the strings NaN, Infinity and -Infinity; NaN is null.</summary>
    Real,

    /// <summary>A number that is rounded to a float first, then made a double.</summary>
    Single,

    /// <summary>A decimal that is made a double.</summary>
    Decimal,

    /// <summary>A whole number without sign of 64 bits that is made a double.</summary>
    Unsigned,

    /// <summary>A whole number of 128 bits that is made a double.</summary>
    Int128,

    /// <summary>A whole number without sign of 128 bits that is made a double.</summary>
    UInt128,

    /// <summary>A whole number of any size that is made a double.</summary>
    BigInteger,

    /// <summary>A moment with its offset; the column has 2026-01-31T12:00:00.0000000Z.</summary>
    Moment,

    /// <summary>A duration, [-][d.]hh:mm:ss[.fffffff]; the column has its ticks of 100 ns.</summary>
    Duration,
}
