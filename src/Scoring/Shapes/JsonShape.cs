using System.Text.Json;

namespace TrialKeep.Scoring.Shapes;

/// <summary>
/// What a JSON value must be like, in a subset of JSON Schema (draft 2020-12) whose keywords all mean there what they mean here. A keyword that
/// this does not know is refused, because ignoring it would pass what the schema forbids; what only describes is read over.
/// </summary>
internal sealed class JsonShape
{
    private static readonly HashSet<string> s_described =
        ["$schema", "$id", "$comment", "title", "description", "default", "examples", "deprecated", "readOnly", "writeOnly", "format"];

    private static readonly HashSet<string> s_numbers =
        ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"];

    private static readonly HashSet<string> s_counts =
        ["minLength", "maxLength", "minItems", "maxItems", "minProperties", "maxProperties"];

    private static readonly HashSet<string> s_types = ["object", "array", "string", "number", "integer", "boolean", "null"];

    private readonly JsonElement _schema;

    private JsonShape(JsonElement schema) => _schema = schema;

    /// <summary>The schema in the one way to write it: members in another order or other white space are no other schema.</summary>
    public string Canonical => CanonicalJson.Of(_schema);

    /// <exception cref="ArgumentException">It is not JSON, or not in the subset.</exception>
    public static JsonShape Parse(string schema)
    {
        ArgumentNullException.ThrowIfNull(schema);
        try
        {
            using JsonDocument document = CanonicalJson.Parse(schema);
            JsonElement root = document.RootElement.Clone();
            Demand(root, "#");
            return new(root);
        }
        catch (JsonException exception)
        {
            throw new ArgumentException($"The schema is not JSON: {exception.Message}", nameof(schema), exception);
        }
    }

    /// <summary>What is wrong with a value, each with its place; empty when it has the shape.</summary>
    public IReadOnlyList<string> Check(JsonElement value)
    {
        List<string> problems = [];
        ShapeCheck.Check(_schema, value, "", problems);
        return problems;
    }

    private static void Demand(JsonElement schema, string at)
    {
        if (schema.ValueKind is JsonValueKind.True or JsonValueKind.False) return;
        if (schema.ValueKind != JsonValueKind.Object) throw Refused(at, "a schema is an object, true or false");
        foreach (JsonProperty keyword in schema.EnumerateObject()) Demand(keyword, $"{at}/{keyword.Name}");
    }

    private static void Demand(JsonProperty keyword, string at)
    {
        JsonElement value = keyword.Value;
        switch (keyword.Name)
        {
            case "type":
                if (Texts(value) is not { Count: > 0 } types || !types.All(s_types.Contains)) throw Refused(at, $"a type is one of {string.Join(", ", s_types)}, or a list of them");
                break;
            case "required":
                if (value.ValueKind != JsonValueKind.Array || Texts(value) is null) throw Refused(at, "it is a list of names");
                break;
            case "enum":
                if (value.ValueKind != JsonValueKind.Array) throw Refused(at, "it is a list of values");
                break;
            case "const":
                break;
            case "properties":
                if (value.ValueKind != JsonValueKind.Object) throw Refused(at, "it is an object of schemas");
                foreach (JsonProperty member in value.EnumerateObject()) Demand(member.Value, $"{at}/{member.Name}");
                break;
            case "items" or "additionalProperties" or "not":
                Demand(value, at);
                break;
            case "anyOf" or "allOf" or "oneOf":
                if (value.ValueKind != JsonValueKind.Array || value.GetArrayLength() == 0) throw Refused(at, "it is a list of schemas");
                foreach ((int index, JsonElement one) in value.EnumerateArray().Index()) Demand(one, $"{at}/{index}");
                break;
            case "uniqueItems":
                if (value.ValueKind is not (JsonValueKind.True or JsonValueKind.False)) throw Refused(at, "it is true or false");
                break;
            case var name when s_numbers.Contains(name):
                if (value.ValueKind != JsonValueKind.Number) throw Refused(at, "it is a number");
                break;
            case var name when s_counts.Contains(name):
                if (value.ValueKind != JsonValueKind.Number || !value.TryGetInt32(out int count) || count < 0) throw Refused(at, "it is a whole number from 0");
                break;
            case var name when !s_described.Contains(name):
                throw Refused(at, "this keyword is not supported");
        }
    }

    /// <summary>A text as a list of one, a list of texts as it is, else null.</summary>
    internal static IReadOnlyList<string>? Texts(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.String) return [value.GetString()!];
        if (value.ValueKind != JsonValueKind.Array || value.EnumerateArray().Any(static element => element.ValueKind != JsonValueKind.String)) return null;
        return [.. value.EnumerateArray().Select(static element => element.GetString()!)];
    }

    private static ArgumentException Refused(string at, string problem) => new($"The schema at {at}: {problem}.");
}
