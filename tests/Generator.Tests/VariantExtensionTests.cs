using TrialKeep.Generator.Tests.Harness;

namespace TrialKeep.Generator.Tests;

public sealed class VariantExtensionTests
{
    private const string Use = """

        public static class Program
        {
            public static string? Main2() => new TrialKeep.Experiment<WordProblem, Answer>()
                .Variant("model-x", new ChatVariant { Model = "x" }, (input, context, cancellation) => System.Threading.Tasks.Task.FromResult(new Answer { Text = input.Prompt.Render() + input.Id }), code: TrialKeep.Code.Version("1"))
                .Last;
        }
        """;

    [Fact]
    public void A_variant_is_added_through_the_view_of_the_task()
    {
        Compiled compiled = Compiled.From(Shapes.Readme + Use + Shapes.Stubs);
        Assert.Empty(compiled.Complaints);
        object? last = compiled.Load().GetType("Program")!.GetMethod("Main2")!.Invoke(null, null);
        Assert.Equal("model-x version:1", last);
    }

    [Fact]
    public void A_variant_can_not_see_a_label()
    {
        Compiled compiled = Compiled.From(Shapes.Readme + Use.Replace("input.Id", "input.Answer", StringComparison.Ordinal) + Shapes.Stubs);
        Assert.Contains(compiled.Complaints, d => d.Id == "CS1061");
    }

    [Fact]
    public void Without_the_orchestrator_there_is_no_extension() =>
        Assert.DoesNotContain(Compiled.From(Shapes.Readme).Files.Values, text => text.Contains("WordProblemVariants", StringComparison.Ordinal));

    [Fact]
    public void The_extension_is_as_visible_as_the_task()
    {
        string text = Compiled.From(Shapes.Readme.Replace("public sealed partial record WordProblem", "internal sealed partial record WordProblem", StringComparison.Ordinal) + Shapes.Stubs)
            .Files.Values.Single(t => t.Contains("WordProblemVariants", StringComparison.Ordinal));
        Assert.Contains("internal static class WordProblemVariants", text, StringComparison.Ordinal);
    }
}
