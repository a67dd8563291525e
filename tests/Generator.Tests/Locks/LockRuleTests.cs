using TrialKeep.Generator.Parsing.Locks;

namespace TrialKeep.Generator.Tests.Locks;

/// <summary>The rules over the texts of two locks: what a change of a type comes to.</summary>
public sealed class LockRuleTests
{
    public static TheoryData<string, string, string> Changes => new()
    {
        // Nothing is said of what changes neither keys nor rows.
        { Record("public int A { get; init; }"), Record("[Indexed] public int A { get; init; } public int Twice => A * 2;"), "" },
        { Variant("[KeyPart] public int A { get; init; }"), Variant("[KeyPart(Name = \"A\"), System.Text.Json.Serialization.JsonPropertyName(\"a\")] public int B { get; init; }"), "" },

        // A version declares what can be read; a key version declares another key.
        { Record("public int A { get; init; }"), Record("public long A { get; init; }"), "Undeclared" },
        { Record("public int A { get; init; }"), Record("public long A { get; init; }", 2), "Outdated" },
        { Record("public int A { get; init; }", 2), Record("public int A { get; init; }", 1), "Undeclared" },
        { Variant("[KeyPart] public int A { get; init; }"), Variant("[KeyPart] public string? A { get; init; }", 2), "Undeclared" },
        { Variant("[KeyPart] public int A { get; init; }"), Variant("[KeyPart] public string? A { get; init; }", 2, 2), "Outdated" },
        { Variant("[KeyPart] public int A { get; init; }"), Variant("[KeyPart] public long? A { get; init; }", 2), "Outdated" },
        { Variant("[KeyPart] public decimal A { get; init; }"), Variant("[KeyPart(Scale = Scale.Trim)] public decimal A { get; init; }"), "Undeclared" },
        { Variant("[KeyPart] public int A { get; init; }"), Joined("[KeyPart] public int A { get; init; }"), "Undeclared,Undeclared" },
        { Variant("[KeyPart] public int A { get; init; } [KeyPart] public int B { get; init; }"), Variant("[KeyPart] public int A { get; init; } [NotInKey(\"a note\")] public int B { get; init; }", 2), "Undeclared" },
        { Variant("[KeyPart] public int A { get; init; }"), Variant("[KeyPart] public int A { get; init; } [KeyPart] public int B { get; init; }", 2), "Undeclared" },
        { Variant("[KeyPart] public int A { get; init; }"), Variant("[KeyPart] public int A { get; init; } [KeyPart(Since = 2)] public int? B { get; init; }", 2), "Outdated" },
        { Variant("[KeyPart] public int A { get; init; }"), Variant("[KeyPart] public int A { get; init; } [KeyPart(Since = 2)] public int? B { get; init; }"), "Undeclared" },

        // What can't be read stays an error under a new version.
        { Record("public int A { get; init; }"), Record("public int B { get; init; }", 2), "RenamedWire" },
        { Record("public int A { get; init; }"), Record("[Alias(\"a\")] public int B { get; init; }", 2), "Outdated" },
        { Record("public int A { get; init; }"), Record("[Alias(\"a\")] public int B { get; init; }"), "Undeclared" },
        { Record("public int A { get; init; }"), Record("public int A { get; init; } public required string B { get; init; }", 2), "NoDefault" },
        { Record("public int A { get; init; } public string? B { get; init; }"), Record("public int A { get; init; }", 2), "NotRetired" },
        { Record("public int A { get; init; } public string? B { get; init; }"), "[Retired(\"b\")] " + Record("public int A { get; init; }", 2), "Outdated" },
        { Record("public int A { get; init; } public string? B { get; init; }"), "[Retired(\"b\")] " + Record("public int A { get; init; }"), "Undeclared" },
        { Variant("[KeyPart] public int A { get; init; }"), Variant("[KeyPart] public int B { get; init; }"), "RenamedKey,RenamedWire" },
        { Variant("[KeyPart] public int A { get; init; }"), Variant("[KeyPart] public int B { get; init; }", 2, 2), "RenamedWire" },

        // Enums, nested parts and derived types are part of what holds them.
        { "public enum E { X, Y } " + Record("public E A { get; init; }"), "public enum E { Y, X } " + Record("public E A { get; init; }"), "Outdated" },
        { "public enum E { X } " + Record("public E A { get; init; }"), "public enum E { X, Y } " + Record("public E A { get; init; }"), "Undeclared" },
        { Part("[KeyPart] public int N { get; init; }") + Variant("[KeyPart] public P? A { get; init; }"), Part("[KeyPart] public int M { get; init; }") + Variant("[KeyPart] public P? A { get; init; }"), "RenamedKey,RenamedWire" },
        { Part("[KeyPart] public int N { get; init; } [KeyPart] public P? Inner { get; init; }") + Variant("[KeyPart] public P? A { get; init; }"), Part("[KeyPart] public int M { get; init; } [KeyPart] public P? Inner { get; init; }") + Variant("[KeyPart] public P? A { get; init; }"), "RenamedKey,RenamedWire" },
        { Side("[System.Text.Json.Serialization.JsonDerivedType(typeof(L), \"l\")]"), Side("[System.Text.Json.Serialization.JsonDerivedType(typeof(L), \"left\")]"), "Undeclared,Undeclared" },
        { Side("[System.Text.Json.Serialization.JsonDerivedType(typeof(L), \"l\")]"), Side("[System.Text.Json.Serialization.JsonDerivedType(typeof(L), \"l\")]", "public long N { get; init; }"), "Undeclared" },
        { Decoder("l", 1), Decoder("left", 1), "Undeclared,Undeclared" },
        { Decoder("l", 1), Decoder("left", 2), "Undeclared" },
        { Decoder("l", 1), Decoder("left", 2, keyVersion: 2), "Outdated" },
        { Decoder("l", 1, role: "NotInKey(\"a note\")"), Decoder("left", 2, role: "NotInKey(\"a note\")"), "Outdated" },
        { Decoder("l", 1), Decoder("l", 2, more: ", System.Text.Json.Serialization.JsonDerivedType(typeof(M), \"m\")"), "Outdated" },
        { Decoder("l", 1), Decoder("l", 2, type: "M"), "Undeclared" },

        // The key of a map and the argument of a template are in keys.
        { Variant("[KeyPart] public System.Collections.Generic.Dictionary<string, int>? A { get; init; }"), Variant("[KeyPart] public System.Collections.Generic.Dictionary<System.Guid, int>? A { get; init; }", 2), "Undeclared" },
        { Variant("[KeyPart] public System.Collections.Generic.Dictionary<int, int>? A { get; init; }"), Variant("[KeyPart] public System.Collections.Generic.Dictionary<long, int>? A { get; init; }", 2), "Outdated" },
        { "public enum E { X } " + Record("public System.Collections.Generic.Dictionary<E, int>? A { get; init; }"), "public enum E { Y } " + Record("public System.Collections.Generic.Dictionary<E, int>? A { get; init; }"), "Undeclared" },
        { Prompt("{a} {b}", "int A, string B"), Prompt("{a} {b}", "decimal A, string B", 2), "Undeclared" },
        { Prompt("{a} {b}", "int A, string B"), Prompt("{a} {b}", "long A, string B", 2), "Outdated" },
        { Prompt("{a}", "string[] A"), Prompt("{a}", "int[] A"), "Undeclared" },
        { Prompt("{a} {b}", "int A, string B"), Prompt("{a} {b}", "int A, char B", 2), "Outdated" },
        { Prompt("{a}", "char A"), "[PromptTemplate(\"{a}\")] public readonly partial record struct P; " + Variant("[KeyPart] public P A { get; init; }", 2), "Outdated" },
        { Prompt("{a}", "int A"), Prompt("Once more: {a}", "int A"), "" },
        { "[ExperimentPart(\"p\")] public sealed partial record P { public int N { get; init; } } " + Record("public P? A { get; init; }"), "[ExperimentPart(\"p\", Version = 2)] public sealed partial record P { public long N { get; init; } } " + Record("public P? A { get; init; }"), "Outdated" },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public void A_change_comes_to(string before, string now, string rules)
    {
        var locked = LockFile.Read(Locked.TextOf("using TrialKeep; " + before)!);
        var current = LockFile.Read(Locked.TextOf("using TrialKeep; " + now)!);
        var found = LockComparison.Compare(locked["s"], current["s"]);
        Assert.True(rules == string.Join(',', found.Select(static d => d.Rule)), string.Join('\n', found));
    }

    private static string Record(string members, int version = 1) => FormattableString.Invariant($"[ExperimentRecord(\"s\", Version = {version})] public sealed partial record R {{ {members} }}");

    private static string Variant(string members, int version = 1, int keyVersion = 1) => FormattableString.Invariant($"[ExperimentVariant(\"s\", Version = {version}, KeyVersion = {keyVersion})] public sealed partial record V {{ {members} }}");

    private static string Joined(string members) => $"[ExperimentVariant(\"s\", KeyStyle = KeyStyle.Joined)] public sealed partial record V {{ {members} }}";

    private static string Decoder(string tag, int version, int keyVersion = 1, string role = "KeyPart", string more = "", string type = "L") =>
        $"[ExperimentPart, System.Text.Json.Serialization.JsonDerivedType(typeof({type}), \"{tag}\"){more}] public abstract partial record B {{ [KeyPart] public int N {{ get; init; }} }} [ExperimentPart(\"left\")] public sealed partial record L : B; [ExperimentPart(\"more\")] public sealed partial record M : B; "
        + Variant($"[KeyPart] public int K {{ get; init; }} [{role}] public B? A {{ get; init; }}", version, keyVersion);

    private static string Prompt(string text, string parameters, int version = 1) =>
        $"[PromptTemplate(\"{text}\")] public readonly partial record struct P({parameters}); " + Variant("[KeyPart] public P A { get; init; }", version);

    private static string Part(string members) => $"[ExperimentPart] public sealed partial record P {{ {members} }} ";

    private static string Side(string derived, string members = "public int N { get; init; }") =>
        $"{derived} [ExperimentPart] public abstract partial record B; [ExperimentPart] public sealed partial record L : B {{ {members} }} " + Record("public B? A { get; init; }");
}
