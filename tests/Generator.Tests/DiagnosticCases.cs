namespace TrialKeep.Generator.Tests;

/// <summary>For each diagnostic a source that fires it, marking the place with [| |], and the same source cured.</summary>
internal static class DiagnosticCases
{
    public sealed record Case(string Id, string Wrong, string Cured, string Says);

    public static IReadOnlyList<Case> All { get; } =
    [
        .. Fingerprints.FingerprintCases.All,
        new("TRK001", Record("sealed", "[|R|]", "public int A { get; init; }", partial: ""), Record("sealed", "R", "public int A { get; init; }"), "'R' must be partial"),
        new("TRK001", "public class [|Outer|] { [ExperimentRecord(\"r\")] public sealed partial record R { public int A { get; init; } } }", "public partial class Outer { [ExperimentRecord(\"r\")] public sealed partial record R { public int A { get; init; } } }", "'Outer' must be partial"),
        new("TRK002", "[ExperimentRecord(\"r\")] public ref partial struct [|R|] { public int A { get; set; } }", "[ExperimentRecord(\"r\")] public partial struct R { public int A { get; set; } }", "ref struct"),
        new("TRK002", "[ExperimentRecord(\"r\")] public static partial class [|R|] { }", "[ExperimentRecord(\"r\")] public sealed partial class R { }", "static"),
        new("TRK002", "[ExperimentRecord(\"r\")] file sealed partial class [|R|] { }", "[ExperimentRecord(\"r\")] sealed partial class R { }", "file-local"),
        new("TRK002", "[ExperimentRecord(\"r\")] public sealed partial class [|R|]<T> { }", "[ExperimentRecord(\"r\")] public sealed partial class R { }", "generic"),
        new("TRK002", "public partial class O { [ExperimentRecord(\"r\")] private sealed partial class [|R|] { } }", "public partial class O { [ExperimentRecord(\"r\")] internal sealed partial class R { } }", "not accessible"),
        new("TRK002", "[PromptTemplate(\"{a}\")] public partial record struct [|P|];", "[PromptTemplate(\"{a}\")] public readonly partial record struct P;", "readonly partial record struct"),
        new("TRK002", "[ExperimentRecord(\"r\"), ExperimentPart] public sealed partial class [|R|] { }", "[ExperimentRecord(\"r\")] public sealed partial class R { }", "two ways"),
        new("TRK003", "[ExperimentRecord(\"r\")] public sealed partial class [|R|] { public R(int a) => A = a; public R(string a) => A = a.Length; public int A { get; } }", "[ExperimentRecord(\"r\")] public sealed partial class R { public R(int a) => A = a; public int A { get; } }", "several constructors"),
        new("TRK003", "[ExperimentRecord(\"r\")] public sealed partial class R { public R(int [|b|]) => A = b; public int A { get; init; } }", "[ExperimentRecord(\"r\")] public sealed partial class R { public R(int a) => A = a; public int A { get; init; } }", "'b' is no stored member"),
        new("TRK003", Record("sealed", "R", "public int [|A|] { get; } = 1;"), Record("sealed", "R", "public int A { get; init; } = 1;"), "'A' can't be set"),
        new("TRK003", "public abstract record B<T> { public T? [|A|] { get; init; } } " + "[ExperimentRecord(\"r\")] public sealed partial record R : B<string>;", "public abstract record B<T> { public required T A { get; init; } } [ExperimentRecord(\"r\")] public sealed partial record R : B<string>;", "lies in a generic type"),
        new("TRK003", "public abstract record B { [Indexed] [System.Text.Json.Serialization.JsonInclude] private string? [|A|] { get; init; } } " + "[ExperimentRecord(\"r\")] public sealed partial record R : B;", "public abstract record B { [Indexed] [System.Text.Json.Serialization.JsonInclude] protected string? A { get; init; } } [ExperimentRecord(\"r\")] public sealed partial record R : B;", "private in a base type"),
        new("TRK004", Record("sealed", "R", "public object? [|A|] { get; init; }"), Record("sealed", "R", "public string? A { get; init; }"), "object"),
        new("TRK004", Record("sealed", "R", "public System.DateTime [|A|] { get; init; }"), Record("sealed", "R", "public System.DateTimeOffset A { get; init; }"), "DateTimeOffset or DateOnly"),
        new("TRK004", Record("sealed", "R", "[Deduplicated] public int [|A|] { get; init; }"), Record("sealed", "R", "[Deduplicated] public string? A { get; init; }"), "[Deduplicated] is for texts"),
        new("TRK004", "[PromptTemplate(\"{A}\")] public readonly partial record struct P(int[] [|A|]);", "[PromptTemplate(\"{A}\")] public readonly partial record struct P(int A);", "argument of a template"),
        new("TRK007", Record("", "[|R|]", "public int A { get; init; }"), Record("sealed", "R", "public int A { get; init; }"), "must be sealed"),
        new("TRK101", Joined("[KeyPart(Order = 0)] public double [|A|] { get; init; }"), Joined("[KeyPart(Order = 0, Format = \"R\")] public double A { get; init; }"), "has no format"),
        new("TRK104", Variant("[KeyPart] public System.DateTime [|A|] { get; init; }"), Variant("[KeyPart] public System.DateOnly A { get; init; }"), "time zone"),
        new("TRK104", Variant("[KeyPart] public System.DateTime? [|A|] { get; init; }"), Variant("[KeyPart] public System.DateOnly? A { get; init; }"), "time zone"),
        new("TRK110", Variant("[KeyPart] public System.Text.Json.JsonElement [|A|] { get; init; }"), Variant("[KeyPart] public string? A { get; init; }"), "many texts"),
        new("TRK110", "[ExperimentPart] public sealed partial class Q { public int B { get; set; } } " + Variant("[KeyPart] public Q[]? [|A|] { get; init; }"), "[ExperimentPart] public sealed partial class Q { [KeyPart] public int B { get; set; } } " + Variant("[KeyPart] public Q[]? A { get; init; }"), "'Q' has no key parts"),
        new("TRK110", Joined("[KeyPart] public int[]? [|A|] { get; init; }"), Joined("[KeyPart] public int A { get; init; }"), "only texts"),
        new("TRK110", Task("[ItemId] public string? [|A|] { get; init; }"), Task("[ItemId] public required string A { get; init; }"), "never null"),
        new("TRK114", Variant("[KeyPart] public int A { get; init; } [KeyPart(Name = \"A\")] public int [|B|] { get; init; }"), Variant("[KeyPart] public int A { get; init; } [KeyPart] public int B { get; init; }"), "'A' and 'B'"),
        new("TRK115", "[ExperimentVariant(\"v\")] public sealed partial record [|V|] { [NotInKey(\"why\")] public int A { get; init; } }", Variant("[KeyPart] public int A { get; init; }"), "no key part"),
        new("TRK123", Variant("[KeyPart] public int K { get; init; } public int [|A|] { get; init; }"), Variant("[KeyPart] public int K { get; init; } [NotInKey(\"why\")] public int A { get; init; }"), "whether it is part of the key"),
        new("TRK123", Task("[KeyPart] public int K { get; init; } public int [|A|] { get; init; }"), Task("[KeyPart] public int K { get; init; } [Slice] public int A { get; init; }"), "[Reference]"),
        new("TRK123", "[ExperimentVariant(\"v\")] public sealed partial record V([KeyPart] int K, int [|A|]);", "[ExperimentVariant(\"v\")] public sealed partial record V([KeyPart] int K, [NotInKey(\"why\")] int A);", "'A' of 'V'"),
        new("TRK123", "[ExperimentPart] public sealed partial record P { [KeyPart] public int K { get; init; } public int [|A|] { get; init; } }", "[ExperimentPart] public sealed partial record P { [KeyPart] public int K { get; init; } [KeyPart] public int A { get; init; } }", "'A' of 'P'"),
        new("TRK124", Variant("[KeyPart, NotInKey(\"why\")] public int [|A|] { get; init; }"), Variant("[KeyPart] public int A { get; init; }"), "both [KeyPart] and [NotInKey]"),
        new("TRK124", Task("[KeyPart] public int K { get; init; } [Reference, Slice] public int [|A|] { get; init; }"), Task("[KeyPart, Slice] public int K { get; init; } [Reference] public int A { get; init; }"), "both [Reference] and [Slice]"),
        new("TRK124", Variant("[KeyPart] public int K { get; init; } [KeyPart, System.Text.Json.Serialization.JsonIgnore] public int [|A|] { get; init; }"), Variant("[KeyPart] public int K { get; init; } [System.Text.Json.Serialization.JsonIgnore] public int A { get; init; }"), "out of the store"),
        new("TRK124", Task("[ItemId] public int K { get; init; } [ItemId] public int [|A|] { get; init; }"), Task("[ItemId] public int K { get; init; } [KeyPart] public int A { get; init; }"), "beside 'K'"),
        new("TRK125", Variant("[KeyPart] public int K { get; init; } [KeyPart(Since = 2)] public int [|A|] { get; init; }"), Variant("[KeyPart] public int K { get; init; } [KeyPart(Since = 2, Default = \"7\")] public int A { get; init; }"), "give Default"),
        new("TRK125", Variant("[KeyPart] public int K { get; init; } [KeyPart(Since = 2, Default = \"x\")] public int [|A|] { get; init; }"), Variant("[KeyPart] public int K { get; init; } [KeyPart(Since = 2, Default = \"-1\")] public int A { get; init; }"), "no value of its type"),
        new("TRK125", Variant("[KeyPart(Format = \"R\")] public double [|A|] { get; init; }"), Variant("[KeyPart] public double A { get; init; }"), "of joined keys"),
        new("TRK125", Joined("[KeyPart] public int A { get; init; } [KeyPart] public int [|B|] { get; init; }"), Joined("[KeyPart(Order = 1)] public int A { get; init; } [KeyPart(Order = 0)] public int B { get; init; }"), "Order"),
        new("TRK125", Joined("[KeyPart(Order = 1)] public int A { get; init; } [KeyPart(Order = 1)] public int [|B|] { get; init; }"), Joined("[KeyPart(Order = 1)] public int A { get; init; } [KeyPart(Order = 2)] public int B { get; init; }"), "same Order"),
        new("TRK125", "[ExperimentRecord(\"r\", Version = 0)] public sealed partial record [|R|] { }", "[ExperimentRecord(\"r\", Version = 2)] public sealed partial record R { }", "counted from 1"),
        new("TRK126", Task("[KeyPart] public string? [|Input|] { get; init; }"), Task("[KeyPart] public string? Inputs { get; init; }"), "The name 'Input' in 'T'"),
        new("TRK126", "[ExperimentTask(\"t\")] public sealed partial record [|Input|] { [KeyPart] public int A { get; init; } }", "[ExperimentTask(\"t\")] public sealed partial record Inputs { [KeyPart] public int A { get; init; } }", "The name 'Input'"),
        new("TRK126", "public abstract record Base { public static int [|Input|]() => 1; } [ExperimentTask(\"t\")] public sealed partial record T : Base { [KeyPart] public int A { get; init; } }", "public abstract record Base { private static int Inputs() => 1; } [ExperimentTask(\"t\")] public sealed partial record T : Base { [KeyPart] public int A { get; init; } }", "The name 'Input'"),
        new("TRK201", "[ExperimentRecord(\"same\")] public sealed partial record A { } [ExperimentPart(\"same\")] public sealed partial record [|B|] { }", "[ExperimentRecord(\"same\")] public sealed partial record A { } [ExperimentPart(\"other\")] public sealed partial record B { }", "\"same\""),
        new("TRK202", "[ExperimentRecord(\"Upper case\")] public sealed partial record [|R|] { }", "[ExperimentRecord(\"upper.case-1\")] public sealed partial record R { }", "\"Upper case\""),
        new("TRK206", Record("sealed", "R", "public int A { get; init; } [System.Text.Json.Serialization.JsonPropertyName(\"A\")] public int [|B|] { get; init; }"), Record("sealed", "R", "public int A { get; init; } public int B { get; init; }"), "'A' and 'B'"),
        new("TRK206", Record("sealed", "R", "public int A { get; init; } [Alias(\"a\")] public int [|B|] { get; init; }"), Record("sealed", "R", "public int A { get; init; } [Alias(\"c\")] public int B { get; init; }"), "case is ignored"),
        new("TRK209", Record("sealed", "R", "[System.Text.Json.Serialization.JsonExtensionData] public System.Collections.Generic.Dictionary<string, object>? [|A|] { get; init; }"), Record("sealed", "R", "[System.Text.Json.Serialization.JsonExtensionData] public System.Collections.Generic.Dictionary<string, System.Text.Json.JsonElement>? A { get; init; }"), "Dictionary<string, JsonElement>"),
        new("TRK301", "[PromptTemplate(\"{Question} {b}\")] public readonly partial record struct [|P|](string question);", "[PromptTemplate(\"{Question}\")] public readonly partial record struct P(string question);", "'{b}'"),
        new("TRK302", "[PromptTemplate(\"{a}\")] public readonly partial record struct [|P|](string A, int B);", "[PromptTemplate(\"{a}{b}\")] public readonly partial record struct P(string A, int B);", "'{B}'"),
        new("TRK304", "[PromptTemplate(\"a {b\")] public readonly partial record struct [|P|];", "[PromptTemplate(\"a {b}\")] public readonly partial record struct P;", "line 1, column 3"),
        new("TRK304", "[PromptTemplate(\"x\\n } y\")] public readonly partial record struct [|P|];", "[PromptTemplate(\"x\\n }} y\")] public readonly partial record struct P;", "line 2, column 2"),
        new("TRK304", "[PromptTemplate(\"{0}\")] public readonly partial record struct [|P|];", "[PromptTemplate(\"{a}\")] public readonly partial record struct P;", "is no name"),
        new("TRK304", "[PromptTemplate(\"{a} {A}\")] public readonly partial record struct [|P|];", "[PromptTemplate(\"{a} {a}\")] public readonly partial record struct P;", "one way"),
        new("TRK304", "[PromptTemplate(\"{p}\")] public readonly partial record struct [|P|];", "[PromptTemplate(\"{q}\")] public readonly partial record struct P;", "rename the hole"),
        new("TRK304", "[PromptTemplate] public readonly partial record struct [|P|];", "[PromptTemplate(\"\")] public readonly partial record struct P;", "either a text or a File"),
        new("TRK307", "[PromptTemplate(File = \"prompts/x.md\")] public readonly partial record struct [|P|];", "[PromptTemplate(\"x\")] public readonly partial record struct P;", "AdditionalFiles"),
    ];

    private static string Record(string modifier, string name, string members, string partial = "partial") =>
        $"[ExperimentRecord(\"r\")] public {modifier} {partial} record {name} {{ {members} }}";

    private static string Variant(string members) => $"[ExperimentVariant(\"v\")] public sealed partial record V {{ {members} }}";

    private static string Task(string members) => $"[ExperimentTask(\"t\")] public sealed partial record T {{ {members} }}";

    private static string Joined(string members) => $"[ExperimentVariant(\"v\", KeyStyle = KeyStyle.Joined)] public sealed partial record V {{ {members} }}";
}
