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
    public void A_polymorphic_task_has_a_view_of_each_type_and_the_references_of_each()
    {
        Compiled compiled = Compiled.From(Shapes.PolymorphicTask + Shapes.Stubs, """
            public static class Program
            {
                public static string? Main2()
                {
                    Question choice = new Choice { Id = "i", Text = "t", Options = ["a"], Answer = 1 };
                    Question open = new Open { Id = "i", Text = "t", Model = "m" };
                    string all = Item(choice) + Item(open) + References(choice) + References(open) + References<Plain>(new Plain(1, 2)) + References<Plain>(new Special(1, 3, 4));
                    all += TrialKeep.Runtime.Keys.Key.Of(choice) == TrialKeep.Runtime.Keys.Key.Of(choice with { Topic = "x" });
                    all += TrialKeep.Runtime.Keys.Key.Of(open) == TrialKeep.Runtime.Keys.Key.Of<Question>((Open)open with { Model = "n" });
                    all += TrialKeep.Runtime.Keys.Key.Of(open) == TrialKeep.Runtime.Keys.Key.Of(open with { Text = "u" });
                    all += TrialKeep.Runtime.Codecs.Json.Read<Question>(TrialKeep.Runtime.Codecs.Json.Write(open)) == open;
                    return all + See(choice) + See(open) + new TrialKeep.Experiment<Question, Out>()
                        .Variant("v", new Solved { A = 1 }, (input, context, cancellation) => System.Threading.Tasks.Task.FromResult(new Out { Text = input is Choice.Input some ? some.Options[0] : input.Text }), TrialKeep.Code.Version("1"))
                        .Last;
                }

                private static string See(Question task) => Question.Input.Of(task) switch
                {
                    Choice.Input choice => choice.Id + choice.Text + choice.Options.Length,
                    Open.Input open => open.GetType().GetProperties().Length + open.Text,
                    _ => "none",
                };

                private static string? Item<T>(T task) where T : TrialKeep.Runtime.Schemas.IExperimentTask<T> => T.GetItemId(task);

                private static int References<T>(T task) where T : TrialKeep.Runtime.Schemas.IExperimentTask<T>
                {
                    TrialKeep.Runtime.Keys.KeyWriter writer = TrialKeep.Runtime.Keys.KeyWriter.Rent();
                    T.WriteReferences(ref writer, task);
                    int length = writer.Written.Length;
                    writer.Return();
                    return length;
                }
            }

            [TrialKeep.ExperimentVariant("solved")] public sealed partial record Solved { [TrialKeep.KeyPart] public int A { get; init; } }
            [TrialKeep.ExperimentRecord("out")] public sealed partial record Out { public string? Text { get; init; } }
            """);
        Assert.Empty(compiled.Reported);
        Assert.Empty(compiled.Complaints);
        Assert.Equal("ii16151111TrueTrueFalseTrueit12tv version:1", compiled.Load().GetType("Program")!.GetMethod("Main2")!.Invoke(null, null));
    }

    [Fact]
    public void A_generic_task_has_its_view_and_its_columns_too()
    {
        Compiled compiled = Compiled.From(Shapes.Generics + Shapes.Stubs, """
            public static class Program
            {
                public static string? Main2()
                {
                    Ask<long> task = new() { Id = 7, Hint = 8, Answer = 9, Topic = 10 };
                    string all = Item(task) + (Ask<long>.Columns.Topic == 10).Matches(task);
                    Outcome<string, Grade?> outcome = new() { Value = "v", Grade = Grade.High };
                    all += (Outcome<string, Grade?>.Columns.Value == "v" & Outcome<string, Grade?>.Columns.Grade == Grade.High).Matches(outcome);
                    all += Columns(outcome) + Schema(outcome);
                    return all + new TrialKeep.Experiment<Ask<long>, Outcome<string, Grade?>>()
                        .Variant("v", new Solved { A = 1 }, (input, context, cancellation) => System.Threading.Tasks.Task.FromResult(new Outcome<string, Grade?> { Latency = input.Id + input.Hint }), TrialKeep.Code.Version("1"))
                        .Last;
                }

                private static string? Item<T>(T task) where T : TrialKeep.Runtime.Schemas.IExperimentTask<T> => T.GetItemId(task);
                private static int Columns<T>(T record) where T : TrialKeep.Runtime.Schemas.IExperimentRecord<T> => T.Columns.Length;
                private static string Schema<T>(T record) where T : TrialKeep.Runtime.Schemas.IExperimentRecord<T> => T.Schema.Id;
            }

            [TrialKeep.ExperimentVariant("solved")] public sealed partial record Solved { [TrialKeep.KeyPart] public int A { get; init; } }
            """);
        Assert.Empty(compiled.Complaints);
        Assert.Equal("7TrueTrue3outcome.textv version:1", compiled.Load().GetType("Program")!.GetMethod("Main2")!.Invoke(null, null));
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
