using System.Text;
using System.Text.Json;

namespace TrialKeep.Scoring.Shapes;

/// <summary>Holds a value against a schema that <see cref="JsonShape"/> has taken.</summary>
internal static class ShapeCheck
{
    public static void Check(JsonElement schema, JsonElement value, string at, List<string> problems)
    {
        if (schema.ValueKind == JsonValueKind.True) return;
        if (schema.ValueKind == JsonValueKind.False) Say(at, "is not allowed", problems);
        else if (IsOfType(schema, value, at, problems)) CheckAll(schema, value, at, problems);
    }

    private static void CheckAll(JsonElement schema, JsonElement value, string at, List<string> problems)
    {
        Values(schema, value, at, problems);
        Combinations(schema, value, at, problems);
        if (value.ValueKind == JsonValueKind.Object) Members(schema, value, at, problems);
        else if (value.ValueKind == JsonValueKind.Array) Elements(schema, value, at, problems);
        else if (value.ValueKind == JsonValueKind.String) Count(schema, "Length", "characters", Characters(value), at, problems);
        else if (value.ValueKind == JsonValueKind.Number) Range(schema, value, at, problems);
    }

    private static bool IsOfType(JsonElement schema, JsonElement value, string at, List<string> problems)
    {
        if (!schema.TryGetProperty("type", out JsonElement type)) return true;
        IReadOnlyList<string> types = JsonShape.Texts(type)!;
        if (types.Any(one => Is(one, value))) return true;
        Say(at, $"is not of type {string.Join(" or ", types)}", problems);
        return false;
    }

    private static bool Is(string type, JsonElement value) => type switch
    {
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "string" => value.ValueKind == JsonValueKind.String,
        "number" => value.ValueKind == JsonValueKind.Number,
        "integer" => value.ValueKind == JsonValueKind.Number && IsWhole(CanonicalJson.Of(value)),
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        _ => value.ValueKind == JsonValueKind.Null,
    };

    // Written in the one way, 1.0 is 1 and 12E90 is whole, while 12E-90 is not.
    private static bool IsWhole(string number) => !number.Contains('.', StringComparison.Ordinal) && !number.Contains("E-", StringComparison.Ordinal);

    private static void Values(JsonElement schema, JsonElement value, string at, List<string> problems)
    {
        if (schema.TryGetProperty("const", out JsonElement one) && CanonicalJson.Of(one) != CanonicalJson.Of(value)) Say(at, $"is not {one.GetRawText()}", problems);
        if (schema.TryGetProperty("enum", out JsonElement many) && !many.EnumerateArray().Any(each => CanonicalJson.Of(each) == CanonicalJson.Of(value)))
            Say(at, $"is none of {many.GetRawText()}", problems);
    }

    private static void Combinations(JsonElement schema, JsonElement value, string at, List<string> problems)
    {
        if (schema.TryGetProperty("allOf", out JsonElement all))
        {
            foreach (JsonElement each in all.EnumerateArray()) Check(each, value, at, problems);
        }

        if (schema.TryGetProperty("anyOf", out JsonElement any) && !any.EnumerateArray().Any(each => Has(each, value))) Say(at, "has none of the shapes of anyOf", problems);
        if (schema.TryGetProperty("oneOf", out JsonElement one) && one.EnumerateArray().Count(each => Has(each, value)) is var shapes and not 1)
            Say(at, $"has {shapes} of the shapes of oneOf instead of one", problems);
        if (schema.TryGetProperty("not", out JsonElement not) && Has(not, value)) Say(at, "has the shape that is not allowed", problems);
    }

    private static void Members(JsonElement schema, JsonElement value, string at, List<string> problems)
    {
        if (schema.TryGetProperty("required", out JsonElement required))
        {
            foreach (string name in JsonShape.Texts(required)!.Where(name => !value.TryGetProperty(name, out _))) Say(at, $"lacks '{name}'", problems);
        }

        int count = 0;
        foreach (JsonProperty member in value.EnumerateObject())
        {
            count++;
            string place = $"{at}/{member.Name}";
            if (schema.TryGetProperty("properties", out JsonElement known) && known.TryGetProperty(member.Name, out JsonElement shape)) Check(shape, member.Value, place, problems);
            else if (schema.TryGetProperty("additionalProperties", out JsonElement others)) Check(others, member.Value, place, problems);
        }

        Count(schema, "Properties", "members", count, at, problems);
    }

    private static void Elements(JsonElement schema, JsonElement value, string at, List<string> problems)
    {
        Count(schema, "Items", "elements", value.GetArrayLength(), at, problems);
        if (schema.TryGetProperty("uniqueItems", out JsonElement unique) && unique.ValueKind == JsonValueKind.True
            && value.EnumerateArray().Select(static each => CanonicalJson.Of(each)).Distinct().Count() < value.GetArrayLength())
            Say(at, "has an element twice", problems);
        if (!schema.TryGetProperty("items", out JsonElement items)) return;
        foreach ((int index, JsonElement element) in value.EnumerateArray().Index()) Check(items, element, $"{at}/{index}", problems);
    }

    private static void Range(JsonElement schema, JsonElement value, string at, List<string> problems)
    {
        Limit("minimum", "less", static order => order < 0);
        Limit("maximum", "more", static order => order > 0);
        Limit("exclusiveMinimum", "not more", static order => order <= 0);
        Limit("exclusiveMaximum", "not less", static order => order >= 0);

        void Limit(string keyword, string problem, Func<int, bool> isBroken)
        {
            if (schema.TryGetProperty(keyword, out JsonElement limit) && isBroken(Compare(value, limit))) Say(at, $"is {problem} than {limit.GetRawText()}", problems);
        }
    }

    private static void Count(JsonElement schema, string what, string unit, int count, string at, List<string> problems)
    {
        if (schema.TryGetProperty($"min{what}", out JsonElement least) && count < least.GetInt32()) Say(at, $"has {count} {unit}, fewer than {least.GetInt32()}", problems);
        if (schema.TryGetProperty($"max{what}", out JsonElement most) && count > most.GetInt32()) Say(at, $"has {count} {unit}, more than {most.GetInt32()}", problems);
    }

    private static bool Has(JsonElement schema, JsonElement value)
    {
        List<string> problems = [];
        Check(schema, value, "", problems);
        return problems.Count == 0;
    }

    private static int Compare(JsonElement left, JsonElement right) =>
        left.TryGetDecimal(out decimal exact) && right.TryGetDecimal(out decimal limit) ? exact.CompareTo(limit) : left.GetDouble().CompareTo(right.GetDouble());

    private static int Characters(JsonElement text)
    {
        int count = 0;
        foreach (Rune _ in text.GetString()!.EnumerateRunes()) count++;
        return count;
    }

    private static void Say(string at, string problem, List<string> problems) => problems.Add($"{(at.Length == 0 ? "the value" : at)} {problem}");
}
