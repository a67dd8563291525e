namespace TrialKeep.Generator.Tests.Fingerprints;

/// <summary>The diagnostics of [CodeFingerprint].</summary>
internal static class FingerprintCases
{
    public static IReadOnlyList<DiagnosticCases.Case> All { get; } =
    [
        new("TRK001", "[CodeFingerprint] public class [|C|] { }", "[CodeFingerprint] public partial class C { }", "'C' must be partial"),
        new("TRK001", "public class [|C|] { [CodeFingerprint] public static int F() => 1; }", "public partial class C { [CodeFingerprint] public static int F() => 1; }", "'C' must be partial"),
        new("TRK002", "[CodeFingerprint] file partial class [|C|] { }", "[CodeFingerprint] partial class C { }", "file-local"),
        new("TRK002", "public partial interface [|I|] { [CodeFingerprint] static int F() => 1; }", "public partial class C { [CodeFingerprint] private static int F() => 1; private partial class D { [CodeFingerprint] protected static int F() => 1; } }", "neither a class nor a struct"),
        new("TRK002", "public partial class C { public static int F() { return G(); [CodeFingerprint] int [|G|]() => 1; } }", "public partial class C { public static int F() { return G(); } [CodeFingerprint] static int G() => 1; }", "local function"),
        new("TRK131", "[CodeFingerprint] public partial class [|C|] { public int Fingerprint; }", "[CodeFingerprint] public partial class C { public int Print; }", "'Fingerprint' in 'C'"),
        new("TRK131", "[CodeFingerprint] public partial class [|Fingerprint|] { }", "public partial class Fingerprint { [CodeFingerprint] static int F() => 1; }", "'Fingerprint' in 'Fingerprint'"),
        new("TRK131", "public partial class C { [CodeFingerprint] public static int [|F|](int a) => a; public static int FFingerprint => 1; }", "public partial class C { [CodeFingerprint] public static int F(int a) => a; public static int F(long a) => 1; }", "'FFingerprint' in 'C'"),
    ];
}
