using TrialKeep.Generator.CodeFixes.Fixes;

namespace TrialKeep.Generator.CodeFixes.Tests;

/// <summary>The fixes of declarations, of their names, types and versions: one at a time, and all of a file.</summary>
public sealed class DeclarationFixTests
{
    private static readonly (string Name, FixCase Case)[] s_cases =
    [
        ("TRK203", new(new RaiseVersionFix(), "Raise the version",
            "[ExperimentRecord(\"a\")] public sealed partial record A { public int X { get; init; } public int? Y { get; init; } public int? Z { get; init; } }\n[ExperimentRecord(\"b\", Version = 2)] public sealed partial record B { public long X { get; init; } }",
            "[ExperimentRecord(\"a\", Version = 2)] public sealed partial record A { public int X { get; init; } public int? Y { get; init; } public int? Z { get; init; } }\n[ExperimentRecord(\"b\", Version = 2)] public sealed partial record B { public long X { get; init; } }",
            "[ExperimentRecord(\"a\", Version = 2)] public sealed partial record A { public int X { get; init; } public int? Y { get; init; } public int? Z { get; init; } }\n[ExperimentRecord(\"b\", Version = 3)] public sealed partial record B { public long X { get; init; } }",
            "[ExperimentRecord(\"a\")] public sealed partial record A { public int X { get; init; } }\n[ExperimentRecord(\"b\", Version = 2)] public sealed partial record B { public int X { get; init; } }")),
        ("TRK114", new(new OwnKeyNameFix(), "Give the part a name of its own in the key",
            Variant("[KeyPart] public int Seed { get; init; }", "[KeyPart(Name = \"Seed\", Scale = Scale.Trim)] public decimal Base { get; init; }", "[KeyPart] public int seed { get; init; }"),
            Variant("[KeyPart] public int Seed { get; init; }", "[KeyPart(Scale = Scale.Trim)] public decimal Base { get; init; }", "[KeyPart] public int seed { get; init; }"),
            Variant("[KeyPart] public int Seed { get; init; }", "[KeyPart(Scale = Scale.Trim)] public decimal Base { get; init; }", "[KeyPart(Name = \"seed2\")] public int seed { get; init; }"))),
        ("TRK206", new(new OwnJsonNameFix(), "Give the member a name of its own in JSON",
            Record("public int Count { get; init; }", $"[{Json}JsonPropertyName(\"count\")] public int Total {{ get; init; }}", "public int count { get; init; }", "[Alias(\"Count\")] public int Old { get; init; }"),
            Record("public int Count { get; init; }", "public int Total { get; init; }", "public int count { get; init; }", "[Alias(\"Count\")] public int Old { get; init; }"),
            Record("public int Count { get; init; }", "public int Total { get; init; }", $"[{Json}JsonPropertyName(\"count2\")]\n    public int count {{ get; init; }}", "public int Old { get; init; }"))),
        ("TRK206 of aliases", new(new OwnJsonNameFix(), "Remove the alias",
            Record("public int Count { get; init; }", "[Alias(\"count\")] public int A { get; init; }", "[Alias(\"b\"), Alias(\"COUNT\")] public int C { get; init; }"),
            Record("public int Count { get; init; }", "public int A { get; init; }", "[Alias(\"b\"), Alias(\"COUNT\")] public int C { get; init; }"),
            Record("public int Count { get; init; }", "public int A { get; init; }", "[Alias(\"b\")] public int C { get; init; }"))),
        ("TRK206 of parameters", new(new OwnJsonNameFix(), "Give the member a name of its own in JSON",
            $"[ExperimentRecord(\"r\")] public sealed partial record R(int A, [property: {Json}JsonPropertyName(\"a\")] int B, int a);",
            "[ExperimentRecord(\"r\")] public sealed partial record R(int A, int B, int a);",
            $"[ExperimentRecord(\"r\")] public sealed partial record R(int A, int B, [property: {Json}JsonPropertyName(\"a2\")] int a);")),
        ("TRK004", new(new IgnoreMemberFix(), "Don't store the member",
            Record("public object? A { get; init; }", "public System.DateTime B { get; init; }"),
            Record($"[{Json}JsonIgnore]\n    public object? A {{ get; init; }}", "public System.DateTime B { get; init; }"),
            Record($"[{Json}JsonIgnore]\n    public object? A {{ get; init; }}", $"[{Json}JsonIgnore]\n    public System.DateTime B {{ get; init; }}"))),
        ("TRK121", new(new KeepSingleFix(), "Make the member a float",
            Variant("[KeyPart] public double A { get; init; } = 0.1f;", "[KeyPart] public double? B { get; init; }", "public static V Of(float b) => new() { A = b, B = b };"),
            Variant("[KeyPart] public float A { get; init; } = 0.1f;", "[KeyPart] public double? B { get; init; }", "public static V Of(float b) => new() { A = b, B = b };"),
            Variant("[KeyPart] public float A { get; init; } = 0.1f;", "[KeyPart] public float? B { get; init; }", "public static V Of(float b) => new() { A = b, B = b };"))),
        ("TRK209", new(new ExtensionTypeFix(), "Make it a Dictionary<string, JsonElement>?",
            Extended("A", "object", "get; init;") + Extended("B", "System.Text.Json.JsonElement", "get;"),
            Extended("A", "System.Text.Json.JsonElement", "get; init;") + Extended("B", "System.Text.Json.JsonElement", "get;"),
            Extended("A", "System.Text.Json.JsonElement", "get; init;") + Extended("B", "System.Text.Json.JsonElement", "get; init;"))),
        ("TRK003", new(new AddInitFix(), "Add the accessor 'init'",
            Record("public int A { get; }", "public int B { get; } = 2;"),
            Record("public int A { get; init; }", "public int B { get; } = 2;"),
            Record("public int A { get; init; }", "public int B { get; init; } = 2;"))),
        ("TRK902", new(new RemoveAttributeFix(), "Remove the attribute",
            Context($"// Kept.\n[{Json}JsonSerializable(typeof(A))]\n[{Json}JsonSerializable(typeof(string)), {Json}JsonSerializable(typeof(A[]))]\n"),
            Context($"// Kept.\n[{Json}JsonSerializable(typeof(string)), {Json}JsonSerializable(typeof(A[]))]\n"),
            Context($"// Kept.\n[{Json}JsonSerializable(typeof(string))]\n"))),
    ];

