using TrialKeep.Generator.Model;

namespace TrialKeep.Generator.Emit;

/// <summary>Prints the view of a task that variants get, and the method that gives it to them.</summary>
internal static class InputEmitter
{
    public static void EmitView(SourceWriter writer, TypeModel model)
    {
        EquatableArray<MemberModel> seen = model.View;
        string kind = model.Task is not null ? "new public sealed" : model.Polymorphism is not { } many ? "public sealed" : many.IsAbstract ? "public abstract" : "public";
        writer.Line();
        writer.Line($"/// <summary>What a variant sees of a <c>{model.Declaration.DisplayName}</c>: the item's id and the key parts, and nothing else.</summary>");
        writer.Line(Names.GeneratedCode);
        writer.Open($"{kind} class Input{(model.Task is null ? "" : $" : {model.Task}.Input")}");
        writer.Open($"internal Input({model.Declaration.FullName} task){(model.Task is null ? "" : " : base(task)")}");
        foreach (MemberModel member in seen) writer.Line($"{member.Code} = task.{member.Code};");
        writer.Close();
        foreach (MemberModel member in seen)
        {
            writer.Line();
            writer.Line($"/// <summary>The task's <c>{member.Name}</c>.</summary>");
            writer.Line($"{(member.IsPublic ? "public" : "internal")} {member.Shape.FullType} {member.Code} {{ get; }}");
        }

        if (model.Polymorphism is { } polymorphism) new PolymorphismEmitter(writer, model, polymorphism).View();
        writer.Close();
    }

    public static void EmitExtension(SourceWriter writer, TypeModel model)
    {
        string task = model.Declaration.FullName;
        string name = string.Concat(model.Declaration.DisplayName.Split('.')) + Arity(model);
        string access = model.Declaration.IsPublic ? "public" : "internal";
        string record = Free(model, "TRecord");
        string variant = Free(model, "TVariant");
        writer.Line();
        writer.Line($"/// <summary>Adds variants that answer a <c>{model.Declaration.DisplayName}</c>.</summary>");
        writer.Line(Names.GeneratedCode);
        writer.Open($"{access} static class {name}Variants");
        One(writer, model, task, record, variant);
        writer.Line();
        Many(writer, model, task, record, variant);
        writer.Close();
    }

    private static void One(SourceWriter writer, TypeModel model, string task, string record, string variant)
    {
        writer.Line("/// <summary>Adds a variant. It is given the item's id and the key parts of the task, so that it can't see a label.</summary>");
        writer.Line("/// <param name=\"experiment\">The experiment.</param>");
        writer.Line("/// <param name=\"name\">The name of the variant in this experiment.</param>");
        writer.Line("/// <param name=\"variant\">Its settings, which are part of the key.</param>");
        writer.Line("/// <param name=\"answer\">What answers.</param>");
        writer.Line("/// <param name=\"code\">What identifies the code that answers.</param>");
        writer.Line($"public static global::TrialKeep.Experiment<{task}, {record}> Variant<{Parameters(model)}{record}, {variant}>(");
        writer.Indent();
        writer.Line($"this global::TrialKeep.Experiment<{task}, {record}> experiment,");
        writer.Line("string name,");
        writer.Line($"{variant} variant,");
        writer.Line($"global::System.Func<{task}.Input, {Answer(record)}> answer,");
        writer.Line("global::TrialKeep.CodeIdentity code)");
        Constraints(writer, model, record, variant);
        writer.Line($"experiment.AddVariant(name, variant, (task, context, cancellation) => answer({View(model, task)}, context, cancellation), code);");
        writer.Outdent();
    }

    private static void Many(SourceWriter writer, TypeModel model, string task, string record, string variant)
    {
        writer.Line("/// <summary>Adds the variants of a grid, each with its own key. They are given the item's id and the key parts of the task, so that they can't see a label.</summary>");
        writer.Line("/// <param name=\"experiment\">The experiment.</param>");
        writer.Line("/// <param name=\"grid\">The variants.</param>");
        writer.Line("/// <param name=\"answer\">What answers, by the settings of one of them.</param>");
        writer.Line("/// <param name=\"code\">What identifies the code that answers.</param>");
        writer.Line($"public static global::TrialKeep.Experiment<{task}, {record}> Variants<{Parameters(model)}{record}, {variant}>(");
        writer.Indent();
        writer.Line($"this global::TrialKeep.Experiment<{task}, {record}> experiment,");
        writer.Line($"global::TrialKeep.Grid<{variant}> grid,");
        writer.Line($"global::System.Func<{variant}, {task}.Input, {Answer(record)}> answer,");
        writer.Line("global::TrialKeep.CodeIdentity code)");
        Constraints(writer, model, record, variant);
        writer.Line($"experiment.AddVariants(grid, (settings, task, context, cancellation) => answer(settings, {View(model, task)}, context, cancellation), code);");
        writer.Outdent();
    }

    private static void Constraints(SourceWriter writer, TypeModel model, string record, string variant)
    {
        if (model.Constraints.Length > 0) writer.Line(model.Constraints.TrimStart());
        writer.Line($"where {record} : {Names.Schemas}IExperimentRecord<{record}>");
        writer.Line($"where {variant} : {Names.Schemas}IExperimentVariant<{variant}> =>");
    }

    private static string Answer(string record) =>
        $"global::TrialKeep.VariantContext, global::System.Threading.CancellationToken, global::System.Threading.Tasks.Task<{record}>";

    private static string View(TypeModel model, string task) => model.Polymorphism is null ? $"new {task}.Input(task)" : $"{task}.Input.Of(task)";

    // The task's type parameters come first, and ours make way for them.
    private static string Parameters(TypeModel model) => model.TypeParameters.Length == 0 ? "" : model.TypeParameters.Substring(1, model.TypeParameters.Length - 2) + ", ";

    // Beside Ask there may be an Ask<T>.
    private static string Arity(TypeModel model) =>
        model.TypeParameters.Length == 0 ? "" : model.TypeParameters.Split(',').Length.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static string Free(TypeModel model, string name) => Parameters(model).Replace("@", "").Split([',', ' ']).Contains(name) ? "__" + name : name;
}
