using TrialKeep.Generator.Model;

namespace TrialKeep.Generator.Emit;

/// <summary>Prints a type's key, and a task's item and references.</summary>
internal sealed class KeyEmitter(SourceWriter writer, TypeModel model)
{
    /// <summary>What writes the references of exactly this type.</summary>
    private const string OwnReferences = "__WriteReferences";

    private readonly string _self = model.Declaration.FullName;
    private readonly string _owner = model.Declaration.DisplayName;

    public void Emit()
    {
        if (model.Polymorphism is { } polymorphism)
        {
            new PolymorphismEmitter(writer, model, polymorphism).Key(Id);
            if (!polymorphism.IsAbstract) Write("private static void __WriteKey");
            if (model.Kind == AnnotatedKind.Task) TaskOfMany(polymorphism);
            return;
        }

        Write($"static void {Names.Keys}IKeyed<{_self}>.WriteKey");
        if (model.Separator is not null) Joined(model.Separator);
        if (model.Kind == AnnotatedKind.Task) Task("", $"{Names.Schemas}IExperimentTask<{_self}>.GetItemId", $"{Names.Schemas}IExperimentTask<{_self}>.WriteReferences");
        if (model.Task is not null) References("internal ", OwnReferences);
    }

    /// <summary>The key of a closed generic part, as a helper method of the type that holds it.</summary>
    public void EmitInlined()
    {
        Write("internal static void Key" + model.Helper);
        if (model.Kind == AnnotatedKind.Task) Task("internal ", "Item" + model.Helper, "References" + model.Helper);
    }

    private void Write(string method)
    {
        writer.Line();
        writer.Open($"{method}(ref {Names.Keys}KeyWriter writer, {_self} value)");
        if (!model.Declaration.IsValueType) writer.Line("global::System.ArgumentNullException.ThrowIfNull(value);");
        if (model.Separator is null) Native();
        else writer.Line($"writer.Joined({Id}, {model.KeyVersion}, {Names.Keys}JoinedParts.Nested(value));");
        writer.Close();
    }

    private string Id => model.SchemaId.Length == 0 ? "default" : Names.Utf8(model.SchemaId);

    private void Native()
    {
        KeyPartModel[] later = [.. model.KeyParts.Where(static p => p.OmittedWhen is not null)];
        foreach (KeyPartModel part in later) writer.Line($"bool has_{part.MemberName} = !({part.OmittedWhen});");
        string count = string.Concat(later.Select(static p => $" + (has_{p.MemberName} ? 1u : 0u)"));
        writer.Line($"writer.Begin({Id}, {model.KeyVersion}, {model.KeyParts.Count - later.Length}{count});");
        for (int i = 0; i < model.KeyParts.Count; i++)
        {
            KeyPartModel part = model.KeyParts[i];
            if (part.OmittedWhen is not null) writer.Open($"if (has_{part.MemberName})");
            Part(part, i);
            if (part.OmittedWhen is not null) writer.Close();
        }
    }

    private void Part(KeyPartModel part, int index)
    {
        writer.Line($"writer.Part({Names.Utf8(part.Name)});");
        ValueCode.Key(writer, part.Shape, ValueCode.Member(part.Shape, part.Member, part.MemberName, _owner), $"some{index}");
    }

    private void Joined(string separator)
    {
        writer.Line();
        writer.Open($"static string {Names.Keys}IJoinedKey<{_self}>.JoinKey({_self} value)");
        writer.Line($"{Names.Keys}JoinedParts parts = new({Names.Text(separator)});");
        foreach (KeyPartModel part in model.KeyParts)
        {
            string text = Text(part);
            if (part.Joined!.Hash > 0) text = $"{Names.Keys}JoinedParts.Hash({text}, {part.Joined.Hash})";
            string add = $"parts.{(part.Joined.OmitWhenEmpty ? "AddUnlessEmpty" : "Add")}({text});";
            writer.Line(part.OmittedWhen is null ? add : $"if (!({part.OmittedWhen})) {add}");
        }

        writer.Line("return parts.Text();");
        writer.Close();
    }

    private string Text(KeyPartModel part)
    {
        string value = ValueCode.Member(part.Shape, part.Member, part.MemberName, _owner);
        if (!part.Shape.IsNullable) return ValueCode.Text(part.Shape, value, part.Joined!.Format);
        string inner = part.Shape.IsValueType ? value + ".Value" : value;
        return $"{value} is null ? null : {ValueCode.Text(part.Shape, inner, part.Joined!.Format)}";
    }

    private void Task(string access, string getItemId, string writeReferences)
    {
        Item(access, getItemId);
        References(access, writeReferences);
    }

    private void TaskOfMany(Polymorphism polymorphism)
    {
        Item("", $"{Names.Schemas}IExperimentTask<{_self}>.GetItemId");
        new PolymorphismEmitter(writer, model, polymorphism).References(OwnReferences);
        if (!polymorphism.IsAbstract) References("private ", OwnReferences);
    }

    private void Item(string access, string getItemId)
    {
        string item = model.ItemId is not { } id ? "null" : ValueCode.Text(id.Shape, ValueCode.Member(id.Shape, id.Code, id.Name, _owner));
        writer.Line();
        writer.Line($"{access}static string? {getItemId}({_self} task)");
        writer.OpenBlock();
        writer.Line($"{_self} value = task;");
        writer.Line($"return {item};");
        writer.Close();
    }

    private void References(string access, string writeReferences)
    {
        writer.Line();
        writer.Open($"{access}static void {writeReferences}(ref {Names.Keys}KeyWriter writer, {_self} task)");
        if (model.References.Count > 0) writer.Line($"{_self} value = task;");
        for (int i = 0; i < model.References.Count; i++) Part(model.References[i], i);
        writer.Close();
    }
}
