using TrialKeep.Generator.Model;

namespace TrialKeep.Generator.Emit;

/// <summary>Prints the description of a type's schema.</summary>
internal static class SchemaEmitter
{
    public static void Emit(SourceWriter writer, TypeModel model) =>
        writer.Line($"static {Names.Schemas}Schema {Names.Schemas}ISchema<{model.Declaration.FullName}>.Schema => {Names.Helpers}.Schema;");

    /// <summary>The schema itself, in the helper class: the user's type gets no static field.</summary>
    public static void EmitValue(SourceWriter writer, TypeModel model)
    {
        string id = model.SchemaId.Length > 0 ? model.SchemaId : model.Declaration.DisplayName;
        writer.Line();
        writer.Line($"internal static {Names.Schemas}Schema Schema{model.Helper} {{ get; }} = new(");
        writer.Indent();
        writer.Line($"{Names.Text(id)}, {Names.Schemas}SchemaKind.{model.Kind}, {model.Version}, {model.KeyVersion}, {Names.Text(model.Fingerprint)},");
        writer.Line("[");
        writer.Indent();
        foreach (MemberModel member in model.Members) writer.Line(Member(member) + ",");
        writer.Outdent();
        writer.Line(model.Polymorphism is null ? "]);" : "])");
        writer.Outdent();
        if (model.Polymorphism is { } polymorphism) Derived(writer, polymorphism);
    }

    private static void Derived(SourceWriter writer, Polymorphism polymorphism)
    {
        writer.OpenBlock();
        writer.Line($"TagName = {Names.Text(polymorphism.TagName)},");
        writer.Line($"Derived = {Names.Immutable}ImmutableDictionary.CreateRange([");
        writer.Indent();
        foreach (DerivedModel derived in polymorphism.Derived.Where(static d => !d.IsSelf))
        {
            writer.Line($"{Names.Generic}KeyValuePair.Create({Names.Text(derived.Tag)}, {Names.Schemas}Schema.Of<{derived.Type}>()),");
        }

        writer.Outdent();
        writer.Line("]),");
        writer.Close(";");
    }

    private static string Member(MemberModel member)
    {
        string type = member.Shape.FullType.Replace("global::", "");
        string key = member.KeyName is null || member.Role == Role.Reference ? "null" : Names.Text(member.KeyName);
        string head = $"new({Names.Text(member.Name)}, {Names.Text(member.JsonName)}, {Names.Text(type)}, {Names.Schemas}JsonForm.{Form(member.Shape)}, "
            + $"{Names.Schemas}MemberRole.{member.Role}, {key}, {Flag(member.Shape.IsNullable)}, {Flag(member.IsRequired)})";
        List<string> marks = [.. Marks(member.Marks)];
        return marks.Count == 0 ? head : $"{head} {{ {string.Join(", ", marks)} }}";
    }

    private static IEnumerable<string> Marks(SchemaMarks marks)
    {
        if (marks.IsSlice) yield return "IsSlice = true";
        if (marks.IsCluster) yield return "IsCluster = true";
        if (marks.IsIndexed) yield return "IsIndexed = true";
        if (marks.IsMeasurement) yield return "IsMeasurement = true";
        if (marks.Unit is not null) yield return $"Unit = {Names.Text(marks.Unit)}";
        if (marks.Better is not null) yield return $"Better = global::TrialKeep.Direction.{marks.Better}";
    }

    private static string Form(ValueShape shape) => shape.Kind switch
    {
        ValueKind.Boolean => "Boolean",
        ValueKind.SignedInteger or ValueKind.UnsignedInteger or ValueKind.BigInteger or ValueKind.Double or ValueKind.Single or ValueKind.Decimal => "Number",
        ValueKind.List or ValueKind.Set => "Array",
        ValueKind.Map or ValueKind.Annotated => "Object",
        ValueKind.JsonElement or ValueKind.JsonNode or ValueKind.Converted => "Any",
        _ => "Text",
    };

    private static string Flag(bool value) => value ? "true" : "false";
}
