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
        FileEmitter.Open(writer, declaration, AssemblyAttribute(model), [.. Bases(model, isKeyed)]);
        SchemaEmitter.Emit(writer, model);
        new CodecEmitter(writer, model).Emit();
        if (isKeyed) new KeyEmitter(writer, model).Emit();
        ColumnsEmitter columns = new(writer, model);
        columns.EmitList();
        if (model.Kind == AnnotatedKind.Task) InputEmitter.EmitView(writer, model);
        FileEmitter.Close(writer, declaration);
        if (model.HasExperiment) InputEmitter.EmitExtension(writer, model);
        Helpers(writer, model, isKeyed, columns);
        return writer.ToSource();
    }

    private static string? AssemblyAttribute(TypeModel model) => model.SchemaId.Length == 0
        ? null
        : $"[assembly: {Names.Schemas}ExperimentSchema({Names.Text(model.SchemaId)}, typeof({model.Declaration.FullName}), {Names.Text(model.Fingerprint)})]";

    private static IEnumerable<string> Bases(TypeModel model, bool isKeyed)
    {
        string self = model.Declaration.FullName;
        yield return $"{Names.Schemas}IExperiment{model.Kind}<{self}>";
        if (model.Kind == AnnotatedKind.Part && isKeyed) yield return $"{Names.Keys}IKeyed<{self}>";
        if (isKeyed && model.Separator is not null) yield return $"{Names.Keys}IJoinedKey<{self}>";
    }

    private static void Helpers(SourceWriter writer, TypeModel model, bool isKeyed, ColumnsEmitter columns)
    {
        HelperEmitter helpers = new(writer);
        helpers.Open();
        SchemaEmitter.EmitValue(writer, model);
        IEnumerable<MemberModel> members = model.Extension is null ? model.Members : model.Members.Append(model.Extension);
        if (model.Polymorphism is not { IsAbstract: true }) helpers.Accessors(members, model.Declaration.IsValueType);
        helpers.Inlined(model.Inlined, isKeyed);
        helpers.Converters(model.Inlined.SelectMany(static i => i.Members).Concat(model.Members).Select(static m => m.Shape).Concat(model.Helpers.Select(static h => h.Element).OfType<ValueShape>()));
        helpers.Shapes(model.Helpers, isKeyed);
        columns.EmitValues();
        helpers.Close();
    }
}
