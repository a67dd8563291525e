using TrialKeep.Generator.Model;

namespace TrialKeep.Generator.Emit;

/// <summary>The C# code for one value: writing it as JSON, reading it, adding it to a key, its invariant text.</summary>
internal static class ValueCode
{
    /// <summary>Lines that write a value.</summary>
    public static void Write(SourceWriter writer, ValueShape shape, string value, string local, bool deduplicated = false)
    {
        if (deduplicated)
        {
            writer.Line($"writer.Deduplicated({value});");
            return;
        }

        Branch(writer, shape, value, local, "writer.Null();", (code, name) => code.Line(Written(shape, name)));
    }

    /// <summary>Lines that add a value to a key.</summary>
    public static void Key(SourceWriter writer, ValueShape shape, string value, string local) =>
        Branch(writer, shape, value, local, "writer.Null();", (code, name) => code.Line(Keyed(shape, name)));

    /// <summary>An expression that reads a value.</summary>
    public static string Read(ValueShape shape, bool deduplicated = false)
    {
        string read = deduplicated ? "reader.ReadDeduplicated()" : Reading(shape);
        if (!shape.IsNullable) return read;

        // A null array would become memory that is empty and not null.
        string none = shape is { Kind: ValueKind.Bytes, Form: CollectionForm.Memory } ? $"default({shape.FullType})" : "null";
        return $"reader.TryNull() ? {none} : {read}";
    }

    /// <summary>A member's value, refused when it is null against its type.</summary>
    public static string Member(ValueShape shape, string code, string name, string owner) => Demand(shape, $"value.{code}", $"{name} of {owner}");

    /// <summary>The invariant text of a value that is not null.</summary>
    /// <param name="shape">The type of the value.</param>
    /// <param name="value">The value.</param>
    /// <param name="format">A format instead of the canonical text.</param>
    public static string Text(ValueShape shape, string value, string? format = null) => shape.Kind switch
    {
        ValueKind.Text => value,
        ValueKind.Boolean => $"({value} ? \"true\" : \"false\")",
        ValueKind.Char => $"{value}.ToString()",
        ValueKind.SignedInteger or ValueKind.UnsignedInteger or ValueKind.BigInteger => Formatted(value, format),
        ValueKind.Double or ValueKind.Single => Formatted($"({value} == 0 ? 0 : {value})", format ?? "R"),
        ValueKind.Decimal => Formatted(shape.TrimsScale ? $"({value} / 1.0000000000000000000000000000M)" : $"({value} == 0 ? decimal.Abs({value}) : {value})", format),
        ValueKind.DateTimeOffset => Formatted($"{value}.ToUniversalTime()", format ?? "O"),
        ValueKind.Date or ValueKind.Time => Formatted(value, format ?? "O"),
        ValueKind.Duration => Formatted(value, format ?? "c"),
        ValueKind.Guid => Formatted(value, format ?? "D"),
        ValueKind.Uri => $"{value}.OriginalString",
        ValueKind.Version => $"{value}.ToString()",
        ValueKind.Enum => $"global::System.Text.Encoding.UTF8.GetString({Names.Helpers}.Key{shape.Helper}({value}))",
        ValueKind.Annotated when shape.IsTemplate => $"{value}.Render()",
        _ => $"{Names.Keys}JoinedParts.Nested({value})",
    };

    private static string Formatted(string value, string? format) =>
        format is null ? $"{value}.ToString({Names.Invariant})" : $"{value}.ToString({Names.Text(format)}, {Names.Invariant})";

    private static string Demand(ValueShape shape, string value, string what) =>
        shape.IsNullable || shape.IsValueType ? value : $"({value} ?? throw {Names.Helpers}.Null({Names.Text(what)}))";

