using TrialKeep.Generator.Model;

namespace TrialKeep.Generator.Emit;

/// <summary>Prints the codec and the key of a base: the tag, and then what the derived type itself writes and reads.</summary>
internal sealed class PolymorphismEmitter(SourceWriter writer, TypeModel model, Polymorphism polymorphism)
{
    private readonly string _self = model.Declaration.FullName;
    private readonly string _owner = model.Declaration.DisplayName;

    public void Codec()
    {
        Write();
        Read();
    }

    /// <summary>The key; the head is that of the base, with the tag.</summary>
    /// <param name="id">The base's schema id as a UTF-8 literal.</param>
    public void Key(string id)
    {
        writer.Line();
        writer.Open($"static void {Names.Keys}IKeyed<{_self}>.WriteKey(ref {Names.Keys}KeyWriter writer, {_self} value)");
        Branches(
            derived =>
            {
                writer.Line($"writer.BeginDerived({id}, {model.KeyVersion}, {Names.Utf8(derived.Tag)});");
                writer.Line(derived.IsSelf ? "__WriteKey(ref writer, value);" : $"writer.Nested(({derived.Type})value);");
            },
            "__WriteKey(ref writer, value);");
        writer.Close();
    }

    /// <summary>The references of a task: those of the type that the value is of.</summary>
    /// <param name="own">The method that writes those of one type.</param>
    public void References(string own)
    {
        writer.Line();
        writer.Open($"static void {Names.Schemas}IExperimentTask<{_self}>.WriteReferences(ref {Names.Keys}KeyWriter writer, {_self} value)");
        Branches(derived => writer.Line(derived.IsSelf ? $"{own}(ref writer, value);" : $"{derived.Type}.{own}(ref writer, ({derived.Type})value);"), $"{own}(ref writer, value);");
        writer.Close();
    }

    /// <summary>The view of the type that a task is of.</summary>
    public void View()
    {
        writer.Line();
        writer.Open($"internal static Input Of({_self} value)");
        Branches(derived => writer.Line(derived.IsSelf ? "return new Input(value);" : $"return new {derived.Type}.Input(({derived.Type})value);"), "return new Input(value);", returns: true);
        writer.Close();
    }

    private void Write()
    {
        writer.Line();
        writer.Open($"static void {Names.Codecs}ICodec<{_self}>.Write(ref {Names.Codecs}JsonSpanWriter writer, {_self} value)");
        Branches(
            derived =>
            {
                writer.Line($"int start = writer.BeginTagged({Names.Utf8("{" + JsonText.Quoted(polymorphism.TagName) + ":" + JsonText.Quoted(derived.Tag))});");
                writer.Line(derived.IsSelf ? "__Write(ref writer, value);" : $"writer.Object(({derived.Type})value);");
                writer.Line("writer.EndTagged(start);");
            },
            "__Write(ref writer, value);");
        writer.Close();
    }

    // The exact type: a type that derives from a listed one would lose its own members.
    private void Branches(System.Action<DerivedModel> tagged, string untagged, bool returns = false)
    {
        writer.Line("global::System.ArgumentNullException.ThrowIfNull(value);");
        writer.Line("global::System.Type type = value.GetType();");
        foreach (DerivedModel derived in polymorphism.Derived)
        {
            writer.Open($"if (type == typeof({derived.Type}))");
            tagged(derived);
            if (!returns) writer.Line("return;");
            writer.Close();
            writer.Line();
        }

        if (polymorphism.HasUntaggedSelf)
        {
            writer.Open($"if (type == typeof({_self}))");
            writer.Line(untagged);
            if (!returns) writer.Line("return;");
            writer.Close();
            writer.Line();
        }

        writer.Line($"throw new {Names.DataException}({Names.Text(_owner + " does not list the type ")} + type.Name + \"; add [JsonDerivedType(typeof(\" + type.Name + \"), \\\"tag\\\")] to it.\");");
    }

    private void Read()
    {
        writer.Line();
        writer.Open($"static {_self} {Names.Codecs}ICodec<{_self}>.Read(ref {Names.Codecs}JsonSpanReader reader)");
        writer.Open($"if (!reader.TryTag({Names.Utf8(polymorphism.TagName)}, out {Names.Span} tag))");
        writer.Line(polymorphism.HasUntaggedSelf ? "return __Read(ref reader);" : $"throw reader.NoTag({Names.Text(polymorphism.TagName)}, {Names.Text(_owner)}, {Tags});");
        writer.Close();
        writer.Line();
        foreach (DerivedModel derived in polymorphism.Derived)
        {
            string read = derived.IsSelf ? "__Read(ref reader)" : $"reader.ReadObject<{derived.Type}>()";
            writer.Line($"if (global::System.MemoryExtensions.SequenceEqual(tag, {Names.Utf8(derived.Tag)})) return {read};");
        }

        writer.Line($"throw reader.UnknownTag(tag, {Names.Text(_owner)}, {Tags});");
        writer.Close();
    }

    private string Tags => Names.Text(string.Join(", ", polymorphism.Derived.Select(static d => d.Tag)));
}
