using TrialKeep.Generator.CodeFixes.Fixes;

namespace TrialKeep.Generator.CodeFixes.Tests;

/// <summary>The fixes of what analyzers report: one at a time, and all of a file.</summary>
public sealed class LiveFixTests
{
    private static readonly FixCase[] s_cases =
    [
        new(new RemoveAttributeFix(), "Remove the attribute",
            "public sealed class C\n{\n    /// <summary>Kept.</summary>\n    [KeyPart] public int A { get; init; } [System.Obsolete, Slice] public int B { get; init; } }",
            "public sealed class C\n{\n    /// <summary>Kept.</summary>\n    public int A { get; init; } [System.Obsolete, Slice] public int B { get; init; } }",
            "public sealed class C\n{\n    /// <summary>Kept.</summary>\n    public int A { get; init; } [System.Obsolete] public int B { get; init; } }"),
        new(new RenameHidingFix(), "Give it a name of its own",
            "public abstract record B { [KeyPart] public int A { get; init; } [KeyPart] public int F { get; init; } public int VF; }\n[ExperimentVariant(\"v\")] public sealed partial record V : B\n{\n    /// <summary>Kept.</summary>\n    [KeyPart] public new int A { get; init; }\n    [KeyPart] new public int F { get; init; }\n    [KeyPart] public int G => A + base.A + F;\n}",
            "public abstract record B { [KeyPart] public int A { get; init; } [KeyPart] public int F { get; init; } public int VF; }\n[ExperimentVariant(\"v\")] public sealed partial record V : B\n{\n    /// <summary>Kept.</summary>\n    [KeyPart] public int VA { get; init; }\n    [KeyPart] new public int F { get; init; }\n    [KeyPart] public int G => VA + base.A + F;\n}",
            "public abstract record B { [KeyPart] public int A { get; init; } [KeyPart] public int F { get; init; } public int VF; }\n[ExperimentVariant(\"v\")] public sealed partial record V : B\n{\n    /// <summary>Kept.</summary>\n    [KeyPart] public int VA { get; init; }\n    [KeyPart] public int VF2 { get; init; }\n    [KeyPart] public int G => VA + base.A + VF2;\n}"),
        new(new UseLosslessFormatFix(), "Use the format that loses nothing",
            Joined("[KeyPart(Order = 0, Format = \"F2\")] double A, [KeyPart(Format = \"N0\", Order = 1)] int B"),
            Joined("[KeyPart(Order = 0, Format = \"R\")] double A, [KeyPart(Format = \"N0\", Order = 1)] int B"),
            Joined("[KeyPart(Order = 0, Format = \"R\")] double A, [KeyPart(Format = \"D\", Order = 1)] int B")),
        new(new AddFormatFix(), "Add Format = \"R\"",
            Joined("[KeyPart(Order = 0)] double A, [KeyPart(Order = 1)] float B"),
            Joined("[KeyPart(Order = 0, Format = \"R\")] double A, [KeyPart(Order = 1)] float B"),
            Joined("[KeyPart(Order = 0, Format = \"R\")] double A, [KeyPart(Order = 1, Format = \"R\")] float B")),
        new(new AddFormatFix(), "Add Format = \"R\"", Joined("[KeyPart] double A"), Joined("[KeyPart(Format = \"R\")] double A"), Joined("[KeyPart(Format = \"R\")] double A")),
        new(new UseDateTimeOffsetFix(), "Use DateTimeOffset",
            Variant("[KeyPart] public System.DateTime A { get; init; }", "[KeyPart] public global::System.DateTime? B { get; init; }", "[NotInKey(\"a label\")] public string? C { get; init; }"),
            Variant("[KeyPart] public System.DateTimeOffset A { get; init; }", "[KeyPart] public global::System.DateTime? B { get; init; }", "[NotInKey(\"a label\")] public string? C { get; init; }"),
            Variant("[KeyPart] public System.DateTimeOffset A { get; init; }", "[KeyPart] public global::System.DateTimeOffset? B { get; init; }", "[NotInKey(\"a label\")] public string? C { get; init; }")),
        new(new MarkAllFix(), "Mark all members [KeyPart]",
            "[ExperimentVariant(\"a\")] public sealed partial record A(int X, [NotInKey(\"why\")] int Y, int Z);\n" + Variant("public int B { get; init; }", "[NotInKey(\"why\")] public int C { get; init; }", "public int D => B;", "public static int E { get; set; }"),
            "[ExperimentVariant(\"a\")] public sealed partial record A([KeyPart] int X, [NotInKey(\"why\")] int Y, [KeyPart] int Z);\n" + Variant("public int B { get; init; }", "[NotInKey(\"why\")] public int C { get; init; }", "public int D => B;", "public static int E { get; set; }"),
            "[ExperimentVariant(\"a\")] public sealed partial record A([KeyPart] int X, [NotInKey(\"why\")] int Y, [KeyPart] int Z);\n" + Variant("[KeyPart]\n    public int B { get; init; }", "[NotInKey(\"why\")] public int C { get; init; }", "public int D => B;", "public static int E { get; set; }")),
        new(new SuffixIdFix(), "Add the type's name to the id",
            "[ExperimentRecord(\"r\")] public sealed partial record ShortSummary(int A);\n[ExperimentRecord(\"r\", Version = 2)] public sealed partial record HTTPCall2(int A);\n",
            "[ExperimentRecord(\"r.short-summary\")] public sealed partial record ShortSummary(int A);\n[ExperimentRecord(\"r\", Version = 2)] public sealed partial record HTTPCall2(int A);\n",
            "[ExperimentRecord(\"r.short-summary\")] public sealed partial record ShortSummary(int A);\n[ExperimentRecord(\"r.http-call2\", Version = 2)] public sealed partial record HTTPCall2(int A);\n"),
        new(new NormalizeIdFix(), "Write the id in lower case, with '-'",
            "[ExperimentRecord(\"Word Problems\")] public sealed partial record A(int X);\n[ExperimentRecord(\" 1_a . Bé_2! \")] public sealed partial record B(int X);\n",
            "[ExperimentRecord(\"word-problems\")] public sealed partial record A(int X);\n[ExperimentRecord(\" 1_a . Bé_2! \")] public sealed partial record B(int X);\n",
            "[ExperimentRecord(\"word-problems\")] public sealed partial record A(int X);\n[ExperimentRecord(\"a.b-2\")] public sealed partial record B(int X);\n"),
        new(new BindPlaceholderFix(), "Rename the placeholder to the nearest parameter",
            "[PromptTemplate(\"{Question} {qestion} {{qestion}}\")] public readonly partial record struct A(string Question);\n[PromptTemplate, Message(\"system\", @\"\"\"{Question}\"), Message(\"user\", \"a\\n\" + \"{hnt}{hint}\")] public readonly partial record struct B(string Question, string Hint);\n",
            "[PromptTemplate(\"{Question} {Question} {{qestion}}\")] public readonly partial record struct A(string Question);\n[PromptTemplate, Message(\"system\", @\"\"\"{Question}\"), Message(\"user\", \"a\\n\" + \"{hnt}{hint}\")] public readonly partial record struct B(string Question, string Hint);\n",
            "[PromptTemplate(\"{Question} {Question} {{qestion}}\")] public readonly partial record struct A(string Question);\n[PromptTemplate, Message(\"system\", @\"\"\"{Question}\"), Message(\"user\", \"a\\n\" + \"{hint}{hint}\")] public readonly partial record struct B(string Question, string Hint);\n"),
        new(new BindPlaceholderFix(), "Add the parameter",
            "[PromptTemplate(\"{question} {format} {hint}\")] public readonly partial record struct C(string Question, int Hint = 1);\n[PromptTemplate(\"{a}{b}\")] public readonly partial record struct D();\n",
            "[PromptTemplate(\"{question} {format} {hint}\")] public readonly partial record struct C(string Question, string Format, int Hint = 1);\n[PromptTemplate(\"{a}{b}\")] public readonly partial record struct D();\n",
            "[PromptTemplate(\"{question} {format} {hint}\")] public readonly partial record struct C(string Question, string Format, int Hint = 1);\n[PromptTemplate(\"{a}{b}\")] public readonly partial record struct D(string A, string B);\n"),
        new(new RemoveParameterFix(), "Remove the parameter",
            "[PromptTemplate(\"{b}\")] public readonly partial record struct E(string A, int B, int C = 1);\n// Kept.\n",
            "[PromptTemplate(\"{b}\")] public readonly partial record struct E(int B, int C = 1);\n// Kept.\n",
            "[PromptTemplate(\"{b}\")] public readonly partial record struct E(int B);\n// Kept.\n"),
        new(new DoubleBracesFix(), "Double the braces that are text",
            "[PromptTemplate(\"As {\\\"answer\\\": {\\\"text\\\": 1}} {{}}: {answer}\")] public readonly partial record struct F(string Answer);\n[PromptTemplate(\"\"\"As {\"answer\": {answer}} or {\"\"\")] public readonly partial record struct H(string Answer);\n",
            "[PromptTemplate(\"As {{\\\"answer\\\": {{\\\"text\\\": 1}}}} {{}}: {answer}\")] public readonly partial record struct F(string Answer);\n[PromptTemplate(\"\"\"As {\"answer\": {answer}} or {\"\"\")] public readonly partial record struct H(string Answer);\n",
            "[PromptTemplate(\"As {{\\\"answer\\\": {{\\\"text\\\": 1}}}} {{}}: {answer}\")] public readonly partial record struct F(string Answer);\n[PromptTemplate(\"\"\"As {{\"answer\": {answer}}} or {{\"\"\")] public readonly partial record struct H(string Answer);\n"),
        new(new DoubleBracesFix(), "Double the braces that are text",
            "[PromptTemplate(\"{{{answer}}} } {0}\")] public readonly partial record struct F(string Answer);\n",
            "[PromptTemplate(\"{{{answer}}} }} {{0}}\")] public readonly partial record struct F(string Answer);\n",
            "[PromptTemplate(\"{{{answer}}} }} {{0}}\")] public readonly partial record struct F(string Answer);\n"),
        new(new RequireFix(), "Make required, without an initializer",
            Variant("[KeyPart] public System.Guid A { get; init; } = System.Guid.NewGuid();", "[KeyPart] public required long B { get; init; } = System.Environment.TickCount64;"),
            Variant("[KeyPart] public required System.Guid A { get; init; }", "[KeyPart] public required long B { get; init; } = System.Environment.TickCount64;"),
            Variant("[KeyPart] public required System.Guid A { get; init; }", "[KeyPart] public required long B { get; init; }")),
        new(new InitOnlyFix(), "Make the accessor 'init'",
            Variant("[KeyPart] public int A { get; set; }", "[KeyPart] public int B { get; set; } = 2;"),
            Variant("[KeyPart] public int A { get; init; }", "[KeyPart] public int B { get; set; } = 2;"),
            Variant("[KeyPart] public int A { get; init; }", "[KeyPart] public int B { get; init; } = 2;")),
        new(new GiveReasonFix(), "Give a reason",
            Variant("[KeyPart] public int K { get; init; }", "[NotInKey(\"\")] public int A { get; init; }", "[NotInKey(\" \")] public int B { get; init; }"),
            Variant("[KeyPart] public int K { get; init; }", "[NotInKey(\"why\")] public int A { get; init; }", "[NotInKey(\" \")] public int B { get; init; }"),
            Variant("[KeyPart] public int K { get; init; }", "[NotInKey(\"why\")] public int A { get; init; }", "[NotInKey(\"why\")] public int B { get; init; }")),
        new(new UseInvariantCultureFix(), "Use the invariant culture",
            Variant("[KeyPart] public string A { get; init; } = 1.5.ToString();", "[KeyPart] public string B { get; init; } = \"b\".ToUpper() + $\"{-1}\" + 1.ToString(\"D2\") + string.Format(\"{0}\", 1.5);"),
            Variant("[KeyPart] public string A { get; init; } = 1.5.ToString(System.Globalization.CultureInfo.InvariantCulture);", "[KeyPart] public string B { get; init; } = \"b\".ToUpper() + $\"{-1}\" + 1.ToString(\"D2\") + string.Format(\"{0}\", 1.5);"),
            Variant("[KeyPart] public string A { get; init; } = 1.5.ToString(System.Globalization.CultureInfo.InvariantCulture);", "[KeyPart] public string B { get; init; } = \"b\".ToUpperInvariant() + string.Create(System.Globalization.CultureInfo.InvariantCulture, $\"{-1}\") + 1.ToString(\"D2\", System.Globalization.CultureInfo.InvariantCulture) + string.Format(System.Globalization.CultureInfo.InvariantCulture, \"{0}\", 1.5);")),
        new(new RemoveNormalizeFix(), "Remove the call",
            Variant("[KeyPart] public string A { get; init; } = \"a\".Normalize();", "[KeyPart] public string B { get; init; } = \"b\".Normalize() + 1;"),
            Variant("[KeyPart] public string A { get; init; } = \"a\";", "[KeyPart] public string B { get; init; } = \"b\".Normalize() + 1;"),
            Variant("[KeyPart] public string A { get; init; } = \"a\";", "[KeyPart] public string B { get; init; } = \"b\" + 1;")),
        new(new KeepKeyNameFix(), "Keep the name in the key",
            Variant("[KeyPart, System.Text.Json.Serialization.JsonPropertyName(\"a\")] public int X { get; init; }", "[KeyPart(Scale = Scale.Trim), System.Text.Json.Serialization.JsonPropertyName(\"b\")] public decimal Y { get; init; }"),
            Variant("[KeyPart(Name = \"A\"), System.Text.Json.Serialization.JsonPropertyName(\"a\")] public int X { get; init; }", "[KeyPart(Scale = Scale.Trim), System.Text.Json.Serialization.JsonPropertyName(\"b\")] public decimal Y { get; init; }"),
            Variant("[KeyPart(Name = \"A\"), System.Text.Json.Serialization.JsonPropertyName(\"a\")] public int X { get; init; }", "[KeyPart(Name = \"B\", Scale = Scale.Trim), System.Text.Json.Serialization.JsonPropertyName(\"b\")] public decimal Y { get; init; }"),
            Variant("[KeyPart] public int A { get; init; }", "[KeyPart(Scale = Scale.Trim)] public decimal B { get; init; }")),
        new(new KeepWireNameFix(), "Keep the old name in JSON",
            "[ExperimentRecord(\"r\")] public sealed partial record R(int X, string? Y);",
            "[ExperimentRecord(\"r\")] public sealed partial record R([property: System.Text.Json.Serialization.JsonPropertyName(\"a\")] int X, string? Y);",
            "[ExperimentRecord(\"r\")] public sealed partial record R([property: System.Text.Json.Serialization.JsonPropertyName(\"a\")] int X, [property: System.Text.Json.Serialization.JsonPropertyName(\"b\")] string? Y);",
            "[ExperimentRecord(\"r\")] public sealed partial record R(int A, string? B);"),
        new(new KeepWireNameFix(), "Read the old name too",
            Record("public int X { get; init; }", "public string? Y { get; init; }"),
            Record("[Alias(\"a\")]\n    public int X { get; init; }", "public string? Y { get; init; }"),
            Record("[Alias(\"a\")]\n    public int X { get; init; }", "[Alias(\"b\")]\n    public string? Y { get; init; }"),
            Record("public int A { get; init; }", "public string? B { get; init; }").Replace("Version = 2", "Version = 1", StringComparison.Ordinal)),
        new(new MakeOptionalFix(), "Remove 'required'",
            Record("public required int A { get; init; }", "public required int B { get; init; }"),
            Record("public int A { get; init; }", "public required int B { get; init; }"),
            Record("public int A { get; init; }", "public int B { get; init; }"),
            Record().Replace("Version = 2", "Version = 1", StringComparison.Ordinal)),
        new(new RetireFix(), "Retire the name",
            Record(),
            Record().Replace("[Exp", "[Retired(\"a\")]\n[Exp", StringComparison.Ordinal),
            Record().Replace("[Exp", "[Retired(\"b\")]\n[Retired(\"a\")]\n[Exp", StringComparison.Ordinal),
            Record("public int A { get; init; }", "public string? B { get; init; }").Replace("Version = 2", "Version = 1", StringComparison.Ordinal)),
    ];

