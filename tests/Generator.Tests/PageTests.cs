using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using TrialKeep.Generator.Tests.Harness;

namespace TrialKeep.Generator.Tests;

/// <summary>Every cure that a page of a diagnostic shows compiles, and is one.</summary>
public sealed partial class PageTests
{
    // The fluent calls are Orchestration's, which this project does not know; its pages' cases are in CodeIdentityCases.
    private static readonly string[] s_elsewhere = ["TRK122"];

    private static readonly string s_pages = Path.Combine(Repository.Root, "docs", "diagnostics");

    public static TheoryData<string, int> Cures
    {
        get
        {
            TheoryData<string, int> cures = [];
            foreach (string page in Directory.GetFiles(s_pages, "TRK*.md").Select(static file => Path.GetFileNameWithoutExtension(file)).Except(s_elsewhere).Order(StringComparer.Ordinal))
            {
                for (int i = 0; i < Blocks(page).Length; i++) cures.Add(page, i);
            }

            return cures;
        }
    }

    [Fact]
    public void Every_page_but_one_shows_a_cure_in_code_or_in_the_shell() =>
        Assert.Equal(["TRK210", "TRK901"], Directory.GetFiles(s_pages, "TRK*.md").Select(static file => Path.GetFileNameWithoutExtension(file)).Where(static page => Blocks(page).Length == 0).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Cures))]
    public async Task A_cure_compiles_and_cures(string page, int index)
    {
        string source = Whole(Blocks(page)[index]);
        Compiled compiled = Compiled.From(Compiled.Compilation(source), [new InMemoryFile("/project/prompts/solve.md", "{question}")]);
        Assert.DoesNotContain(compiled.Output.GetDiagnostics(), static d => d.Severity == DiagnosticSeverity.Error);
        Assert.Empty(compiled.Reported);
        Assert.DoesNotContain(await Analyzed.ReportedAsync(source), d => d.Id == page);
    }

    private static string[] Blocks(string page)
    {
        string text = File.ReadAllText(Path.Combine(s_pages, page + ".md"));
        return [.. Code().Matches(text[text.IndexOf("## Cure", StringComparison.Ordinal)..]).Select(static block => block.Groups["code"].Value)];
    }

    // What stands in a type is shown without it.
    private static string Whole(string code)
    {
        const string Usings = "using System; using System.Collections.Generic; using System.Globalization; using System.Text.Json; using System.Text.Json.Serialization; using TrialKeep; using TrialKeep.Runtime.Codecs;\n";
        if (Declares().IsMatch(code)) return Usings + code;
        if (code.Contains("new Solver", StringComparison.Ordinal)) return $"{Usings}[ExperimentVariant(\"v\")] public sealed partial record Solver {{ [KeyPart] public double Temperature {{ get; init; }} }} public static class Program {{ public static object Made() {{ {code} return variant; }} }}";
        string head = code.Contains("Order = ", StringComparison.Ordinal) ? "[ExperimentVariant(\"v\", KeyStyle = KeyStyle.Joined)] public sealed partial record V"
            : code.Contains("[Reference]", StringComparison.Ordinal) ? "[ExperimentTask(\"t\")] public sealed partial record T"
            : code.Contains("[KeyPart", StringComparison.Ordinal) || code.Contains("[NotInKey", StringComparison.Ordinal) ? "[ExperimentVariant(\"v\", Version = 2)] public sealed partial record V"
            : "[ExperimentRecord(\"r\")] public sealed partial record R";
        string key = head.Contains("Record(", StringComparison.Ordinal) || code.Contains("[KeyPart", StringComparison.Ordinal) ? "" : "[KeyPart] public int Other { get; init; }";
        return $"{Usings}{head} {{ {key}\n{code}\n}}";
    }

    [GeneratedRegex("^```csharp\n(?<code>.*?)^```$", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Code();

    [GeneratedRegex(@"^(\[[^\n]*\] )?(public|internal) [a-z ]*\b(class|record|struct|enum) ", RegexOptions.Multiline)]
    private static partial Regex Declares();
}
