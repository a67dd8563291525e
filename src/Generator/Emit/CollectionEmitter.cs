using TrialKeep.Generator.Model;

namespace TrialKeep.Generator.Emit;

/// <summary>Methods for one type of list, set or map.</summary>
internal sealed class CollectionEmitter(SourceWriter writer, ValueShape shape)
{
    private readonly ValueShape _element = shape.Element!;

    private string KeyType => shape.Key?.Type ?? "string";

    private string Pair => $"{Names.Generic}KeyValuePair<{KeyType}, {_element.FullType}>";

    public void Write()
    {
        writer.Line();
        writer.Open($"internal static void Write{shape.Helper}(ref {Names.Codecs}JsonSpanWriter writer, {shape.Type} value)");
        switch (shape.Kind)
        {
            case ValueKind.List: WriteList(); break;
            case ValueKind.Set: WriteSet(); break;
            default: WriteMap(); break;
        }

        writer.Close();
    }

    public void Read()
    {
        writer.Line();
        writer.Open($"internal static {shape.Type} Read{shape.Helper}(ref {Names.Codecs}JsonSpanReader reader)");
        switch (shape.Kind)
        {
            case ValueKind.List: ReadList(); break;
            case ValueKind.Set: ReadSet(); break;
            default: ReadMap(); break;
        }

        writer.Close();
    }

    public void Key()
    {
        writer.Line();
        writer.Open($"internal static void Key{shape.Helper}(ref {Names.Keys}KeyWriter writer, {shape.Type} value)");
        if (shape.Kind == ValueKind.List)
        {
            Default("writer.List(0);");
            writer.Line($"writer.List(value.{Count});");
            writer.Open($"foreach ({_element.FullType} item in value)");
            ValueCode.Key(writer, _element, ValueCode.Element(_element, "item"), "some");
            writer.Close();
        }
        else
        {
            bool isMap = shape.Kind == ValueKind.Map;
            writer.Line($"{Names.Keys}SortedKeyEntries entries = writer.{(isMap ? "Map" : "Set")}(value.Count);");
            writer.Open($"foreach ({(isMap ? Pair : _element.FullType)} item in value)");
            if (isMap && shape.Key is { } key) ValueCode.Key(writer, key, "item.Key", "some");
            else if (isMap) writer.Line("writer.Value(item.Key);");
            ValueCode.Key(writer, _element, ValueCode.Element(_element, isMap ? "item.Value" : "item"), "some");
            writer.Line("entries.End(ref writer);");
            writer.Close();
            writer.Line();
            writer.Line("entries.Complete(ref writer);");
        }

        writer.Close();
    }

    private string Count => shape.Form is CollectionForm.ImmutableArray || shape.Type.EndsWith("[]", StringComparison.Ordinal) ? "Length" : "Count";

    // An ImmutableArray that was never initialised is an empty list.
    private void Default(string empty)
    {
        if (shape.Form != CollectionForm.ImmutableArray) return;
        writer.Open("if (value.IsDefault)");
        writer.Line(empty);
        writer.Line("return;");
        writer.Close();
        writer.Line();
    }

    private void WriteList()
    {
        Default("writer.Raw(\"[]\"u8);");
        writer.Line("bool isFirst = true;");
        writer.Line("writer.Raw(\"[\"u8);");
        writer.Open($"foreach ({_element.FullType} item in value)");
        writer.Line("if (!isFirst) writer.Raw(\",\"u8);");
        writer.Line("isFirst = false;");
        ValueCode.Write(writer, _element, ValueCode.Element(_element, "item"), "some");
        writer.Close();
        writer.Line();
        writer.Line("writer.Raw(\"]\"u8);");
    }

    private void WriteSet()
    {
        writer.Line("writer.Raw(\"[\"u8);");
        writer.Line($"{Names.Codecs}SortedJsonEntries entries = writer.Sorted(value.Count);");
        writer.Open($"foreach ({_element.FullType} item in value)");
        ValueCode.Write(writer, _element, ValueCode.Element(_element, "item"), "some");
        writer.Line("entries.End(ref writer);");
        writer.Close();
        writer.Line();
        writer.Line("entries.Complete(ref writer);");
        writer.Line("writer.Raw(\"]\"u8);");
    }

