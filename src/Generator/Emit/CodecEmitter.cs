using TrialKeep.Generator.Model;

namespace TrialKeep.Generator.Emit;

/// <summary>Prints a type's codec.</summary>
internal sealed class CodecEmitter(SourceWriter writer, TypeModel model)
{
    private readonly string _self = model.Declaration.FullName;
    private readonly string _owner = model.Declaration.DisplayName;

    public void Emit()
    {
        if (model.Polymorphism is { } polymorphism)
        {
            new PolymorphismEmitter(writer, model, polymorphism).Codec();
            if (polymorphism.IsAbstract) return;
            Write("private static void __Write");
            Read($"private static {_self} __Read");
            return;
        }

        Write($"static void {Names.Codecs}ICodec<{_self}>.Write");
        Read($"static {_self} {Names.Codecs}ICodec<{_self}>.Read");
    }

    /// <summary>The codec of a closed generic part, as helper methods of the type that holds it.</summary>
    public void EmitInlined()
    {
        Write("internal static void Write" + model.Helper);
        Read($"internal static {_self} Read{model.Helper}");
    }

    private void Write(string method)
    {
        writer.Line();
        writer.Open($"{method}(ref {Names.Codecs}JsonSpanWriter writer, {_self} value)");
        if (!model.Declaration.IsValueType) writer.Line("global::System.ArgumentNullException.ThrowIfNull(value);");
        if (model.Members.Any(static m => m.UnwrittenWhen is not null)) WriteSome();
        else WriteAll();
        WriteExtension();
        writer.Line("writer.Raw(\"}\"u8);");
        writer.Close();
    }

