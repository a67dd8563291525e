using System.Globalization;
using System.Text;

namespace TrialKeep.Generator.Tests.Running;

/// <summary>A random variant type with random values, as C#.</summary>
internal sealed class RandomShape(int seed)
{
    public const int Values = 8;

    private static readonly (string Type, string[] Values)[] s_scalars =
    [
        ("bool", ["true", "false"]), ("char", ["'a'", "'\\u2028'", "'\"'"]), ("string", ["\"\"", "\"a\"", "\"\\u00e9\\n\\U0001F600\""]),
        ("sbyte", ["-1", "0"]), ("ushort", ["7", "0"]), ("int", ["-5", "0"]), ("ulong", ["ulong.MaxValue", "0"]), ("Int128", ["Int128.MinValue", "0"]), ("BigInteger", ["BigInteger.Pow(7, 50)", "0"]),
        ("double", ["0.1", "double.NaN", "-1e300"]), ("float", ["0.1f", "float.NegativeInfinity"]), ("decimal", ["1.0m", "1.00m", "-7m"]),
        ("DateOnly", ["new(2026, 1, 31)", "default"]), ("TimeOnly", ["new(1, 2, 3)", "default"]), ("TimeSpan", ["new(5)", "default"]), ("Guid", ["new(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11)", "default"]),
        ("DateTimeOffset", ["new(2026, 1, 31, 0, 0, 0, default)", "default"]), ("Version", ["new(1, 2)", "new(1, 2, 0)"]), ("Uri", ["new(\"http://x/\")", "new(\"a\", UriKind.Relative)"]),
        ("DayOfWeek", ["DayOfWeek.Sunday", "DayOfWeek.Friday"]), ("Bits", ["Bits.None", "Bits.B | Bits.A", "Bits.A"]), ("byte[]", ["[]", "[1, 2, 3]"]),
        ("Point", ["new(1, null)", "new(1, \"\")"]), ("Choice", ["new Left { A = 1 }", "new Right { A = 1 }", "new Left { A = 2 }"]), ("Prompt", ["new(\"x\", 1)", "new(\"{\", 2)"]),
    ];

    private static readonly string[] s_keys = ["string", "int", "DayOfWeek", "Guid"];

    private readonly Random _random = new(seed);
    private readonly List<(string Type, Func<string> Draw)> _members = [];

    /// <summary>The types, and a class <c>Run</c> with <c>Write</c>, <c>Again</c>, <c>Key</c> and <c>KeyAgain</c> over the number of a value.</summary>
    public string Source()
    {
        int count = _random.Next(1, 7);
        for (int i = 0; i < count; i++) _members.Add(Draw(3));
        string members = string.Join("\n", _members.Select(static (m, i) => $"[KeyPart] public {m.Type} M{i.ToString(CultureInfo.InvariantCulture)} {{ get; init; }} = default!;"));
        StringBuilder source = new("using System; using System.Collections.Generic; using System.Collections.Immutable; using System.Numerics; using System.Text.Json.Serialization; using TrialKeep; using TrialKeep.Runtime.Codecs;\n");
        source.Append("[Flags] public enum Bits { None, A = 1, B = 2 }\n[ExperimentPart] public sealed partial record Point([KeyPart] int X, [KeyPart] string? Y);\n[PromptTemplate(\"{text} {n:D3}\")] public readonly partial record struct Prompt(string Text, int N);\n");
        source.Append("[ExperimentPart, JsonDerivedType(typeof(Left), \"left\"), JsonDerivedType(typeof(Right), \"right\")] public abstract partial record Choice { [KeyPart] public int A { get; init; } }\n[ExperimentPart] public sealed partial record Left : Choice; [ExperimentPart] public sealed partial record Right : Choice;\n");
        source.Append("[ExperimentPart] public sealed partial record Box<T> { [KeyPart] public required T Value { get; init; } [KeyPart] public List<T>? More { get; init; } }\n");
        source.Append(CultureInfo.InvariantCulture, $"[ExperimentVariant(\"v\")] public sealed partial record V {{ {members} }}\n");
        source.Append("public static class Run {\nstatic V Of(object[] a) => (int)a[0] switch {\n");
        for (int i = 0; i < Values; i++) source.Append(CultureInfo.InvariantCulture, $"{i} => new() {{ {string.Join(", ", _members.Select(static (m, j) => $"M{j.ToString(CultureInfo.InvariantCulture)} = {m.Draw()}"))} }},\n");
        source.Append("_ => throw new ArgumentOutOfRangeException() };\nstatic byte[] Json(object[] a) => TrialKeep.Runtime.Codecs.Json.Write(Of(a)); static V Back(object[] a) => TrialKeep.Runtime.Codecs.Json.Read<V>(Json(a));\n");
        source.Append("public static string Write(object[] a) => System.Text.Encoding.UTF8.GetString(Json(a));\npublic static string Again(object[] a) => System.Text.Encoding.UTF8.GetString(TrialKeep.Runtime.Codecs.Json.Write(Back(a)));\n");
        source.Append("public static string Key(object[] a) => TrialKeep.Runtime.Keys.Key.Of(Of(a)).ToString();\npublic static string KeyAgain(object[] a) => TrialKeep.Runtime.Keys.Key.Of(Back(a)).ToString();\n}\n");
        return source.ToString();
    }