    private void WriteMap()
    {
        if (shape.Key is { } key)
        {
            WriteMap(key);
            return;
        }

        writer.Line("bool isFirst = true;");
        writer.Line("writer.Raw(\"{\"u8);");
        writer.Open($"foreach ({Pair} item in global::System.Linq.Enumerable.OrderBy(value, static entry => entry.Key, global::System.StringComparer.Ordinal))");
        writer.Line("if (!isFirst) writer.Raw(\",\"u8);");
        writer.Line("isFirst = false;");
        writer.Line("writer.Value(item.Key);");
        writer.Line("writer.Raw(\":\"u8);");
        ValueCode.Write(writer, _element, ValueCode.Element(_element, "item.Value"), "some");
        writer.Close();
        writer.Line();
        writer.Line("writer.Raw(\"}\"u8);");
    }

    // Keys that are no texts have none to compare by: the entries are sorted by their JSON.
    private void WriteMap(ValueShape key)
    {
        bool isNumber = key.Kind is ValueKind.SignedInteger or ValueKind.UnsignedInteger;
        writer.Line("writer.Raw(\"{\"u8);");
        writer.Line($"{Names.Codecs}SortedJsonEntries entries = writer.Sorted(value.Count);");
        writer.Open($"foreach ({Pair} item in value)");
        if (isNumber) writer.Line("writer.Raw(\"\\\"\"u8);");
        ValueCode.Write(writer, key, "item.Key", "some");
        writer.Line(isNumber ? "writer.Raw(\"\\\":\"u8);" : "writer.Raw(\":\"u8);");
        ValueCode.Write(writer, _element, ValueCode.Element(_element, "item.Value"), "some");
        writer.Line("entries.End(ref writer);");
        writer.Close();
        writer.Line();
        writer.Line("entries.Complete(ref writer);");
        writer.Line("writer.Raw(\"}\"u8);");
    }

    private string ReadKey() => shape.Key switch
    {
        null => "reader.Name(name)",
        { Kind: ValueKind.Enum } key => $"{Names.Helpers}.Parse{key.Helper}(ref reader, reader.Name(name), reader.Position)",
        { Kind: ValueKind.Guid } => "reader.ReadName<global::System.Guid>(name)",
        { } key => $"reader.ReadName<{key.Type}>(name)",
    };

    private void ReadList()
    {
        bool isImmutable = shape.Form == CollectionForm.ImmutableArray;
        writer.Line(isImmutable
            ? $"{Names.Immutable}ImmutableArray<{_element.FullType}>.Builder items = {Names.Immutable}ImmutableArray.CreateBuilder<{_element.FullType}>();"
            : $"{Names.Generic}List<{_element.FullType}> items = [];");
        writer.Line("reader.BeginArray();");
        writer.Line($"while (reader.NextElement()) items.Add({ValueCode.Read(_element)});");
        writer.Line(shape.Form switch
        {
            CollectionForm.List => "return items;",
            CollectionForm.ImmutableArray => "return items.ToImmutable();",
            _ => "return items.ToArray();",
        });
    }

    private void ReadSet()
    {
        writer.Line(shape.Form == CollectionForm.ImmutableHashSet
            ? $"{Names.Immutable}ImmutableHashSet<{_element.FullType}>.Builder items = {Names.Immutable}ImmutableHashSet.CreateBuilder<{_element.FullType}>();"
            : $"{Names.Generic}HashSet<{_element.FullType}> items = [];");
        writer.Line("reader.BeginArray();");
        writer.Open("while (reader.NextElement())");
        writer.Line($"if (!items.Add({ValueCode.Read(_element)})) throw reader.Error(\"A set holds the same value twice; remove one.\");");
        writer.Close();
        writer.Line();
        writer.Line(shape.Form == CollectionForm.ImmutableHashSet ? "return items.ToImmutable();" : "return items;");
    }

    private void ReadMap()
    {
        writer.Line($"{Names.Generic}Dictionary<{KeyType}, {_element.FullType}> items = new({(shape.Key is null ? "global::System.StringComparer.Ordinal" : "")});");
        writer.Line("reader.BeginObject();");
        writer.Open($"while (reader.NextMember(out {Names.Span} name))");
        writer.Line($"{KeyType} key = {ReadKey()};");
        writer.Line($"{_element.FullType} item = {ValueCode.Read(_element)};");
        writer.Line("if (!items.TryAdd(key, item)) throw reader.Error($\"The map has the key \\\"{key}\\\" twice; remove one.\");");
        writer.Close();
        writer.Line();
        writer.Line(shape.Form == CollectionForm.ImmutableDictionary ? $"return {Names.Immutable}ImmutableDictionary.ToImmutableDictionary(items);" : "return items;");
    }
}
