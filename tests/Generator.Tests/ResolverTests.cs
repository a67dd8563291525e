using Microsoft.CodeAnalysis;
using TrialKeep.Generator.Tests.Harness;

namespace TrialKeep.Generator.Tests;

public sealed class ResolverTests
{
    private const string Two = "using TrialKeep; [ExperimentRecord(\"r\")] public sealed partial record R { public int A { get; init; } } namespace N { [ExperimentPart] internal partial struct P { public int B { get; set; } } [PromptTemplate(\"{a}\")] public readonly partial record struct T; }";

    [Fact]
    public void All_types_with_a_codec_are_listed_in_the_order_of_their_names()
    {
        string text = Compiled.From(Two).Resolver!;
        Assert.Contains("public static class SubjectJson", text, StringComparison.Ordinal);
        Assert.Contains(
            """
                    .AddValue<global::N.P>()
                    .AddValue<global::N.T>()
                    .Add<global::R>();
            """, text, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_types_there_is_no_list()
    {
        Assert.Null(Compiled.From("public partial record R(int A);").Resolver);
        Assert.Null(Compiled.From("using TrialKeep; [ExperimentPart] public sealed partial record Open<T> { public T? A { get; init; } }").Resolver);
    }

    [Fact]
    public void It_is_internal_where_every_type_is() => Assert.Contains("internal static class SubjectJson", Compiled.From("using TrialKeep; [ExperimentPart] sealed partial record R { public int A { get; init; } }").Resolver!, StringComparison.Ordinal);

    [Fact]
    public void A_new_member_does_not_print_the_list_again()
    {
        Compiled before = Compiled.From(Two);
        Compiled after = before.Then(before.Input.ReplaceSyntaxTree(before.Input.SyntaxTrees[0], Compiled.Tree(Two.Replace("int A", "int C", StringComparison.Ordinal), "File0.cs")));
        var step = Assert.Single(after.Result.Results[0].TrackedSteps[ResolverSteps.Step]);
        Assert.All(step.Outputs, static o => Assert.True(o.Reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged));
    }
}