    private void WriteAll()
    {
        for (int i = 0; i < model.Members.Count; i++)
        {
            MemberModel member = model.Members[i];
            writer.Line($"writer.Raw({Names.Utf8((i == 0 ? "{" : ",") + JsonText.Quoted(member.JsonName) + ":")});");
            Value(member, i);
        }

        if (model.Members.Count == 0) writer.Line("writer.Raw(\"{\"u8);");
        if (model.Extension is not null) writer.Line($"bool isFirst = {(model.Members.Count == 0 ? "true" : "false")};");
    }

    private void WriteSome()
    {
        writer.Line("bool isFirst = true;");
        writer.Line("writer.Raw(\"{\"u8);");
        for (int i = 0; i < model.Members.Count; i++)
        {
            MemberModel member = model.Members[i];
            writer.Open(member.UnwrittenWhen is null ? "" : $"if (!({member.UnwrittenWhen}))");
            writer.Line("if (!isFirst) writer.Raw(\",\"u8);");
            writer.Line("isFirst = false;");
            writer.Line($"writer.Raw({Names.Utf8(JsonText.Quoted(member.JsonName) + ":")});");
            Value(member, i);
            writer.Close();
        }
    }

    private void WriteExtension()
    {
        if (model.Extension is not { } extension) return;
        writer.Open($"if (value.{extension.Code} is {{ }} unknown)");
        writer.Open($"foreach ({Names.Generic}KeyValuePair<string, global::System.Text.Json.JsonElement> item in unknown)");
        writer.Line("if (!isFirst) writer.Raw(\",\"u8);");
        writer.Line("isFirst = false;");
        writer.Line("writer.Value(item.Key);");
        writer.Line("writer.Raw(\":\"u8);");
        writer.Line("writer.Value(item.Value);");
        writer.Close();
        writer.Close();
        writer.Line();
    }

    private void Value(MemberModel member, int index) =>
        ValueCode.Write(writer, member.Shape, ValueCode.Member(member.Shape, member.Code, member.Name, _owner), $"some{index}", member.IsDeduplicated);

    private void Read(string method)
    {
        writer.Line();
        writer.Open($"{method}(ref {Names.Codecs}JsonSpanReader reader)");
        if (model.TagOfBase is not null) writer.Line("bool isTagged = reader.IsTagged;");
        Locals();
        writer.Line("reader.BeginObject();");
        writer.Open($"while (reader.NextMember(out {Names.Span} name))");
        Dispatch();
        Unknown();
        writer.Close();
        writer.Line();
        foreach (MemberModel member in model.Members.Where(static m => m.IsRequired))
        {
            writer.Line($"if (!has_{member.Name}) throw reader.Missing({Names.Text(member.JsonName)}, {Names.Text(_owner)});");
        }

        Construct();
        writer.Close();
    }

    private void Locals()
    {
        foreach (MemberModel member in model.Members)
        {
            writer.Line($"{member.Shape.FullType} the_{member.Name} = {member.ParameterDefault ?? "default!"};");
            writer.Line($"bool has_{member.Name} = false;");
        }

        if (model.Extension is { } extension) writer.Line($"{extension.Shape.FullType} unknown = null;");
    }

    // By length first: most names are told apart by it, and each comparison then knows its length.
    private void Dispatch()
    {
        var names = model.Members.SelectMany(static member => member.Aliases.Prepend(member.JsonName).Select(name => (Name: name, Member: member)));
        var lengths = names.GroupBy(static n => System.Text.Encoding.UTF8.GetByteCount(n.Name)).OrderBy(static g => g.Key).ToArray();
        if (lengths.Length == 0) return;
        writer.Open("switch (name.Length)");
        foreach (var group in lengths)
        {
            writer.Line($"case {group.Key}:");
            writer.Indent();
            foreach (var (name, member) in group) Arm(name, member);
            writer.Line("break;");
            writer.Outdent();
        }

        writer.Close();
        writer.Line();
    }

    private void Arm(string name, MemberModel member)
    {
        writer.Open($"if (global::System.MemoryExtensions.SequenceEqual(name, {Names.Utf8(name)}))");
        writer.Line($"if (has_{member.Name}) throw reader.Duplicate({Names.Text(name)}, {Names.Text(_owner)});");
        writer.Line($"has_{member.Name} = true;");
        if (!member.Shape.IsNullable && member.Shape.Kind is not (ValueKind.JsonElement or ValueKind.Converted))
        {
            writer.Line($"if (reader.TryNull()) throw reader.NullValue({Names.Text(name)}, {Names.Text(_owner)});");
        }

        writer.Line($"the_{member.Name} = {ValueCode.Read(member.Shape, member.IsDeduplicated)};");
        writer.Line("continue;");
        writer.Close();
        writer.Line();
    }

    private void Unknown()
    {
        if (model.TagOfBase is { } tag)
        {
            writer.Line($"if (isTagged && global::System.MemoryExtensions.SequenceEqual(name, {Names.Utf8(tag)})) throw reader.Duplicate({Names.Text(tag)}, {Names.Text(_owner)});");
        }

        if (model.Extension is null)
        {
            writer.Line("reader.Skip();");
            return;
        }

        writer.Line("string unknownName = reader.Name(name);");
        writer.Line("unknown ??= new(global::System.StringComparer.Ordinal);");
        writer.Line($"if (!unknown.TryAdd(unknownName, reader.ReadElement())) throw reader.Duplicate(unknownName, {Names.Text(_owner)});");
    }

    private void Construct()
    {
        string arguments = string.Join(", ", model.ConstructorArguments.Select(static a => $"{a.Parameter}: the_{a.Member}"));
        MemberModel[] initialized = [.. model.Members.Where(static m => m.AssignedBy == AssignedBy.Initializer)];
        if (initialized.Length == 0)
        {
            writer.Line($"{_self} result = new({arguments});");
        }
        else
        {
            writer.Open($"{_self} result = new({arguments})");
            foreach (MemberModel member in initialized) writer.Line($"{member.Code} = the_{member.Name},");
            writer.Close(";");
        }

        foreach (MemberModel member in model.Members) Assign(member, $"has_{member.Name}", $"the_{member.Name}");
        if (model.Extension is { } extension) Assign(extension, "unknown is not null", "unknown");
        writer.Line("return result;");
    }

    private static string Accessor(MemberModel member) => member.GenericAccessor is { } generic ? $"{member.AccessorName}{generic.Arguments}.Call" : member.AccessorName;

    private void Assign(MemberModel member, string condition, string local)
    {
        string target = model.Declaration.IsValueType ? "ref result" : "result";
        if (member.AssignedBy == AssignedBy.Assignment) writer.Line($"if ({condition}) result.{member.Code} = {local};");
        else if (member.AssignedBy == AssignedBy.Accessor) writer.Line($"if ({condition}) {Names.Helpers}.{Accessor(member)}({target}, {local});");
    }
}
