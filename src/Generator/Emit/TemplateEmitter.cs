using Microsoft.CodeAnalysis.Text;
using TrialKeep.Generator.Model;

namespace TrialKeep.Generator.Emit;

/// <summary>Prints what is generated for a template.</summary>
internal sealed class TemplateEmitter
{
    private readonly SourceWriter _writer = new();
    private readonly TemplateModel _model;
    private readonly string _self;
    private readonly string _owner;

    private TemplateEmitter(TemplateModel model)
    {
        _model = model;
        _self = model.Declaration.FullName;
        _owner = model.Declaration.DisplayName;
    }

    public static SourceText Emit(TemplateModel model)
    {
        TemplateEmitter emitter = new(model);
        FileEmitter.Open(
            emitter._writer,
            model.Declaration,
            assemblyAttributes: [],
            [$"{Names.Templates}IPromptTemplate<{emitter._self}>", $"{Names.Codecs}ICodec<{emitter._self}>", $"{Names.Keys}IKeyed<{emitter._self}>"]);
        emitter.Construction();
        emitter.Render();
        emitter.Write();
        emitter.Read();
        emitter.Key();
        FileEmitter.Close(emitter._writer, model.Declaration);
        emitter.Helpers();
        return emitter._writer.ToSource();
    }

    // A default value skips every initializer: the flag tells it from one whose arguments happen to be zero.
    private void Construction()
    {
        _writer.Line("private readonly bool __isInitialised = true;");
        if (_model.IsDeclared) return;
        string parameters = string.Join(", ", _model.Arguments.Select(static a => $"{a.Shape.Type} {a.Parameter}"));
        _writer.Line();
        _writer.Line("/// <summary>The template with its holes filled.</summary>");
        foreach (TemplateArgument argument in _model.Arguments)
        {
            _writer.Line($"/// <param name=\"{argument.Parameter.TrimStart('@')}\">What stands for <c>{{{argument.Hole}}}</c>.</param>");
        }

        _writer.Open($"public {_model.Declaration.Name}({parameters})");
        foreach (TemplateArgument argument in _model.Arguments)
        {
            _writer.Line($"this.{argument.Property} = {argument.Parameter} ?? throw new global::System.ArgumentNullException(nameof({argument.Parameter}));");
        }

        _writer.Close();
        foreach (TemplateArgument argument in _model.Arguments)
        {
            _writer.Line();
            _writer.Line($"/// <summary>What stands for <c>{{{argument.Hole}}}</c>.</summary>");
            _writer.Line($"public {argument.Shape.Type} {argument.Property} {{ get; }}");
        }
    }

    private void Render()
    {
        _writer.Line();
        _writer.Line($"static {Names.Templates}Template {Names.Templates}IPromptTemplate<{_self}>.Template => {Names.Helpers}.Template;");
        _writer.Line();
        _writer.Line("/// <summary>The template's text with the holes filled" + (IsChat ? "; each message is headed by its role." : ".") + "</summary>");
        _writer.Line("/// <exception cref=\"global::System.InvalidOperationException\">The value was never initialised.</exception>");
        _writer.Open("public string Render()");
        CheckInitialised();
        Return([.. _model.Messages.SelectMany(Headed)]);
        _writer.Close();
        Messages();
        Arguments();
    }

    private bool IsChat => _model.Messages[0].Role is not null;

    private void CheckInitialised() => _writer.Line($"if (!__isInitialised) throw new global::System.InvalidOperationException({Names.Text(Uninitialised)});");

    private void Return(string[] pieces) => _writer.Line($"return {Concatenated(pieces)};");

    private static string Concatenated(string[] pieces) => pieces.Length switch
    {
        0 => "\"\"",
        1 => pieces[0],
        <= 4 => $"string.Concat({string.Join(", ", pieces)})",
        _ => $"string.Concat((global::System.ReadOnlySpan<string?>)[{string.Join(", ", pieces)}])",
    };

    // As Template.Render heads them.
    private IEnumerable<string> Headed(MessageModel message, int index)
    {
        string head = (index > 0 ? "\n\n" : "") + (message.Role is null ? "" : message.Role + ":\n");
        if (head.Length > 0) yield return Names.Text(head);
        foreach (TemplateSegment segment in message.Segments) yield return Piece(segment);
    }

    private void Messages()
    {
        _writer.Line();
        _writer.Line("/// <summary>The messages with the holes filled" + (IsChat ? "." : "; a plain prompt is one without a role.") + "</summary>");
        _writer.Line("/// <exception cref=\"global::System.InvalidOperationException\">The value was never initialised.</exception>");
        _writer.Open($"public {Names.Immutable}ImmutableArray<{Names.Templates}PromptMessage> RenderMessages()");
        CheckInitialised();
        _writer.Line("return");
        _writer.Line("[");
        _writer.Indent();
        foreach (MessageModel message in _model.Messages)
        {
            _writer.Line($"new({(message.Role is null ? "null" : Names.Text(message.Role))}, {Concatenated([.. message.Segments.Select(Piece)])}),");
        }

        _writer.Outdent();
        _writer.Line("];");
        _writer.Close();
    }

    private void Arguments()
    {
        _writer.Line();
        _writer.Open($"{Names.Generic}IReadOnlyDictionary<string, string> {Names.Templates}IPromptTemplate<{_self}>.RenderArguments()");
        CheckInitialised();
        _writer.Open($"return new {Names.Generic}Dictionary<string, string>(global::System.StringComparer.Ordinal)");
        foreach (TemplateSegment hole in _model.Messages.SelectMany(static m => m.Segments).Where(static s => s.IsHole).GroupBy(static s => s.Hole).Select(static g => g.First()))
        {
            _writer.Line($"[{Names.Text(hole.Hole)}] = {Piece(hole)},");
        }

        _writer.Close(";");
        _writer.Close();
    }

