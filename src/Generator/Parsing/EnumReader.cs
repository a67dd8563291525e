using Microsoft.CodeAnalysis;
using TrialKeep.Generator.Model;

namespace TrialKeep.Generator.Parsing;

/// <summary>Reads the names of an enum.</summary>
internal static class EnumReader
{
    public static EnumShape Read(INamedTypeSymbol type)
    {
        HashSet<ulong> values = [];
        List<EnumName> names = [];
        List<EnumName> bits = [];
        foreach (IFieldSymbol field in type.GetMembers().OfType<IFieldSymbol>())
        {
            if (!field.HasConstantValue) continue;
            ulong value = Bits(field.ConstantValue);
            string json = AttributeSet.Of(field).Find(KnownTypes.JsonEnumMemberName)?.Text(0) ?? field.Name;
            EnumName name = new(field.Name, CSharpText.Identifier(field.Name), json, values.Add(value), value, value == 0);
            names.Add(name);
            if (name.IsFirstOfValue && value != 0 && (value & (value - 1)) == 0) bits.Add(name);
        }

        bool isFlags = type.GetAttributes().Any(static a => a.AttributeClass?.ToDisplayString() == "System.FlagsAttribute");
        return new(CSharpText.Type(type), CSharpText.Display(type), isFlags, Unsigned(type.EnumUnderlyingType), new(names), new(bits.OrderBy(static n => n.Name, Utf8Order.Instance)));
    }

    private static ulong Bits(object? value) => value switch
    {
        sbyte n => unchecked((byte)n),
        short n => unchecked((ushort)n),
        int n => unchecked((uint)n),
        long n => unchecked((ulong)n),
        byte n => n,
        ushort n => n,
        uint n => n,
        ulong n => n,
        _ => 0,
    };

    private static string Unsigned(INamedTypeSymbol? underlying) => underlying?.SpecialType switch
    {
        SpecialType.System_SByte or SpecialType.System_Byte => "byte",
        SpecialType.System_Int16 or SpecialType.System_UInt16 => "ushort",
        SpecialType.System_Int64 or SpecialType.System_UInt64 => "ulong",
        _ => "uint",
    };
}
