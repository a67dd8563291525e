using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using TrialKeep.Runtime.Codecs;
using TrialKeep.Runtime.Columns;
using TrialKeep.Runtime.Schemas;
using TrialKeep.Runtime.Tests.Samples;

namespace TrialKeep.Runtime.Tests.Columns;

public sealed class ColumnTests
{
    private static readonly Columned s_record = new()
    {
        Reason = "stop", Ending = Ending.Stop, Rights = Rights.Read | Rights.Write, Latency = 1.5, Cost = 0.25m, Wait = TimeSpan.FromSeconds(2), Tokens = 7, Cached = true,
        At = new(2026, 1, 31, 12, 0, 0, TimeSpan.FromHours(1)),
    };

    [Fact]
    public void Every_marked_member_has_a_column_as_SQL_declares_it() => Assert.Equal(
        [
            "\"reason\" TEXT", "\"ending\" TEXT", "\"rights\" TEXT", "\"latency\" REAL", "\"cost\" REAL", "\"wait\" INTEGER", "\"Tokens \"\"out\"\"\" INTEGER",
            "\"cached\" INTEGER", "\"at\" TEXT", "\"letter\" TEXT", "\"inner\" INTEGER",
        ],
        ColumnsOf<Columned>().Select(static c => c.SqlDeclaration));

    [Fact]
    public void A_column_reads_its_member_from_JSON_as_from_the_value()
    {
        foreach (Columned record in new[] { s_record, s_record with { Reason = null, Rights = null }, s_record with { Reason = "a \"quoted\"\n…" } })
        {
            Dictionary<Column<Columned>, ColumnValue> found = [];
            JsonSpanReader reader = new(Json.Write(record));
            reader.BeginObject();
            while (reader.NextMember(out ReadOnlySpan<byte> name))
            {
                string text = System.Text.Encoding.UTF8.GetString(name);
                if (ColumnsOf<Columned>().SingleOrDefault(column => column.IsNamed(System.Text.Encoding.UTF8.GetBytes(text))) is { } column) found.Add(column, column.ReadJson(ref reader));
                else reader.Skip();
            }

            Assert.Equal(ColumnsOf<Columned>().Select(column => column.Read(record)), ColumnsOf<Columned>().Select(column => found[column]));
            Assert.All(ColumnsOf<Columned>(), static column => Assert.True(column.ReadsJson));
        }
    }

    [Fact]
    public void A_column_holds_what_the_JSON_says() => Assert.Equal(
        ["stop", "stopped", "Read, Write", "1.5", "0.25", "20000000", "7", "1", "2026-01-31T11:00:00.0000000Z", "a", "5"],
        ColumnsOf<Columned>().Select(static c => c.Read(s_record).ToString()));

    [Fact]
    public void Types_without_marks_have_no_columns() => Assert.Empty(ColumnsOf<Row>());

    [Fact]
    public void Conditions_hold_as_in_CSharp()
    {
        // Compared with the literal the compiler would take the column itself for null: IsNull() says it better.
        string? none = null;
        Columned empty = s_record with { Reason = null, Latency = double.NaN, Rights = null };
        Holds(Columned.Columns.Reason == "stop", s_record, empty);
        Holds(Columned.Columns.Reason != "stop", empty, s_record);
        Holds(Columned.Columns.Reason == none, empty, s_record);
        Holds(Columned.Columns.Reason != none, s_record, empty);
        Holds(Columned.Columns.Reason.IsNull(), empty, s_record);
        Holds(Columned.Columns.Reason.In("a", "stop"), s_record, empty);
        Holds(Columned.Columns.Reason.In("a", null), empty, s_record);
        Holds(Columned.Columns.Ending == Ending.Stop, s_record, s_record with { Ending = Ending.Length });
        Holds(Columned.Columns.Rights == (Rights.Write | Rights.Read), s_record, empty);
        Holds(Columned.Columns.Latency < 2, s_record, empty);
        Holds(!(Columned.Columns.Latency < 2), empty, s_record);
        Holds(Columned.Columns.Latency <= 1.5 & Columned.Columns.Tokens > 6, s_record, s_record with { Tokens = 6 });
        Holds(Columned.Columns.Latency > 1.5 | Columned.Columns.Tokens >= 7, s_record, s_record with { Tokens = 6 });
        Holds(Columned.Columns.At < new DateTimeOffset(2026, 1, 31, 11, 0, 1, TimeSpan.Zero), s_record, s_record with { At = s_record.At.AddSeconds(2) });
        Assert.False((Columned.Columns.Reason > "a").Matches(empty));
    }

