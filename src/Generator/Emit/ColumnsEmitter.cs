using TrialKeep.Generator.Model;

namespace TrialKeep.Generator.Emit;

/// <summary>Prints the columns of marked members.</summary>
internal sealed class ColumnsEmitter(SourceWriter writer, TypeModel model)
{
    private readonly string _self = model.Declaration.FullName;
    private readonly MemberModel[] _members = [.. model.Members.Where(static m => m.Marks.HasColumn)];

    /// <summary>The nested class with the columns, and the list of them for the runtime.</summary>
    public void EmitList()
    {
        if (_members.Length == 0) return;
        writer.Line();
        writer.Line($"static {Names.Immutable}ImmutableArray<{Names.Columns}Column<{_self}>> {Names.Schemas}ISchema<{_self}>.Columns => {Names.Helpers}.Columns;");
        foreach (MemberModel member in _members.Where(static m => !m.IsPublic))
        {
            writer.Line();
            writer.Line($"internal static {member.Shape.FullType} __Column_{member.Name}({_self} value) => value.{member.Code};");
        }

        writer.Line();
        writer.Line("#pragma warning disable CS0108 // A base may have columns of its own; these have them too.");
        writer.Line($"/// <summary>The columns that a <c>{model.Declaration.DisplayName}</c> is queried by.</summary>");
        writer.Line(Names.GeneratedCode);
        writer.Open("public static class Columns");
        for (int i = 0; i < _members.Length; i++)
        {
            if (i > 0) writer.Line();
            writer.Line($"/// <summary>The column of <c>{_members[i].Name}</c>.</summary>");
            writer.Line($"{(_members[i].IsPublic ? "public" : "internal")} static {Type(_members[i])} {_members[i].Code} => {Names.Helpers}.Column_{_members[i].Name};");
        }

        writer.Close();
        writer.Line("#pragma warning restore CS0108");
    }

    /// <summary>The columns themselves, in the helper class.</summary>
    public void EmitValues()
    {
        if (_members.Length == 0) return;
        foreach (MemberModel member in _members)
        {
            writer.Line();
            writer.Line($"internal static readonly {Type(member)} Column{model.Helper}_{member.Name} = new(");
            writer.Indent();
            writer.Line($"{Names.Text(member.JsonName)}, {Names.Columns}ColumnAffinity.{Affinity(member.Shape)}, {(member.Shape.IsNullable ? "true" : "false")}, static value => {Read(member)}, static value => {Convert(member.Shape)},");
            writer.Line($"static (ref {Names.Codecs}JsonSpanReader reader) => {ValueCode.Read(member.Shape, member.IsDeduplicated)}{string.Concat(member.Aliases.Select(static alias => $", {Names.Text(alias)}"))});");
            writer.Outdent();
        }

        writer.Line();
        writer.Line($"internal static readonly {Names.Immutable}ImmutableArray<{Names.Columns}Column<{_self}>> Columns{model.Helper} = [{string.Join(", ", _members.Select(m => $"Column{model.Helper}_{m.Name}"))}];");
        Enums();
    }

    private string Type(MemberModel member) => $"{Names.Columns}Column<{_self}, {member.Shape.FullType}>";

    private string Read(MemberModel member) => member.IsPublic || model.Helper.Length > 0 ? $"value.{member.Code}" : $"{_self}.__Column_{member.Name}(value)";

    private static string Affinity(ValueShape shape) => shape.Kind switch
    {
        ValueKind.Boolean or ValueKind.SignedInteger or ValueKind.Duration => "Integer",
        ValueKind.UnsignedInteger => IsWide(shape) ? "Real" : "Integer",
        ValueKind.Double or ValueKind.Single or ValueKind.Decimal or ValueKind.BigInteger => "Real",
        _ => "Text",
    };

    private static bool IsWide(ValueShape shape) => shape.Type is "ulong" or "nuint";

    private string Convert(ValueShape shape)
    {
        if (!shape.IsNullable) return $"{Names.Columns}ColumnValue.Of({Converted(shape, "value")})";
        return $"value is {{ }} some ? {Names.Columns}ColumnValue.Of({Converted(shape, "some")}) : default";
    }

    private string Converted(ValueShape shape, string value) => shape.Kind switch
    {
        ValueKind.SignedInteger => $"(long){value}",
        ValueKind.UnsignedInteger => IsWide(shape) ? $"(double){value}" : $"(long){value}",
        ValueKind.Single or ValueKind.Decimal or ValueKind.BigInteger => $"(double){value}",
        ValueKind.Enum => $"{Names.Helpers}.Name{model.Helper}{shape.Helper}({value})",
        ValueKind.Char or ValueKind.Guid or ValueKind.Uri or ValueKind.Version => ValueCode.Text(shape, value),
        _ => value,
    };

    // The name in JSON, which is what is stored.
    private void Enums()
    {
        foreach (ValueShape shape in _members.Select(static m => m.Shape).Where(static s => s.Kind == ValueKind.Enum).GroupBy(static s => s.Helper).Select(static g => g.First()))
        {
            EnumShape names = shape.Enum!;
            writer.Line();
            if (names.IsFlags)
            {
                writer.Line($"internal static string Name{model.Helper}{shape.Helper}({names.Type} value) => Join{shape.Helper}(value, \", \", forKey: false);");
                continue;
            }

            writer.Open($"internal static string Name{model.Helper}{shape.Helper}({names.Type} value) => value switch");
            foreach (EnumName name in names.Names.Where(static n => n.IsFirstOfValue)) writer.Line($"{names.Type}.{name.Code} => {Names.Text(name.JsonName)},");
            writer.Line(HelperEmitter.Undefined(names));
            writer.Close(";");
        }
    }
}
