using System.Collections;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using TrialKeep.Generator.Tests.Harness;

namespace TrialKeep.Generator.Tests;

public sealed class IncrementalTests
{
    private const string Part = "using TrialKeep; public enum E { A } [ExperimentPart] public sealed partial record P { [KeyPart] public E E { get; init; } }";

    private const string Task = """
        using TrialKeep;
        public abstract record Base { [KeyPart] public int B { get; init; } }
        [ExperimentTask("t")] public sealed partial record T : Base
        {
            [KeyPart] public P? Part { get; init; }
            public int Twice() { return 2; }
        }
        [PromptTemplate("{a}")] public readonly partial record struct Q;
        """;

    [Fact]
    public void An_edit_in_an_unrelated_file_changes_no_model()
    {
        Compiled before = Compiled.From(Part, Task, "class Unrelated { }");
        Compiled after = before.Then(Replace(before.Input, 2, "class Unrelated { int x = 1; }"));
        Assert.All(Reasons(after), static reason => Assert.True(reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged));
        Assert.All(SourceReasons(after), static reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
    }

    [Theory]
    [InlineData("using TrialKeep;", "using TrialKeep;\n\n   // a comment\n")]
    [InlineData("return 2;", "return 2 + 0;")]
    [InlineData("[KeyPart] public P?", "[KeyPart]\n    public   P?")]
    public void White_space_comments_and_bodies_emit_nothing_again(string from, string to)
    {
        Compiled before = Compiled.From(Part, Task);
        Compiled after = before.Then(Replace(before.Input, 1, Task.Replace(from, to, StringComparison.Ordinal)));
        Assert.All(SourceReasons(after), static reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
    }

    [Theory]
    [InlineData(0, "enum E { A }", "enum E { A, B }")]
    [InlineData(0, "[KeyPart] public E E", "[KeyPart(Name = \"F\")] public E E")]
    [InlineData(1, "[KeyPart] public int B", "[KeyPart] public long B")]
    public void An_edit_of_what_a_type_holds_reaches_it(int file, string from, string to)
    {
        Compiled before = Compiled.From(Part, Task);
        string source = (file == 0 ? Part : Task).Replace(from, to, StringComparison.Ordinal);
        Compiled after = before.Then(Replace(before.Input, file, source));
        Assert.Contains(IncrementalStepRunReason.Modified, SourceReasons(after));
        Assert.NotEqual(FingerprintOf(before), FingerprintOf(after));
    }

    [Theory]
    [InlineData("public P? Part", "public P? Renamed", false)]
    [InlineData("ExperimentTask(\"t\")", "ExperimentTask(\"t\", Version = 2)", false)]
    [InlineData("record T ", "record Other ", true)]
    public void A_fingerprint_changes_with_what_is_stored_only(string from, string to, bool same)
    {
        string before = FingerprintOf(Compiled.From(Part, Task));
        string after = FingerprintOf(Compiled.From(Part, Task.Replace(from, to, StringComparison.Ordinal)));
        Assert.Equal(same, before == after);
    }

    [Fact]
    public void Output_does_not_depend_on_the_order_of_files()
    {
        string[] files = ["using TrialKeep; public sealed partial record R { public int B { get; init; } }", "using TrialKeep; [ExperimentRecord(\"r\")] public sealed partial record R { public int A { get; init; } }"];
        Assert.Equal(Compiled.From(files).Files, Compiled.From([.. files.Reverse()]).Files);
        Assert.Contains("\"{\\\"a\\\":\"u8", Compiled.From(files).Files.Single().Value, StringComparison.Ordinal);
    }

    [Fact]
    public void Output_does_not_depend_on_the_culture_of_the_compiler()
    {
        var expected = Shapes.All.Select(shape => Compiled.From(shape.Value).Files).ToArray();
        var before = System.Globalization.CultureInfo.CurrentCulture;
        var culture = (System.Globalization.CultureInfo)System.Globalization.CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat.NegativeSign = "\u2212";
        culture.NumberFormat.NumberDecimalSeparator = ",";
        System.Globalization.CultureInfo.CurrentCulture = culture;
        try
        {
            Assert.Equal(expected, Shapes.All.Select(shape => Compiled.From(shape.Value).Files));
        }
        finally
        {
            System.Globalization.CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Line_ends_of_the_source_change_nothing()
    {
        foreach (string source in Shapes.All.Values)
        {
            Assert.Equal(Compiled.From(source).Files, Compiled.From(source.Replace("\n", "\r\n", StringComparison.Ordinal)).Files);
        }
    }

    [Fact]
    public void Models_hold_no_symbol_syntax_or_location()
    {
        foreach (string source in Shapes.All.Values)
        {
            foreach (object model in Models(Compiled.From(source))) Walk(model, []);
        }
    }

    [Fact]
    public void Hint_names_differ_also_when_names_differ_only_in_case()
    {
        Compiled compiled = Compiled.From(
            """
            using TrialKeep;
            [ExperimentRecord("a")] public sealed partial record Abc { }
            [ExperimentRecord("b")] public sealed partial record abc { }
            [ExperimentRecord("c")] public sealed partial record ABC { }
            namespace N { [ExperimentRecord("d")] public sealed partial record Abc { } }
            """);
        Assert.Equal(4, compiled.Files.Count);
        Assert.Equal(4, compiled.Files.Keys.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.DoesNotContain(compiled.Complaints, d => d.Id != "CS8981");
    }

    [Fact]
    public void Code_without_annotations_gets_nothing() => Assert.Empty(Compiled.From("public partial record R(int A);").Files);

    private static CSharpCompilation Replace(CSharpCompilation compilation, int file, string source)
    {
        SyntaxTree old = compilation.SyntaxTrees[file];
        return compilation.ReplaceSyntaxTree(old, Compiled.Tree(source, old.FilePath));
    }

    private static IEnumerable<IncrementalStepRunReason> Reasons(Compiled compiled) =>
        Steps(compiled).SelectMany(s => s.Outputs).Select(o => o.Reason);

    private static IEnumerable<IncrementalStepRunReason> SourceReasons(Compiled compiled) => compiled.Result.Results[0].TrackedOutputSteps
        .SelectMany(step => step.Value)
        .Where(step => step.Inputs.Any(input => input.Source.Name is ExperimentGenerator.TypeStep or ExperimentGenerator.TemplateStep))
        .SelectMany(step => step.Outputs)
        .Select(o => o.Reason);

    private static IEnumerable<object> Models(Compiled compiled) => Steps(compiled).SelectMany(s => s.Outputs).Select(o => o.Value);

    private static IEnumerable<IncrementalGeneratorRunStep> Steps(Compiled compiled)
    {
        var tracked = compiled.Result.Results[0].TrackedSteps;
        return new[] { ExperimentGenerator.TypeStep, ExperimentGenerator.TemplateStep, ExperimentGenerator.SchemaStep }.Where(tracked.ContainsKey).SelectMany(name => tracked[name]);
    }

    private static string FingerprintOf(Compiled compiled)
    {
        string source = compiled.Files.Values.Single(s => s.Contains("ExperimentSchema(\"t\"", StringComparison.Ordinal));
        int end = source.IndexOf("\")]", StringComparison.Ordinal);
        return source[(end - 16)..end];
    }

    private static void Walk(object? node, HashSet<object> seen)
    {
        if (node is null or string || node.GetType().IsPrimitive || node.GetType().IsEnum || !seen.Add(node)) return;
        Assert.False(node is ISymbol or SyntaxNode or SyntaxTree or Location or Compilation or SemanticModel or Diagnostic, node.GetType().FullName);
        if (node is IEnumerable items)
        {
            foreach (object? item in items) Walk(item, seen);
        }

        for (Type? type = node.GetType(); type is not null && type != typeof(object); type = type.BaseType)
        {
            foreach (FieldInfo field in type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)) Walk(field.GetValue(node), seen);
        }
    }
}
