using System.Collections;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using TrialKeep.Generator.Tests.Harness;

namespace TrialKeep.Generator.Tests.Fingerprints;

/// <summary>What is computed when.</summary>
public sealed class FingerprintStepTests
{
    private const string Solver = "using TrialKeep; [CodeFingerprint] public static partial class Solver { public static int Answer() => Helper.Do(); }";
    private const string Helper = "public static class Helper { public static int Do() => 1; }";
    private const string Unrelated = "class Unrelated { int F() => 1; }";

    [Theory]
    [InlineData("true")]
    [InlineData("True")]
    public void A_design_time_build_computes_nothing_and_its_property_refuses_to_run(string value)
    {
        Compiled compiled = Compiled.From(Compiled.Compilation(Solver, Helper), options: new Options(value));
        Assert.False(compiled.Result.Results[0].TrackedSteps.ContainsKey(FingerprintSteps.ComputeStep));
        Assert.DoesNotContain(compiled.Output.GetDiagnostics(), static d => d.Severity == DiagnosticSeverity.Error);
        Assert.Empty(FingerprintText.All(compiled));
        PropertyInfo property = compiled.Load().GetType("Solver")!.GetProperty("Fingerprint")!;
        Exception? thrown = Assert.Throws<TargetInvocationException>(() => property.GetValue(null)).InnerException;
        Assert.Contains("Solver", Assert.IsType<InvalidOperationException>(thrown).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_edit_in_a_design_time_build_emits_nothing_again_even_in_what_is_fingerprinted()
    {
        Compiled before = Compiled.From(Compiled.Compilation(Solver, Helper), options: new Options("true"));
        Compiled after = before.Then(Replace(before.Input, 0, Solver.Replace("Helper.Do()", "Helper.Do() + 1", StringComparison.Ordinal)));
        Assert.False(after.Result.Results[0].TrackedSteps.ContainsKey(FingerprintSteps.ComputeStep));
        Assert.All(Outputs(after), static reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
    }

    [Theory]
    [InlineData("")]
    [InlineData("false")]
    public void A_real_build_computes_each_once(string value)
    {
        Compiled compiled = Compiled.From(Compiled.Compilation(Solver, Helper), options: new Options(value));
        Assert.Single(compiled.Result.Results[0].TrackedSteps[FingerprintSteps.ComputeStep]);
        Assert.Single(FingerprintText.All(compiled));
    }

    [Fact]
    public void Without_an_annotation_nothing_is_computed()
    {
        Compiled compiled = Compiled.From(Helper, Unrelated);
        Assert.False(compiled.Result.Results[0].TrackedSteps.ContainsKey(FingerprintSteps.ComputeStep));
        Assert.Empty(compiled.Files);
    }

    [Theory]
    [InlineData(2, "=> 1", "=> 2", IncrementalStepRunReason.Cached)]
    [InlineData(1, "=> 1", "=> /* one */ 1", IncrementalStepRunReason.Cached)]
    [InlineData(1, "=> 1", "=> 2", IncrementalStepRunReason.Modified)]
    public void Only_an_edit_of_what_is_called_emits_again(int file, string from, string to, IncrementalStepRunReason expected)
    {
        string[] sources = [Solver, Helper, Unrelated];
        Compiled before = Compiled.From(sources);
        Compiled after = before.Then(Replace(before.Input, file, sources[file].Replace(from, to, StringComparison.Ordinal)));
        Assert.Equal(expected, Assert.Single(Outputs(after)));
        Assert.Equal(expected == IncrementalStepRunReason.Cached, FingerprintText.Only(before) == FingerprintText.Only(after));
    }

    [Fact]
    public void Models_hold_no_symbol_syntax_or_location()
    {
        var tracked = Compiled.From(Solver, Helper).Result.Results[0].TrackedSteps;
        foreach (string step in (string[])[FingerprintSteps.TargetStep, FingerprintSteps.ComputeStep, FingerprintSteps.ModelStep])
        {
            foreach (object model in tracked[step].SelectMany(static s => s.Outputs).Select(static o => o.Value)) Walk(model, []);
        }
    }

    private static IEnumerable<IncrementalStepRunReason> Outputs(Compiled compiled) => compiled.Result.Results[0].TrackedOutputSteps
        .SelectMany(static step => step.Value)
        .Where(static step => step.Inputs.Any(static input => input.Source.Name == FingerprintSteps.ModelStep))
        .SelectMany(static step => step.Outputs)
        .Select(static output => output.Reason);

    private static CSharpCompilation Replace(CSharpCompilation compilation, int file, string source)
    {
        SyntaxTree old = compilation.SyntaxTrees[file];
        return compilation.ReplaceSyntaxTree(old, Compiled.Tree(source, old.FilePath));
    }

    private static void Walk(object? node, HashSet<object> seen)
    {
        if (node is null or string || node.GetType().IsPrimitive || !seen.Add(node)) return;
        Assert.False(node is ISymbol or SyntaxNode or SyntaxTree or Location or Compilation or SemanticModel or Diagnostic, node.GetType().FullName);
        if (node is IEnumerable items)
        {
            foreach (object? item in items) Walk(item, seen);
        }

        foreach (FieldInfo field in node.GetType().GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)) Walk(field.GetValue(node), seen);
    }

    private sealed class Options(string designTime) : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions { get; } = new Global(designTime);

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => GlobalOptions;

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => GlobalOptions;

        private sealed class Global(string designTime) : AnalyzerConfigOptions
        {
            public override bool TryGetValue(string key, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out string? value)
            {
                value = key == "build_property.DesignTimeBuild" ? designTime : null;
                return value is not null;
            }
        }
    }
}