    public static TheoryData<string> Cases => [.. s_cases.Select(static c => c.Name)];

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task The_first_place_is_fixed(string name)
    {
        FixCase tested = s_cases.Single(c => c.Name == name).Case;
        Assert.Equal(Head + tested.One, await Fixed.OneAsync(tested.Fix, tested.Title, Head + tested.Wrong, Before(tested)));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task All_places_are_fixed_and_nothing_is_left_to_fix(string name)
    {
        FixCase tested = s_cases.Single(c => c.Name == name).Case;
        string actual = await Fixed.AllAsync(tested.Fix, tested.Title, Head + tested.Wrong, Before(tested));
        Assert.Equal(Head + tested.All, actual);
        Assert.DoesNotContain(await Fixed.ReportedAsync(actual, Before(tested)), id => tested.Fix.FixableDiagnosticIds.Contains(id));
    }

    [Fact]
    public async Task What_is_to_be_decided_is_offered_no_fix()
    {
        // What has no role would be kept out of the key; what has one is needed.
        Assert.Empty(await Fixed.OfferedAsync(new IgnoreMemberFix(), Head + Variant("[KeyPart] public int K { get; init; }", "[NotInKey(\"why\")] public object? A { get; init; }")));
        Assert.Empty(await Fixed.OfferedAsync(new IgnoreMemberFix(), Head + Record("public required object A { get; init; }")));
        Assert.Empty(await Fixed.OfferedAsync(new AddInitFix(), Head + "[ExperimentRecord(\"r\")] public sealed partial class R { public R(int a) { } public R(string a) { } }"));

        // A change of the key discards what is stored.
        Assert.Empty(await Fixed.OfferedAsync(new RaiseVersionFix(), Head + Variant("[KeyPart] public long K { get; init; }"), Head + Variant("[KeyPart] public string? K { get; init; }")));
    }

    private const string Head = "using TrialKeep;\n\n";
    private const string Json = "System.Text.Json.Serialization.";

    private static string? Before(FixCase tested) => tested.Before is null ? null : Head + tested.Before;

    private static string Variant(params string[] members) => $"[ExperimentVariant(\"v\")]\npublic sealed partial record V\n{{\n    {string.Join("\n    ", members)}\n}}\n";

    private static string Record(params string[] members) => $"[ExperimentRecord(\"r\")]\npublic sealed partial record R\n{{\n    {string.Join("\n    ", members)}\n}}\n";

    private static string Extended(string name, string type, string accessors) =>
        $"[ExperimentRecord(\"{name.ToLowerInvariant()}\")] public sealed partial record {name} {{ [{Json}JsonExtensionData] public System.Collections.Generic.Dictionary<string, {type}>? Rest {{ {accessors} }} }}\n";

    private static string Context(string attributes) => $"[ExperimentRecord(\"a\")] public sealed partial record A(int X);\n\n{attributes}internal sealed partial class C : {Json}JsonSerializerContext;\n";
}
