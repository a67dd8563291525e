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
        { "[ExperimentPart(\"p\")] public sealed partial record P { public int N { get; init; } } " + Record("public P? A { get; init; }"), "[ExperimentPart(\"p\", Version = 2)] public sealed partial record P { public long N { get; init; } } " + Record("public P? A { get; init; }"), "Outdated" },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public void A_change_comes_to(string before, string now, string rules)
    {
        var locked = LockFile.Read(Locked.TextOf("using TrialKeep; " + before)!);
        var current = LockFile.Read(Locked.TextOf("using TrialKeep; " + now)!);
        Assert.Equal(rules, string.Join(',', LockComparison.Compare(locked["s"], current["s"]).Select(static d => d.Rule)));
    }

    private static string Record(string members, int version = 1) => FormattableString.Invariant($"[ExperimentRecord(\"s\", Version = {version})] public sealed partial record R {{ {members} }}");

    private static string Variant(string members, int version = 1, int keyVersion = 1) => FormattableString.Invariant($"[ExperimentVariant(\"s\", Version = {version}, KeyVersion = {keyVersion})] public sealed partial record V {{ {members} }}");

    private static string Joined(string members) => $"[ExperimentVariant(\"s\", KeyStyle = KeyStyle.Joined)] public sealed partial record V {{ {members} }}";

    private static string Part(string members) => $"[ExperimentPart] public sealed partial record P {{ {members} }} ";

    private static string Side(string derived, string members = "public int N { get; init; }") =>
        $"{derived} [ExperimentPart] public abstract partial record B; [ExperimentPart] public sealed partial record L : B {{ {members} }} " + Record("public B? A { get; init; }");
}
