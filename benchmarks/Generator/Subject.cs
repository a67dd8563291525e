using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace TrialKeep.Benchmarks.Generator;

/// <summary>The project that the generators are measured on: records of eight members, among files that have nothing to do with them.</summary>
internal static class Subject
{
    public static CSharpParseOptions Options { get; } = new(LanguageVersion.Latest);

    private static readonly MetadataReference[] s_references =
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(static path => MetadataReference.CreateFromFile(path))];

    /// <param name="types">How many records there are.</param>
    /// <param name="files">How many files there are beside them.</param>
    /// <param name="annotation">What stands above a record, with {0} for its number.</param>
    /// <param name="extra">Another file; empty for none.</param>
    public static CSharpCompilation Compilation(int types, int files, string annotation, string extra)
    {
        IEnumerable<string> sources =
        [
            .. Enumerable.Range(0, types).Select(i => Record(i, string.Format(CultureInfo.InvariantCulture, annotation, i))),
            .. Enumerable.Range(0, files).Select(static i => Other(i, 0)),
            extra,
        ];
        return CSharpCompilation.Create(
            "Subject",
            sources.Select(static (source, i) => CSharpSyntaxTree.ParseText(source, Options, Number(i) + ".cs", Encoding.UTF8)),
            s_references,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
    }

    /// <summary>The context that System.Text.Json's generator wants.</summary>
    public static string JsonContext(int types) => "using System.Text.Json.Serialization; namespace S; "
        + string.Concat(Enumerable.Range(0, types).Select(static i => $"[JsonSerializable(typeof(R{Number(i)}))] "))
        + "public sealed partial class Context : JsonSerializerContext;";

    /// <summary>Twenty solvers whose fingerprints reach a chain of fifty files each.</summary>
    public static string Solvers(int count) => "using TrialKeep; namespace S; "
        + string.Concat(Enumerable.Range(0, count).Select(static i => $"[CodeFingerprint] public static partial class Solver{Number(i)} {{ public static int Answer(int n) => C{Number(i * 50)}.Do(n); }} "));

    /// <summary>One of the other files; another edit, another text.</summary>
    public static string Other(int number, int edit) =>
        $$"""
        namespace S;
        public static class C{{Number(number)}}
        {
            // edit {{Number(edit)}}
            public static int Do(int n)
            {
                int sum = {{Number(edit)}};
                for (int i = 0; i < n; i++) sum += System.Math.Max(i, sum) * {{Number(number)}};
                return sum + {{(number % 50 == 49 ? "0" : $"C{Number(number + 1)}.Do(n - 1)")}};
            }
        }
        """;

    private static string Record(int number, string annotation) =>
        $$"""
        using System; using System.Collections.Generic; using TrialKeep;
        namespace S;
        {{annotation}}
        public sealed partial record R{{Number(number)}}
        {
            public required string Id { get; init; }
            public string? Text { get; init; }
            public int Count { get; init; }
            public double Latency { get; init; }
            public decimal Cost { get; init; }
            public DateTimeOffset At { get; init; }
            public bool Ok { get; init; }
            public IReadOnlyList<string> Tags { get; init; } = [];
        }
        """;

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
