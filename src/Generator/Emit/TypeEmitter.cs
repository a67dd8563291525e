using Microsoft.CodeAnalysis.Text;
using TrialKeep.Generator.Model;

namespace TrialKeep.Generator.Emit;

/// <summary>Prints what is generated for a task, variant, record or part.</summary>
internal static class TypeEmitter
{
    public static SourceText Emit(TypeModel model)
    {
        SourceWriter writer = new();
        Declaration declaration = model.Declaration;
        bool isKeyed = model.IsKeyed;
        FileEmitter.Open(writer, declaration, [.. model.SelfOrClosed.Where(static m => m.SchemaId.Length > 0).Select(AssemblyAttribute)], [.. Bases(model, isKeyed)]);
        if (model.TypeParameters.Length > 0) new ClosedEmitter(writer, model).Emit();
        else Members(writer, model, isKeyed);
        if (model.Kind == AnnotatedKind.Task || model.Task is not null) InputEmitter.EmitView(writer, model);
        FileEmitter.Close(writer, declaration);
        if (model.HasExperiment) InputEmitter.EmitExtension(writer, model);
        Helpers(writer, model, isKeyed);
        return writer.ToSource();
    }

    private static void Members(SourceWriter writer, TypeModel model, bool isKeyed)
    {
        SchemaEmitter.Emit(writer, model);
        new CodecEmitter(writer, model).Emit();
        if (isKeyed) new KeyEmitter(writer, model).Emit();
        new ColumnsEmitter(writer, model).EmitList();
    }

    private static string AssemblyAttribute(TypeModel model) =>
        $"[assembly: {Names.Schemas}ExperimentSchema({Names.Text(model.SchemaId)}, typeof({model.Declaration.FullName}), {Names.Text(model.Fingerprint)})]";

    private static IEnumerable<string> Bases(TypeModel model, bool isKeyed)
    {
        string self = model.Declaration.FullName;
        yield return $"{Names.Schemas}IExperiment{model.Kind}<{self}>";
        if (model.Kind == AnnotatedKind.Part && isKeyed) yield return $"{Names.Keys}IKeyed<{self}>";
        if (isKeyed && model.Separator is not null) yield return $"{Names.Keys}IJoinedKey<{self}>";
    }

    private static void Helpers(SourceWriter writer, TypeModel model, bool isKeyed)
    {
        HelperEmitter helpers = new(writer);
        helpers.Open();
        if (model.TypeParameters.Length > 0) new ClosedEmitter(writer, model).EmitHelpers(helpers);
        else Own(writer, model, helpers);
        helpers.Inlined(model.Inlined, isKeyed);
        helpers.Converters(model.Inlined.Concat(model.SelfOrClosed).SelectMany(static i => i.Members).Select(static m => m.Shape).Concat(model.Helpers.Select(static h => h.Element).OfType<ValueShape>()));
        helpers.Shapes(model.Helpers, isKeyed);
        if (model.TypeParameters.Length == 0) new ColumnsEmitter(writer, model).EmitValues();
        helpers.Close();
    }

    private static void Own(SourceWriter writer, TypeModel model, HelperEmitter helpers)
    {
        SchemaEmitter.EmitValue(writer, model);
        IEnumerable<MemberModel> members = model.Extension is null ? model.Members : model.Members.Append(model.Extension);
        if (model.Polymorphism is not { IsAbstract: true }) helpers.Accessors(members, model.Declaration.IsValueType);
    }
}
