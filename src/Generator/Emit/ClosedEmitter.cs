using TrialKeep.Generator.Model;

namespace TrialKeep.Generator.Emit;

/// <summary>
/// Prints what a generic task, variant or record implements: each member asks which closed type it is of, and calls the code of that one. The
/// just-in-time compiler answers the question for value types when it compiles.
/// </summary>
internal sealed class ClosedEmitter(SourceWriter writer, TypeModel model)
{
    private const string As = "global::System.Runtime.CompilerServices.Unsafe.As";

    private readonly string _self = model.Declaration.FullName;

    /// <summary>The members of the interfaces.</summary>
    public void Emit()
    {
        writer.Open($"static {Names.Schemas}Schema {Names.Schemas}ISchema<{_self}>.Schema");
        writer.Open("get");
        Branches(static closed => [$"return {Names.Helpers}.Schema{closed.Helper};"]);
        writer.Close();
        writer.Close();
        Codec();
        if (model.IsKeyed) Call($"static void {Names.Keys}IKeyed<{_self}>.WriteKey(ref {Names.Keys}KeyWriter writer, {_self} value)", "Key", "ref writer, ");
        if (model.Kind == AnnotatedKind.Task) Task();
        if (model.Members.Any(static m => m.Marks.HasColumn)) Columns();
    }

    /// <summary>The code of each closed type, in the helper class.</summary>
    public void EmitHelpers(HelperEmitter helpers)
    {
        foreach (TypeModel closed in model.Closed)
        {
            SchemaEmitter.EmitValue(writer, closed);
            helpers.Accessors(closed.Extension is null ? closed.Members : closed.Members.Append(closed.Extension), closed.Declaration.IsValueType);
            new CodecEmitter(writer, closed).EmitInlined();
            if (closed.IsKeyed) new KeyEmitter(writer, closed).EmitInlined();
            new ColumnsEmitter(writer, closed).EmitValues();
        }
    }

    private void Codec()
    {
        Call($"static void {Names.Codecs}ICodec<{_self}>.Write(ref {Names.Codecs}JsonSpanWriter writer, {_self} value)", "Write", "ref writer, ");
        writer.Line();
        writer.Open($"static {_self} {Names.Codecs}ICodec<{_self}>.Read(ref {Names.Codecs}JsonSpanReader reader)");
        Branches(closed => [$"{closed.Declaration.FullName} read = {Names.Helpers}.Read{closed.Helper}(ref reader);", $"return {As}<{closed.Declaration.FullName}, {_self}>(ref read);"]);
        writer.Close();
    }

    private void Task()
    {
        writer.Line();
        writer.Open($"static string? {Names.Schemas}IExperimentTask<{_self}>.GetItemId({_self} task)");
        Branches(closed => [$"return {Names.Helpers}.Item{closed.Helper}({Cast(closed, "task")});"]);
        writer.Close();
        Call($"static void {Names.Schemas}IExperimentTask<{_self}>.WriteReferences(ref {Names.Keys}KeyWriter writer, {_self} value)", "References", "ref writer, ");
    }

    private void Call(string head, string method, string first)
    {
        writer.Line();
        writer.Open(head);
        Branches(closed => [$"{Names.Helpers}.{method}{closed.Helper}({first}{Cast(closed, "value")});", "return;"]);
        writer.Close();
    }

    private void Columns()
    {
        string list = $"{Names.Immutable}ImmutableArray<{Names.Columns}Column<";
        writer.Line();
        writer.Open($"static {list}{_self}>> {Names.Schemas}ISchema<{_self}>.Columns");
        writer.Open("get");
        Branches(closed => [$"{list}{closed.Declaration.FullName}>> columns = {Names.Helpers}.Columns{closed.Helper};", $"return {As}<{list}{closed.Declaration.FullName}>>, {list}{_self}>>>(ref columns);"]);
        writer.Close();
        writer.Close();
        writer.Line();
        writer.Line("#pragma warning disable CS0108 // A base may have columns of its own; these have them too.");
        writer.Line($"/// <summary>The columns that a <c>{model.Declaration.DisplayName}</c> is queried by.</summary>");
        writer.Line(Names.GeneratedCode);
        writer.Open("public static class Columns");
        MemberModel[] members = [.. model.Members.Where(static m => m.Marks.HasColumn)];
        for (int i = 0; i < members.Length; i++)
        {
            if (i > 0) writer.Line();
            Column(members[i]);
        }

        writer.Close();
        writer.Line("#pragma warning restore CS0108");
    }

    private void Column(MemberModel member)
    {
        string type = $"{Names.Columns}Column<{_self}, {member.Shape.FullType}>";
        writer.Line($"/// <summary>The column of <c>{member.Name}</c>.</summary>");
        writer.Open($"{(member.IsPublic ? "public" : "internal")} static {type} {member.Code}");
        writer.Open("get");
        Branches(closed => [$"return ({type})(object){Names.Helpers}.Column{closed.Helper}_{member.Name};"]);
        writer.Close();
        writer.Close();
    }

    private string Cast(TypeModel closed, string value) => $"{As}<{_self}, {closed.Declaration.FullName}>(ref {value})";

    private void Branches(Func<TypeModel, IEnumerable<string>> lines)
    {
        foreach (TypeModel closed in model.Closed)
        {
            writer.Open($"if (typeof({_self}) == typeof({closed.Declaration.FullName}))");
            foreach (string line in lines(closed)) writer.Line(line);
            writer.Close();
            writer.Line();
        }

        string what = $"{model.Declaration.DisplayName} does not list the type ";
        writer.Line($"throw new {Names.DataException}({Names.Text(what)} + typeof({_self}) + \"; annotate it with an id and these type arguments.\");");
    }
}
