namespace TrialKeep.Runtime.Tests.Samples;

[PromptTemplate("{{literal}} {Count}: {text} at {when}, {day} {text} {ratio} {price} {yes} {c} {id} {date} {span} {uri} {version}\r\nend")]
internal readonly partial record struct Declared(
    int Count, string Text, DateTimeOffset When, DayOfWeek Day, double Ratio, decimal Price, bool Yes, char C, Guid Id, DateOnly Date, TimeSpan Span, Uri Uri, Version Version);

[PromptTemplate("no holes")]
internal readonly partial record struct Holeless;

[PromptTemplate("{event}{x}")]
internal readonly partial record struct KeywordHole;
