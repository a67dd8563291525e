namespace TrialKeep.Generator.Tests.Analyzers;

/// <summary>The cases of TRK122: whatever takes a code identity and is given none that says anything.</summary>
internal static class CodeIdentityCases
{
    public static IReadOnlyList<LiveCase> All { get; } =
    [
        Case("Evaluate(1, [|code: default|])", "Evaluate(1, code: Code.Version(\"1\"))", "a default"),
        Case("Evaluate(1, [|default(CodeIdentity)|])", "Evaluate(1, new CodeIdentity(\"mine:1\"))", "a default"),
        Case("Evaluate(1, [|code: new()|])", "Evaluate(1, Solver.Fingerprint)", "a default"),
        Case("Evaluate(1, [|new CodeIdentity()|])", "Evaluate(1, Given)", "a default"),
        Case("Evaluate(1, [|code: Code.Version(\"\")|])", "Evaluate(1, code: Code.Version(\"2\"))", "an empty text"),
        Case("Evaluate(1, [|Code.Version(\" \")|])", "Evaluate(1, Code.Version(Text))", "an empty text"),
        Case("Evaluate(1, [|new CodeIdentity(\"\")|])", "Evaluate(1, new CodeIdentity(Text))", "an empty text"),
        Case("Evaluate(1, [|new CodeIdentity(null!)|])", "Evaluate(1, Code.Version(nameof(Solver)))", "an empty text"),
        Case("Evaluate[|(1)|]", "Evaluate(1, Given)", "pass code: Code.Version"),
        Case("Evaluate[|(evaluator: 1)|]", "Evaluate(code: Given, evaluator: 1)", "'Evaluate' gets no code identity"),
        Case("Either[|(1)|]", "Either(1, Given)", "'Either'"),
        Case("[|Optional(1)|]", "Optional(1, Given) + (Given == default ? 1 : 0) + (Given.Equals(default) ? 1 : 0)", "a default"),
    ];

    private static LiveCase Case(string wrong, string cured, string says) => new("TRK122", Source(wrong), Source(cured), says);

    private static string Source(string call) => $$"""
        [CodeFingerprint] public static partial class Solver
        {
            public static CodeIdentity Given { get; set; }
            public static string Text { get; set; } = "1";
            public static object Use() => {{call}};
            private static int Evaluate(int evaluator, CodeIdentity code) => evaluator;
            private static int Either(int evaluator, CodeIdentity code) => evaluator;
            private static int Either(string evaluator, CodeIdentity code) => evaluator.Length;
            private static int Optional(int evaluator, CodeIdentity code = default) => evaluator;
        }
        """;
}