    private string Uninitialised => $"A {_owner} was never initialised: it is default({_owner}). Construct it with its arguments.";

    private string Piece(TemplateSegment segment)
    {
        if (!segment.IsHole) return Names.Text(segment.Text);
        TemplateArgument argument = _model.Arguments.First(a => a.Hole == segment.Text);
        string value = Value(argument, "this");
        return argument.Shape.Kind == ValueKind.List ? Joined(argument.Shape, value, segment.Format ?? "\n") : ValueCode.Text(argument.Shape, value, segment.Format);
    }

    private static string Joined(ValueShape list, string value, string separator)
    {
        ValueShape element = list.Element!;
        string text = ValueCode.Text(element, ValueCode.Element(element, "item"));
        string joined = $"string.Join({Names.Text(separator)}, global::System.Linq.Enumerable.Select({value}, static item => {text}))";
        return list.Form == CollectionForm.ImmutableArray ? $"({value}.IsDefault ? \"\" : {joined})" : joined;
    }

    private string Value(TemplateArgument argument, string instance) =>
        argument.Shape.IsValueType ? $"{instance}.{argument.Property}" : $"({instance}.{argument.Property} ?? throw {Names.Helpers}.Null({Names.Text(argument.Hole + " of " + _owner)}))";

    private IEnumerable<TemplateArgument> Sorted => _model.SortedArguments;

    private void Refuse() => _writer.Line($"if (!value.__isInitialised) throw new {Names.DataException}({Names.Text(Uninitialised)});");

    private void Write()
    {
        _writer.Line();
        _writer.Open($"static void {Names.Codecs}ICodec<{_self}>.Write(ref {Names.Codecs}JsonSpanWriter writer, {_self} value)");
        Refuse();
        _writer.Line("writer.BeginTemplate(value);");
        string comma = "";
        foreach (TemplateArgument argument in Sorted)
        {
            _writer.Line($"writer.Raw({Names.Utf8(comma + JsonText.Quoted(argument.Hole) + ":")});");
            ValueCode.Write(_writer, argument.Shape, Value(argument, "value"), "some");
            comma = ",";
        }

        _writer.Line("writer.Raw(\"}}\"u8);");
        _writer.Close();
    }

    private void Read()
    {
        _writer.Line();
        _writer.Open($"static {_self} {Names.Codecs}ICodec<{_self}>.Read(ref {Names.Codecs}JsonSpanReader reader)");
        foreach (TemplateArgument argument in _model.Arguments)
        {
            _writer.Line($"{argument.Shape.Type} the_{argument.Hole} = default!;");
            _writer.Line($"bool has_{argument.Hole} = false;");
        }

        _writer.Line($"reader.BeginTemplate({Names.Helpers}.Template);");
        _writer.Open($"while (reader.NextMember(out {Names.Span} name))");
        foreach (TemplateArgument argument in _model.Arguments) Arm(argument);
        _writer.Line($"throw reader.Error(\"The template of {_owner} has no hole of this name; remove the argument.\");");
        _writer.Close();
        _writer.Line();
        _writer.Line("reader.EndTemplate();");
        foreach (TemplateArgument argument in _model.Arguments) _writer.Line($"if (!has_{argument.Hole}) throw reader.Missing({Names.Text(argument.Hole)}, {Names.Text(_owner)});");
        _writer.Line($"return new({string.Join(", ", _model.Arguments.Select(static a => "the_" + a.Hole))});");
        _writer.Close();
    }

    private void Arm(TemplateArgument argument)
    {
        _writer.Open($"if (global::System.MemoryExtensions.SequenceEqual(name, {Names.Utf8(argument.Hole)}))");
        _writer.Line($"if (has_{argument.Hole}) throw reader.Duplicate({Names.Text(argument.Hole)}, {Names.Text(_owner)});");
        _writer.Line($"has_{argument.Hole} = true;");
        _writer.Line($"if (reader.TryNull()) throw reader.NullValue({Names.Text(argument.Hole)}, {Names.Text(_owner)});");
        _writer.Line($"the_{argument.Hole} = {ValueCode.Read(argument.Shape)};");
        _writer.Line("continue;");
        _writer.Close();
        _writer.Line();
    }

    private void Key()
    {
        _writer.Line();
        _writer.Open($"static void {Names.Keys}IKeyed<{_self}>.WriteKey(ref {Names.Keys}KeyWriter writer, {_self} value)");
        Refuse();
        _writer.Line($"writer.Template({Names.Helpers}.Template.Id, {_model.Arguments.Count});");
        foreach (TemplateArgument argument in Sorted)
        {
            _writer.Line($"writer.Part({Names.Utf8(argument.Hole)});");
            ValueCode.Key(_writer, argument.Shape, Value(argument, "value"), "some");
        }

        _writer.Close();
    }

    private string Content => IsChat
        ? $"[{string.Join(", ", _model.Messages.Select(static m => $"new {Names.Templates}TemplateMessage({Names.Text(m.Role!)}, {Names.Text(m.Text)})"))}]"
        : Names.Text(_model.Messages[0].Text);

    private void Helpers()
    {
        HelperEmitter helpers = new(_writer);
        helpers.Open();
        _writer.Line();
        _writer.Line($"internal static {Names.Templates}Template Template {{ get; }} = new({Content});");
        helpers.Shapes(_model.Helpers, isKeyed: true);
        helpers.Close();
    }
}