    private (string Type, Func<string> Draw) Draw(int depth) => _random.Next(depth == 0 ? 2 : 8) switch
    {
        0 => Scalar(),
        1 => Nullable(Scalar()),
        2 => Listed("List<{0}>", depth),
        3 => Listed("{0}[]", depth),
        4 => Listed("ImmutableArray<{0}>", depth),
        5 => Map(depth),
        6 => Boxed(depth),
        _ => Set(),
    };

    private (string Type, Func<string> Draw) Scalar()
    {
        var (type, values) = s_scalars[_random.Next(s_scalars.Length)];
        return (type, () => values[_random.Next(values.Length)]);
    }

    private (string Type, Func<string> Draw) Nullable((string Type, Func<string> Draw) inner) => (inner.Type + "?", () => _random.Next(3) == 0 ? "null" : inner.Draw());

    // An element needs its type: a switch over literals of several types has none of its own.
    private (string Type, Func<string> Draw) Listed(string form, int depth)
    {
        var inner = Draw(depth - 1);
        return (form.Replace("{0}", inner.Type, StringComparison.Ordinal), () => $"[{string.Join(", ", Enumerable.Range(0, _random.Next(3)).Select(_ => inner.Draw()))}]");
    }

    private (string Type, Func<string> Draw) Map(int depth)
    {
        var inner = Draw(depth - 1);
        string key = s_keys[_random.Next(s_keys.Length)];
        string[] values = key switch { "string" => ["\"a\"", "\"\\\"b\""], "int" => ["-1", "10"], "DayOfWeek" => ["DayOfWeek.Monday", "DayOfWeek.Friday"], _ => ["Guid.Empty", "new Guid(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11)"] };
        return ($"Dictionary<{key}, {inner.Type}>", () => $"new() {{ {string.Join(", ", values.Take(_random.Next(3)).Select(k => $"[{k}] = {inner.Draw()}"))} }}");
    }

    private (string Type, Func<string> Draw) Boxed(int depth)
    {
        var inner = Draw(depth - 1);
        return ($"Box<{inner.Type}>", () => $"new() {{ Value = {inner.Draw()}, More = {(_random.Next(2) == 0 ? "null" : $"[{inner.Draw()}]")} }}");
    }

    private (string Type, Func<string> Draw) Set() => ("HashSet<string>", () => _random.Next(3) switch { 0 => "[]", 1 => "[\"a\", \"b\"]", _ => "[\"b\", \"a\"]" });
}
