namespace TrialKeep.Runtime.Tests.Samples;

[PromptTemplate("{{literal}} {Count}: {text} at {when}, {day} {text} {ratio} {price} {yes} {c} {id} {date} {span} {uri} {version}\r\nend")]
internal readonly partial record struct Declared(
    int Count, string Text, DateTimeOffset When, DayOfWeek Day, double Ratio, decimal Price, bool Yes, char C, Guid Id, DateOnly Date, TimeSpan Span, Uri Uri, Version Version);

[PromptTemplate("no holes")]
internal readonly partial record struct Holeless;

[PromptTemplate("{event}{x}")]
internal readonly partial record struct KeywordHole;

[PromptTemplate("{price:F2}|{price}|{when:yyyy-MM}|{count:X4}|{items}|{items:, }|{ids:N}{{:}}")]
internal readonly partial record struct Formatted(decimal Price, DateTimeOffset When, int Count, IReadOnlyList<double> Items, System.Collections.Immutable.ImmutableArray<Guid> Ids);

[PromptTemplate]
[Message("system", "You answer {style}.\r\nAlways.")]
[Message("user", "{question} {{x}}"), Message("assistant", "")]
[Message("user", "{style}: {question}")]
internal readonly partial record struct Chat;

[ExperimentVariant("chatting")]
internal sealed partial record Chatting
{
    [KeyPart] public required Chat Chat { get; init; }
    [KeyPart] public Formatted Formatted { get; init; } = new(1.005m, default, 10, [0.5, -0.0], []);
}
