using TrialKeep.Generator.Model;

namespace TrialKeep.Generator.Emit;

/// <summary>The file-local class with what a type's codec and key call: enums, collections, accessors, converters.</summary>
internal sealed class HelperEmitter(SourceWriter writer)
{
    private readonly HashSet<string> _accessors = new(StringComparer.Ordinal);

    public void Open()
    {
        writer.Line();
        writer.Open($"file static class {Names.Helpers}");
        writer.Line($"internal static {Names.DataException} Null(string what) => new(what + \" is null, which its type does not allow; give a value, or make it nullable.\");");
    }

    public void Close() => writer.Close();

    /// <summary>The setters that C# lets only an object initializer call.</summary>
    public void Accessors(IEnumerable<MemberModel> members, bool isValueType)
    {
        string by = isValueType ? "ref " : "";
        foreach (MemberModel member in members.Where(m => m.AssignedBy == AssignedBy.Accessor && _accessors.Add(m.AccessorName)))
        {
            writer.Line();
            if (member.GenericAccessor is not { } generic)
            {
                Accessor(member, $"{member.AccessorName}({by}{member.DeclaringType} target, {member.Shape.FullType} value)");
                continue;
            }

            writer.Open($"internal static class {member.AccessorName}{generic.Parameters}{generic.Constraints}");
            Accessor(member, $"Call({by}{generic.Target} target, {generic.Value} value)");
            writer.Close();
        }
    }

    private void Accessor(MemberModel member, string signature)
    {
        writer.Line($"[global::System.Runtime.CompilerServices.UnsafeAccessor(global::System.Runtime.CompilerServices.UnsafeAccessorKind.Method, Name = \"set_{member.Name}\")]");
        writer.Line($"internal static extern void {signature};");
    }

    /// <summary>Methods for the closed generic parts.</summary>
    public void Inlined(IEnumerable<TypeModel> inlined, bool isKeyed)
    {
        foreach (TypeModel model in inlined)
        {
            Accessors(model.Extension is null ? model.Members : model.Members.Append(model.Extension), model.Declaration.IsValueType);
            new CodecEmitter(writer, model).EmitInlined();
            if (isKeyed && model.IsKeyed) new KeyEmitter(writer, model).EmitInlined();
        }
    }

    /// <summary>The user's converters.</summary>
    public void Converters(IEnumerable<ValueShape> shapes)
    {
        foreach (var group in shapes.Where(static s => s.Kind == ValueKind.Converted).GroupBy(ValueCode.Converter))
        {
            writer.Line();
            writer.Line($"internal static readonly {group.First().Converter} {group.Key} = new();");
        }
    }

    /// <summary>Methods for enums and collections.</summary>
    public void Shapes(IEnumerable<ValueShape> shapes, bool isKeyed)
    {
        foreach (ValueShape shape in shapes)
        {
            if (shape.Kind == ValueKind.Enum) Enum(shape);
            else Collection(shape, isKeyed);
        }
    }

    private void Enum(ValueShape shape)
    {
        EnumShape names = shape.Enum!;
        if (names.IsFlags)
        {
            new FlagsEmitter(writer).Emit(shape, names);
            return;
        }

        writer.Line();
        writer.Open($"internal static {Names.Span} Key{shape.Helper}({names.Type} value) => value switch");
        foreach (EnumName name in names.Names.Where(static n => n.IsFirstOfValue)) writer.Line($"{names.Type}.{name.Code} => {Names.Utf8(name.Name)},");
        writer.Line(Undefined(names));
        writer.Close(";");
        writer.Line();
        writer.Open($"internal static void Write{shape.Helper}(ref {Names.Codecs}JsonSpanWriter writer, {names.Type} value) => writer.Raw(value switch");
        foreach (EnumName name in names.Names.Where(static n => n.IsFirstOfValue)) writer.Line($"{names.Type}.{name.Code} => {Names.Utf8(JsonText.Quoted(name.JsonName))},");
        writer.Line(Undefined(names));
        writer.Close(");");
        writer.Line();
        writer.Open($"internal static {names.Type} Read{shape.Helper}(ref {Names.Codecs}JsonSpanReader reader)");
        writer.Line("int start = reader.Position;");
        writer.Line($"return Parse{shape.Helper}(ref reader, reader.ReadString(), start);");
        writer.Close();
        writer.Line();
        writer.Open($"internal static {names.Type} Parse{shape.Helper}(ref {Names.Codecs}JsonSpanReader reader, string name, int start)");
        writer.Open("return name switch");
        foreach (EnumName name in names.Names.GroupBy(static n => n.JsonName).Select(static g => g.First())) writer.Line($"{Names.Text(name.JsonName)} => {names.Type}.{name.Code},");
        writer.Line($"_ => throw reader.UnknownEnum(name, {Names.Text(names.DisplayName)}, {Names.Text(string.Join(", ", names.Names.Select(static n => n.JsonName)))}, start),");
        writer.Close(";");
        writer.Close();
    }

    /// <summary>The arm of a switch for a value without a name.</summary>
    public static string Undefined(EnumShape names) =>
        $"_ => throw new {Names.DataException}({Names.Text(names.DisplayName + " has no name for the value ")} + unchecked(({names.UnsignedType})value).ToString({Names.Invariant}) + \"; only declared values are stored.\"),";

    private void Collection(ValueShape shape, bool isKeyed)
    {
        CollectionEmitter collections = new(writer, shape);
        collections.Write();
        collections.Read();
        if (isKeyed && shape.IsKeyable) collections.Key();
    }
}
