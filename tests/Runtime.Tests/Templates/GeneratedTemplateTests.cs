using System.Text;
using System.Text.Json;
using TrialKeep.Runtime.Codecs;
using TrialKeep.Runtime.Keys;
using TrialKeep.Runtime.Templates;
using TrialKeep.Runtime.Tests.Samples;

namespace TrialKeep.Runtime.Tests.Templates;

public sealed class GeneratedTemplateTests
{
    private static Declared Full => new(
        -3, "{x}", new(2026, 1, 31, 12, 0, 0, TimeSpan.FromHours(2)), DayOfWeek.Friday, -0.5, 1.50m, true, 'c', Guid.Empty, new(2026, 1, 31), TimeSpan.FromSeconds(-1.5), new("a/b", UriKind.Relative), new(1, 2));

    [Theory]
    [InlineData("")]
    [InlineData("fi-FI")]
    [InlineData("ar-SA")]
    public void Values_of_every_type_are_rendered_without_culture(string culture)
    {
        using (new CultureScope(culture))
        {
            Assert.Equal(
                "{literal} -3: {x} at 2026-01-31T10:00:00.0000000+00:00, Friday {x} -0.5 1.50 true c 00000000-0000-0000-0000-000000000000 2026-01-31 -00:00:01.5000000 a/b 1.2\nend",
                Full.Render());
        }
    }

    [Fact]
    public void A_template_comes_back_from_JSON()
    {
        Assert.Equal(Full, Json.Read<Declared>(Json.Write(Full)));
        Assert.Equal(new KeywordHole("a", "b"), Json.Read<KeywordHole>(Json.Write(new KeywordHole("a", "b"))));
        Assert.Equal("no holes", Json.Read<Holeless>(Json.Write(new Holeless())).Render());
    }

    [Fact]
    public void What_is_stored_renders_to_the_same_text_without_the_type()
    {
        KeywordHole prompt = new("one \"quoted\"", "two\n");
        using JsonDocument stored = JsonDocument.Parse(Json.Write(prompt));
        Assert.Equal(TemplateOf<KeywordHole>().Id.Id.ToString(), stored.RootElement.GetProperty("template").GetString());
        var arguments = stored.RootElement.GetProperty("arguments").EnumerateObject().ToDictionary(p => p.Name, p => p.Value.GetString()!);
        Assert.Equal(prompt.Render(), TemplateOf<KeywordHole>().Render(arguments));
    }

    [Fact]
    public void Line_ends_of_the_source_do_not_reach_the_template() => Assert.EndsWith("\nend", TemplateOf<Declared>().Messages.Single().Text, StringComparison.Ordinal);

    [Theory]
    [InlineData("""{"template":"TEMPLATE","arguments":{"event":"a"}}""", "demands the member \"x\"")]
    [InlineData("""{"template":"TEMPLATE","arguments":{"event":"a","event":"b"}}""", "stands twice")]
    [InlineData("""{"template":"TEMPLATE","arguments":{"event":"a","x":null}}""", "can not be null")]
    [InlineData("""{"template":"TEMPLATE","arguments":{"event":"a","x":"b","y":"c"}}""", "no hole of this name")]
    [InlineData("""{"template":"TEMPLATE","arguments":{"event":"a","x":"b"},"more":1}""", "only \"template\" and \"arguments\"")]
    [InlineData("""{"arguments":{}}""", "comes first")]
    public void Arguments_are_read_strictly(string json, string says)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(json.Replace("TEMPLATE", TemplateOf<KeywordHole>().Id.Id.ToString(), StringComparison.Ordinal));
        Assert.Contains(says, Assert.Throws<ExperimentDataException>(() => Json.Read<KeywordHole>(utf8)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_null_argument_is_refused()
    {
        Assert.Throws<ArgumentNullException>(() => new KeywordHole(null!, "b"));
        Declared lie = Full with { Text = null! };
        Assert.Throws<ExperimentDataException>(() => lie.Render());
        Assert.Throws<ExperimentDataException>(() => Key.Of(lie));
        Assert.Throws<ExperimentDataException>(() => Json.Write(lie));
    }

    [Fact]
    public void Another_argument_is_another_key()
    {
        Assert.NotEqual(Key.Of(new KeywordHole("a", "b")), Key.Of(new KeywordHole("b", "a")));
        Assert.NotEqual(Key.Of(Full), Key.Of(Full with { Price = 1.5m }));
    }

    private static Template TemplateOf<T>()
        where T : IPromptTemplate<T> => T.Template;
}