    public static TheoryData<int> Cases => [.. Enumerable.Range(0, s_cases.Length)];

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task The_first_place_is_fixed(int index)
    {
        FixCase tested = s_cases[index];
        Assert.Equal(Head + tested.One, await Fixed.OneAsync(tested.Fix, tested.Title, Head + tested.Wrong, Before(tested)));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task All_places_are_fixed_and_nothing_is_left_to_fix(int index)
    {
        FixCase tested = s_cases[index];
        string actual = await Fixed.AllAsync(tested.Fix, tested.Title, Head + tested.Wrong, Before(tested));
        Assert.Equal(Head + tested.All, actual);
        Assert.DoesNotContain(await Fixed.ReportedAsync(actual, Before(tested)), id => tested.Fix.FixableDiagnosticIds.Contains(id));
    }

    [Fact]
    public async Task What_can_not_be_fixed_in_its_place_is_offered_no_fix()
    {
        Assert.Empty(await Fixed.OfferedAsync(new RequireFix(), Head + "[ExperimentVariant(\"v\")] public sealed partial class V(int a) { [KeyPart] public int A => a + System.Environment.TickCount; }"));
        Assert.Empty(await Fixed.OfferedAsync(new InitOnlyFix(), Head + Variant("[KeyPart] public int[]? A { get; init; }")));
        Assert.Empty(await Fixed.OfferedAsync(new AddFormatFix(), Head + "[ExperimentTask(\"t\", KeyStyle = KeyStyle.Joined)] public sealed partial record T([ItemId] double A);"));
        Assert.Empty(await Fixed.OfferedAsync(new MarkAllFix(), Head + Variant("[NotInKey(\"why\")] public int A { get; init; }")));
        Assert.Empty(await Fixed.OfferedAsync(new NormalizeIdFix(), Head + "[ExperimentRecord(\"joined\")] public sealed partial record R(int A);"));
        Assert.Equal(["Add the parameter"], await Fixed.OfferedAsync(new BindPlaceholderFix(), Head + "[PromptTemplate(\"{format}\")] public readonly partial record struct P(string Question);"));
        Assert.Empty(await Fixed.OfferedAsync(new DoubleBracesFix(), Head + "[PromptTemplate(\"{render}\")] public readonly partial record struct P;"));
        static string Nested(string name) => $"[ExperimentPart] public sealed partial record P {{ [KeyPart, System.Text.Json.Serialization.JsonPropertyName(\"a\")] public int {name} {{ get; init; }} }} " + Variant("[KeyPart] public P? K { get; init; }");
        Assert.Empty(await Fixed.OfferedAsync(new KeepKeyNameFix(), Head + Nested("B"), Head + Nested("A")));
    }

    private const string Head = "using TrialKeep;\n\n";

    private static string? Before(FixCase tested) => tested.Before is null ? null : Head + tested.Before;

    private static string Variant(params string[] members) => $"[ExperimentVariant(\"v\")]\npublic sealed partial record V\n{{\n    {string.Join("\n    ", members)}\n}}\n";

    private static string Record(params string[] members) => $"[ExperimentRecord(\"r\", Version = 2)]\npublic sealed partial record R\n{{\n    {string.Join("\n    ", members)}\n}}\n";

    private static string Joined(string parameters) => $"[ExperimentVariant(\"v\", KeyStyle = KeyStyle.Joined)] public sealed partial record V({parameters});";
}
