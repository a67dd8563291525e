using TrialKeep.Generator.Model;

namespace TrialKeep.Generator.Emit;

/// <summary>Methods for an enum with <c>[Flags]</c>: its value is the set of its single bits.</summary>
internal sealed class FlagsEmitter(SourceWriter writer)
{
    public void Emit(ValueShape shape, EnumShape names)
    {
        EnumName? zero = names.Names.FirstOrDefault(static n => n.IsZero);
        writer.Line();
        writer.Open($"internal static {Names.Span} Key{shape.Helper}({names.Type} value)");
        writer.Line($"return global::System.Text.Encoding.UTF8.GetBytes(Join{shape.Helper}(value, \",\", forKey: true));");
        writer.Close();
        writer.Line();
        writer.Line($"internal static void Write{shape.Helper}(ref {Names.Codecs}JsonSpanWriter writer, {names.Type} value) => writer.Value(Join{shape.Helper}(value, \", \", forKey: false));");
        Join(shape, names, zero);
        Read(shape, names);
    }

    private void Join(ValueShape shape, EnumShape names, EnumName? zero)
    {
        writer.Line();
        writer.Open($"internal static string Join{shape.Helper}({names.Type} value, string separator, bool forKey)");
        writer.Line($"if (value == default) return {(zero is null ? "\"\"" : $"forKey ? {Names.Text(zero.Name)} : {Names.Text(zero.JsonName)}")};");
        writer.Line($"{names.UnsignedType} rest = unchecked(({names.UnsignedType})value);");
        writer.Line($"{Names.Generic}List<string> names = [];");
        foreach (EnumName name in names.SortedBits)
        {
            string bit = $"unchecked(({names.UnsignedType}){names.Type}.{name.Code})";
            writer.Open($"if ((rest & {bit}) != 0)");
            writer.Line($"names.Add(forKey ? {Names.Text(name.Name)} : {Names.Text(name.JsonName)});");
            writer.Line($"rest &= unchecked(({names.UnsignedType})~{bit});");
            writer.Close();
        }

        writer.Line();
        writer.Line($"if (rest != 0) throw new {Names.DataException}({Names.Text(names.DisplayName + " has no name for the bits ")} + rest.ToString({Names.Invariant}) + \"; only declared values are stored.\");");
        writer.Line("return string.Join(separator, names);");
        writer.Close();
    }

    private void Read(ValueShape shape, EnumShape names)
    {
        writer.Line();
        writer.Open($"internal static {names.Type} Read{shape.Helper}(ref {Names.Codecs}JsonSpanReader reader)");
        writer.Line($"{names.Type} value = default;");
        writer.Line("int start = reader.Position;");
        writer.Line("string text = reader.ReadString();");
        writer.Line("if (text.Length == 0) return value;");
        writer.Open("foreach (string name in text.Split(','))");
        writer.Open("value |= name.Trim(' ') switch");
        foreach (EnumName name in names.Names.GroupBy(static n => n.JsonName).Select(static g => g.First())) writer.Line($"{Names.Text(name.JsonName)} => {names.Type}.{name.Code},");
        writer.Line($"_ => throw reader.UnknownEnum(name, {Names.Text(names.DisplayName)}, {Names.Text(string.Join(", ", names.Names.Select(static n => n.JsonName)))}, start),");
        writer.Close(";");
        writer.Close();
        writer.Line();
        writer.Line("return value;");
        writer.Close();
    }
}