    private static void Branch(SourceWriter writer, ValueShape shape, string value, string local, string otherwise, System.Action<SourceWriter, string> inner)
    {
        if (!shape.IsNullable || shape.Kind is ValueKind.Text or ValueKind.Uri or ValueKind.Version or ValueKind.JsonNode)
        {
            // The writers take null for these themselves.
            inner(writer, value);
            return;
        }

        writer.Line($"if ({value} is {{ }} {local})");
        writer.OpenBlock();
        inner(writer, local);
        writer.Close();
        writer.Line("else");
        writer.OpenBlock();
        writer.Line(otherwise);
        writer.Close();
    }

    private static string Written(ValueShape shape, string value) => shape.Kind switch
    {
        ValueKind.SignedInteger => $"writer.Value((long){value});",
        ValueKind.UnsignedInteger => $"writer.Value((ulong){value});",
        ValueKind.Bytes => shape.Form == CollectionForm.Memory ? $"writer.Value({value}.Span);" : $"writer.Value(new {Names.Span}({value}));",
        _ when shape.Helper.Length > 0 => $"{Names.Helpers}.Write{shape.Helper}(ref writer, {value});",
        ValueKind.Annotated => $"writer.Object({value});",
        ValueKind.Converted => $"writer.Converted({value}, {Names.Helpers}.{Converter(shape)});",
        _ => $"writer.Value({value});",
    };

    private static string Keyed(ValueShape shape, string value) => shape.Kind switch
    {
        ValueKind.SignedInteger => $"writer.Value((long){value});",
        ValueKind.UnsignedInteger => $"writer.Value((ulong){value});",
        ValueKind.Decimal => $"writer.Value({value}, global::TrialKeep.Scale.{(shape.TrimsScale ? "Trim" : "Preserve")});",
        ValueKind.Bytes => shape.Form == CollectionForm.Memory ? $"writer.Bytes({value}.Span);" : $"writer.Bytes({value});",
        ValueKind.Enum => $"writer.Enum({Names.Helpers}.Key{shape.Helper}({value}));",
        _ when shape.Helper.Length > 0 => $"{Names.Helpers}.Key{shape.Helper}(ref writer, {value});",
        ValueKind.Annotated => $"writer.Nested({value});",
        _ => $"writer.Value({value});",
    };

    private static string Reading(ValueShape shape) => shape.Kind switch
    {
        ValueKind.Boolean => "reader.ReadBoolean()",
        ValueKind.Char => "reader.ReadChar()",
        ValueKind.Text => "reader.ReadString()",
        ValueKind.SignedInteger or ValueKind.UnsignedInteger or ValueKind.BigInteger => $"reader.ReadInteger<{shape.Type}>()",
        ValueKind.Double => "reader.ReadDouble()",
        ValueKind.Single => "reader.ReadSingle()",
        ValueKind.Decimal => "reader.ReadDecimal()",
        ValueKind.DateTimeOffset => "reader.ReadDateTimeOffset()",
        ValueKind.Date => "reader.ReadDateOnly()",
        ValueKind.Time => "reader.ReadTimeOnly()",
        ValueKind.Duration => "reader.ReadTimeSpan()",
        ValueKind.Guid => "reader.ReadGuid()",
        ValueKind.Uri => "reader.ReadUri()",
        ValueKind.Version => "reader.ReadVersion()",
        ValueKind.Bytes => "reader.ReadBytes()",
        ValueKind.JsonElement => "reader.ReadElement()",
        ValueKind.JsonNode => shape.IsNullable ? "reader.ReadNode()" : "reader.ReadNode()!",
        ValueKind.Annotated when shape.Helper.Length == 0 => $"reader.ReadObject<{shape.Type}>()",
        ValueKind.Converted => $"reader.Converted({Names.Helpers}.{Converter(shape)})",
        _ => $"{Names.Helpers}.Read{shape.Helper}(ref reader)",
    };

    /// <summary>The field that holds a user's converter.</summary>
    public static string Converter(ValueShape shape) => "Converter_" + new string([.. shape.Converter!.Where(char.IsLetterOrDigit)]);

    /// <summary>An element's value, refused when it is null against its type.</summary>
    public static string Element(ValueShape shape, string value) => Demand(shape, value, "an element of a collection");
}
