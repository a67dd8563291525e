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
            assemblyAttribute: null,
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
        _writer.Line("/// <summary>The template's text with the holes filled.</summary>");
        _writer.Line("/// <exception cref=\"global::System.InvalidOperationException\">The value was never initialised.</exception>");
        _writer.Open("public string Render()");
        _writer.Line($"if (!__isInitialised) throw new global::System.InvalidOperationException({Names.Text(Uninitialised)});");
        string[] pieces = [.. _model.Segments.Select(Piece)];
        _writer.Line(pieces.Length switch
        {
            0 => "return \"\";",
            1 => $"return {pieces[0]};",
            <= 4 => $"return string.Concat({string.Join(", ", pieces)});",
            _ => $"return string.Concat((global::System.ReadOnlySpan<string?>)[{string.Join(", ", pieces)}]);",
        });
        _writer.Close();
    }

    private string Uninitialised => $"A {_owner} was never initialised: it is default({_owner}). Construct it with its arguments.";

    private string Piece(TemplateSegment segment)
    {
        if (!segment.IsHole) return Names.Text(segment.Text);
        TemplateArgument argument = _model.Arguments.First(a => a.Hole == segment.Text);
        return ValueCode.Text(argument.Shape, Value(argument, "this"));
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
        _writer.Line($"writer.BeginTemplate({Names.Helpers}.Template);");
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

    private void Helpers()
    {
        HelperEmitter helpers = new(_writer);
        helpers.Open();
        _writer.Line();
        _writer.Line($"internal static {Names.Templates}Template Template {{ get; }} = new({Names.Text(_model.Text)});");
        helpers.Shapes(_model.Helpers, isKeyed: true);
        helpers.Close();
    }
}
