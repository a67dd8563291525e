using System.Text;
using FsCheck;
using FsCheck.Fluent;
using TrialKeep.Runtime.Codecs;
using TrialKeep.Runtime.Keys;
using TrialKeep.Runtime.Templates;
using TrialKeep.Runtime.Tests.Samples;

namespace TrialKeep.Runtime.Tests.Templates;

public sealed class ChatAndFormatTests
{
    private static Formatted Value => new(1234.567m, new(2026, 1, 31, 23, 30, 0, TimeSpan.FromHours(-1)), 255, [0.5, -0.0, 1e21], [Guid.Empty, Guid.Empty]);

    [Theory]
    [InlineData("")]
    [InlineData("fi-FI")]
    [InlineData("ar-SA")]
    public void Formats_and_lists_are_rendered_without_culture(string culture)
    {
        using (new CultureScope(culture))
        {
            Assert.Equal(
                "1234.57|1234.567|2026-02|00FF|0.5\n0\n1E+21|0.5, 0, 1E+21|00000000-0000-0000-0000-000000000000N00000000-0000-0000-0000-000000000000{:}",
                Value.Render());
        }
    }

    [Fact]
    public void Lists_may_be_empty_or_uninitialised() => Assert.Equal("0.00|0|0001-01|0000|||{:}", new Formatted(0, default, 0, [], default).Render());

    [Fact]
    public void A_chat_has_its_messages_in_order_with_roles()
    {
        Chat chat = new("briefly", "1 + 1?");
        Assert.Equal(
            [new("system", "You answer briefly.\nAlways."), new("user", "1 + 1? {x}"), new("assistant", ""), new PromptMessage("user", "briefly: 1 + 1?")],
            chat.RenderMessages());
        Assert.Equal("system:\nYou answer briefly.\nAlways.\n\nuser:\n1 + 1? {x}\n\nassistant:\n\n\nuser:\nbriefly: 1 + 1?", chat.Render());
        Assert.Equal(new PromptMessage(null, "no holes"), Assert.Single(new Holeless().RenderMessages()));
        Assert.Throws<InvalidOperationException>(() => default(Chat).RenderMessages());
    }

    [Fact]
    public void A_role_is_part_of_the_templates_id()
    {
        Template plain = new([new TemplateMessage("user", "a")]);
        Assert.NotEqual(plain.Id, new Template([new TemplateMessage("system", "a")]).Id);
        Assert.NotEqual(plain.Id, new Template("a").Id);
        Assert.Equal(["system", "user", "assistant", "user"], TemplateOf<Chat>().Messages.Select(static m => m.Role));
    }

    [Fact]
    public void The_stored_template_and_its_arguments_make_the_same_text() => Check.QuickThrowOnFailure(Prop.ForAll(
        ArbMap.Default.ArbFor<(NonNull<string>, NonNull<string>, decimal, DateTimeOffset, int, double[])>(), drawn =>
        {
            Chatting value = new()
            {
                Chat = new(Whole(drawn.Item1.Get), Whole(drawn.Item2.Get)),
                Formatted = new(drawn.Item3, drawn.Item4, drawn.Item5, drawn.Item6, [Guid.Empty]),
            };
            Chatting back = Json.Read<Chatting>(Json.Write(value));
            Assert.Equal(Key.Of(value), Key.Of(back));
            Same(value.Chat, back.Chat);
            Same(value.Formatted, back.Formatted);
        }));

    [Theory]
    [InlineData("""{"template":"T","arguments":{"price":1,"when":"2026-01-31T00:00:00Z","count":1,"items":[1,null],"ids":[]}}""", "not null")]
    [InlineData("""{"template":"T","arguments":{"price":1,"when":"2026-01-31T00:00:00Z","count":1,"items":null,"ids":[]}}""", "can not be null")]
    public void A_list_is_read_strictly(string json, string says)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(json.Replace("\"T\"", $"\"{TemplateOf<Formatted>().Id.Id}\"", StringComparison.Ordinal));
        Assert.Contains(says, Assert.Throws<ExperimentDataException>(() => Json.Read<Formatted>(utf8)).Message, StringComparison.Ordinal);
    }

    private static void Same<T>(T written, T read)
        where T : IPromptTemplate<T>
    {
        Assert.Equal(written.Render(), read.Render());
        Assert.Equal(written.Render(), T.Template.Render(read.RenderArguments()));
    }

    // A text with half of a surrogate pair can't be stored.
    private static string Whole(string text) => new([.. text.Where(static c => !char.IsSurrogate(c))]);

    private static Template TemplateOf<T>()
        where T : IPromptTemplate<T> => T.Template;
}
