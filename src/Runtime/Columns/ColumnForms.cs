using TrialKeep.Runtime.Schemas;

namespace TrialKeep.Runtime.Columns;

/// <summary>Which form the column of a member has.</summary>
public static class ColumnForms
{
    /// <summary>The form; null when the member has no column.</summary>
    public static ColumnForm? Of(SchemaMember member)
    {
        ArgumentNullException.ThrowIfNull(member);
        if (!member.IsIndexed && !member.IsMeasurement && !member.IsSlice) return null;
        ColumnForm? form = member.Type.TrimEnd('?') switch
        {
            "bool" => ColumnForm.Boolean,
            "sbyte" or "short" or "int" or "long" or "nint" or "byte" or "ushort" or "uint" => ColumnForm.Integer,
            "ulong" or "nuint" => ColumnForm.Unsigned,
            "double" => ColumnForm.Real,
            "float" => ColumnForm.Single,
            "decimal" => ColumnForm.Decimal,
            "System.Int128" => ColumnForm.Int128,
            "System.UInt128" => ColumnForm.UInt128,
            "System.Numerics.BigInteger" => ColumnForm.BigInteger,
            "System.DateTimeOffset" => ColumnForm.Moment,
            "System.TimeSpan" => ColumnForm.Duration,
            _ => null,
        };
        return form ?? (member.Form == JsonForm.Text ? ColumnForm.Text : null);
    }

    /// <summary>The name that a journal's header has for a form: <c>real</c>, <c>bigInteger</c>.</summary>
    public static string NameOf(ColumnForm form) => form switch
    {
        ColumnForm.Text => "text",
        ColumnForm.Integer => "integer",
        ColumnForm.Boolean => "boolean",
        ColumnForm.Real => "real",
        ColumnForm.Single => "single",
        ColumnForm.Decimal => "decimal",
        ColumnForm.Unsigned => "unsigned",
        ColumnForm.Int128 => "int128",
        ColumnForm.UInt128 => "uint128",
        ColumnForm.BigInteger => "bigInteger",
        ColumnForm.Moment => "moment",
        ColumnForm.Duration => "duration",
        _ => throw new ArgumentOutOfRangeException(nameof(form), form, "There is no such form."),
    };

    /// <summary>The form of a name; null when it is none, which a later version may have brought.</summary>
    public static ColumnForm? Parse(string name)
    {
        foreach (ColumnForm form in Enum.GetValues<ColumnForm>())
        {
            if (NameOf(form) == name) return form;
        }

        return null;
    }
}
