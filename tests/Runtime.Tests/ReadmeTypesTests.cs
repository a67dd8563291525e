using System.Text;
using TrialKeep.Runtime.Codecs;
using TrialKeep.Runtime.Keys;
using TrialKeep.Runtime.Schemas;
using TrialKeep.Runtime.Tests.Samples;

namespace TrialKeep.Runtime.Tests;

public sealed class ReadmeTypesTests
{
    private static WordProblem Problem { get; } = new() { Id = "p-1", Prompt = new("What is 1 + 1?"), Answer = 2.0m, Topic = "sums" };

    [Fact]
    public void A_task_is_written_in_the_order_of_its_members()
    {
        string json = Encoding.UTF8.GetString(Json.Write(Problem));
        Assert.Equal(
            "{\"id\":\"p-1\",\"prompt\":{\"template\":\"" + Template<Prompt>().Id.Id + "\",\"arguments\":{\"question\":\"What is 1 + 1?\"}},"
            + "\"systemPrompt\":null,\"answer\":2.0,\"topic\":\"sums\",\"source\":null}",
            json);
    }

    [Fact]
    public void What_was_written_reads_back_as_the_same_value() => Assert.Equal(Problem, Json.Read<WordProblem>(Json.Write(Problem)));

    [Fact]
    public void A_member_outside_the_key_does_not_change_it()
    {
        Assert.Equal(Key.Of(Problem), Key.Of(Problem with { Answer = 3, Topic = null, Source = "x" }));
        Assert.NotEqual(Key.Of(Problem), Key.Of(Problem with { Prompt = new("What is 1 + 2?") }));
        Assert.NotEqual(Key.Of(Problem), Key.Of(Problem with { Id = "p-2" }));
        Assert.NotEqual(Key.Of(Problem), Key.Of(Problem with { SystemPrompt = "" }));
    }

    [Fact]
    public void A_row_of_a_data_set_ignores_members_that_it_does_not_know()
    {
        Row row = Json.Read<Row>("{\"id\":\"a\",\"question\":\"q\",\"answer\":5,\"other\":[1,{\"x\":null}]}"u8);
        Assert.Equal(new Row { Id = "a", Question = "q", Answer = 5 }, row);
    }

    [Fact]
    public void The_schema_tells_members_and_roles()
    {
        Schema schema = SchemaOf<WordProblem>();
        Assert.Equal("word-problems", schema.Id);
        Assert.Equal(SchemaKind.Task, schema.Kind);
        Assert.Equal(16, schema.Fingerprint.Length);
        Assert.Equal([MemberRole.ItemId, MemberRole.KeyPart, MemberRole.KeyPart, MemberRole.Reference, MemberRole.NotInKey, MemberRole.NotInKey], schema.Members.Select(m => m.Role));
        Assert.True(schema.Members[4].IsSlice);
        Assert.Equal("s", SchemaOf<Answer>().Members[1].Unit);
    }

    [Fact]
    public void The_view_of_a_task_has_its_key_parts_and_nothing_else() =>
        Assert.Equal(["Id", "Prompt", "SystemPrompt"], typeof(WordProblem.Input).GetProperties().Select(p => p.Name));

    [Fact]
    public void A_template_renders_its_arguments() =>
        Assert.Equal("Solve step by step, then give the number after '####'.\n\nQuestion: {x}", new Prompt("{x}").Render());

    [Fact]
    public void A_template_that_was_never_initialised_is_refused_everywhere()
    {
        Prompt never = default;
        Assert.Contains("Prompt", Assert.Throws<InvalidOperationException>(() => never.Render()).Message, StringComparison.Ordinal);
        Assert.Contains("Prompt", Assert.Throws<ExperimentDataException>(() => Json.Write(never)).Message, StringComparison.Ordinal);
        Assert.Contains("Prompt", Assert.Throws<ExperimentDataException>(() => Key.Of(never)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_item_is_the_id_and_references_are_apart_from_the_key()
    {
        Assert.Equal("p-1", ItemOf(Problem));
        Assert.Equal(References(Problem), References(Problem with { Topic = "other" }));
        Assert.NotEqual(References(Problem), References(Problem with { Answer = 2.00m }));
    }

    private static TrialKeep.Runtime.Templates.Template Template<T>()
        where T : TrialKeep.Runtime.Templates.IPromptTemplate<T> => T.Template;

    private static Schema SchemaOf<T>()
        where T : ISchema<T> => T.Schema;

    private static string? ItemOf<T>(T task)
        where T : IExperimentTask<T> => T.GetItemId(task);

    private static Digest References<T>(T task)
        where T : IExperimentTask<T>
    {
        KeyWriter writer = KeyWriter.Rent();
        T.WriteReferences(ref writer, task);
        Digest digest = writer.ToDigest();
        writer.Return();
        return digest;
    }
}