    [Fact]
    public void A_visitor_sees_the_whole_condition() => Assert.Equal(
        "or(or(not(\"reason\" Equal stop), and(null(\"tokens\"), \"latency\" GreaterOrEqual 2)), \"cached\" in 1,0)",
        (Columned.Columns.Reason != "stop" | (new TokensColumn().IsNull() & Columned.Columns.Latency >= 2) | Columned.Columns.Cached.In(true, false)).Accept(new Shown()));

    [Fact]
    public void Texts_are_in_the_order_of_their_UTF_8() => Check.QuickThrowOnFailure(Prop.ForAll(ArbMap.Default.ArbFor<(int, int, int, int)>(), static drawn =>
    {
        string left = Text(drawn.Item1, drawn.Item2);
        string right = Text(drawn.Item3, drawn.Item4);
        int bytes = System.Text.Encoding.UTF8.GetBytes(left).AsSpan().SequenceCompareTo(System.Text.Encoding.UTF8.GetBytes(right));
        Assert.Equal(Math.Sign(bytes), Math.Sign(ColumnValue.Compare(ColumnValue.Of(left), ColumnValue.Of(right))!.Value));
    }));

    [Fact]
    public void CSV_has_a_head_and_quotes_what_needs_it()
    {
        using StringWriter text = new();
        CsvTable.Write([new Answer { Latency = 0.5, FinishReason = "a,\"b\"\n" }, new Answer { Latency = double.NaN, FinishReason = "" }, new Answer { FinishReason = null }], text);
        Assert.Equal("latency,finishReason\n0.5,\"a,\"\"b\"\"\n\"\n,\"\"\n0,\n", text.ToString());
        Assert.Throws<ArgumentException>(() => CsvTable.Write<Row>([], text));
    }

    [Theory]
    [InlineData("fi-FI")]
    [InlineData("ar-SA")]
    public void No_culture_reaches_a_column(string culture)
    {
        using (new CultureScope(culture)) A_column_holds_what_the_JSON_says();
    }

    [Fact]
    public void A_schema_is_described_as_JSON()
    {
        string json = SchemaDescription.Json(SchemaOf<Answer>());
        Assert.Contains("\"id\": \"word-problems.answer\",\n  \"kind\": \"record\",", json, StringComparison.Ordinal);
        Assert.Contains("\"name\": \"latency\",\n      \"type\": \"double\",\n      \"form\": \"number\",\n      \"measurement\": true,\n      \"unit\": \"s\",\n      \"better\": \"lower\"", json, StringComparison.Ordinal);
        Assert.Contains("\"keyName\": \"Id\"", SchemaDescription.Json(SchemaOf<WordProblem>()), StringComparison.Ordinal);
    }

    private static void Holds(Condition<Columned> condition, Columned meets, Columned fails)
    {
        Assert.True(condition.Matches(meets));
        Assert.False(condition.Matches(fails));
    }

    private static string Text(int first, int second)
    {
        int[] points = [0x41, 0x7FF, 0xD7FF, 0xE000, 0xFF5E, 0x10000, 0x1F600, 0x10FFFF];
        return char.ConvertFromUtf32(points[first & 7]) + char.ConvertFromUtf32(points[second & 7]);
    }

    private static ImmutableArray<Column<T>> ColumnsOf<T>()
        where T : ISchema<T> => T.Columns;

    private static Schema SchemaOf<T>()
        where T : ISchema<T> => T.Schema;

    private sealed class TokensColumn() : Column<Columned>("tokens", ColumnAffinity.Integer, isNullable: false)
    {
        public override ColumnValue Read(Columned record) => ColumnValue.Of(record.Tokens);
    }

    private sealed class Shown : IConditionVisitor<string>
    {
        public string Compare(Column column, Comparison comparison, ColumnValue value) => $"{column.SqlName} {comparison} {value}";

        public string In(Column column, ImmutableArray<ColumnValue> values) => $"{column.SqlName} in {string.Join(',', values)}";

        public string IsNull(Column column) => $"null({column.SqlName})";

        public string And(string left, string right) => $"and({left}, {right})";

        public string Or(string left, string right) => $"or({left}, {right})";

        public string Not(string condition) => $"not({condition})";
    }
}
