using System.Globalization;
using TrialKeep.Runtime.Keys;
using TrialKeep.Storage.Catalog;
using TrialKeep.Storage.Runs;
using TrialKeep.Storage.Tests.Samples;

namespace TrialKeep.Storage.Tests.Catalog;

/// <summary>Which rows of the catalog count: those that a reader of the run goes by, whether they were indexed session by session or all at once.</summary>
public sealed class StandingTests : IDisposable
{
    private const int Sessions = 12;
    private const int LinesOfSession = 25;
    private readonly TemporaryFolder _folder = new();
    private ulong _state;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Rows_that_count_are_the_lines_that_win(int seed)
    {
        _state = (ulong)seed;
        using Store store = Store.Open(_folder.Store);
        StoredExperiment experiment = store.Experiment("sums");
        RecordReference source;
        RunSession elsewhere = experiment.Begin(Corpus.Manifest(1), Corpus.Start);
        await using (elsewhere) source = elsewhere.Writer.ReferenceTo(elsewhere.Writer.Record(Corpus.Envelope(0), new Reply("elsewhere")));
        RunSession first = experiment.Begin(Corpus.Manifest(2), Corpus.Start);
        RunId run = first.Id;
        await using (first) Append(first.Writer, source);
        for (int i = 1; i < Sessions; i++)
        {
            // Some sessions are indexed by themselves, others together with the next one.
            if (Draw(2) == 0) store.CatchUp();
            await using RunSession session = experiment.Continue(run, Corpus.Start);
            Append(session.Writer, source);
        }

        store.CatchUp();
        AssertWinners(experiment, run);
        string[] added = Rows();
        Assert.NotNull(store.Reindex());
        AssertWinners(experiment, run);
        Assert.Equal(added.Order(StringComparer.Ordinal), Rows().Order(StringComparer.Ordinal));
        Assert.Empty(store.Notices);
    }

    private void Append(RunWriter writer, RecordReference source)
    {
        for (int i = 0; i < LinesOfSession; i++)
        {
            KeyId key = KeyOf(Draw(6));
            switch (Draw(5))
            {
                case 0:
                    writer.Record(Corpus.Envelope(0, Draw(4)) with { Generation = key }, new Reply("right"));
                    break;
                case 1 or 2:
                    writer.Failure(Corpus.Envelope(0, Draw(4)) with { Generation = key }, new("late", "too late"));
                    break;
                case 3:
                    writer.Reuse(key, source);
                    break;
                default:
                    Question question = Corpus.Question(Draw(3));
                    writer.Task(Key.Of(question), question.Id, question with { Label = Text(Draw(9)) });
                    writer.Evaluation(Draw(2) == 0 ? "right" : "short", Digest.Of("e"u8)).Append(new StoredScore(key, source, default, default, Draw(1000), null, null, null, null, DateTimeOffset.UnixEpoch));
                    break;
            }
        }
    }

    private void AssertWinners(StoredExperiment experiment, RunId run)
    {
        using RunReader reader = experiment.Read(run);
        string[] winners = [.. Enumerable.Range(0, reader.Count).Select(i => reader.Index[i]).Select(one => $"{one.Key}|{reader.Index.Lines.Segments[one.Location.Segment].Name.Writer}|{Text(one.Location.Offset)}")];
        Assert.Equal(winners.Order(StringComparer.Ordinal), Ask("records", run).Concat(Ask("reuses", run)).Order(StringComparer.Ordinal));
        string[] tasks = [.. Enumerable.Range(0, reader.Index.Tasks.Count).Select(i => reader.Index.Tasks[i]).Select(one => $"{one.Key}|{reader.Index.Lines.Segments[one.Location.Segment].Name.Writer}|{Text(one.Location.Offset)}")];
        Assert.Equal(tasks.Order(StringComparer.Ordinal), Ask("tasks", run).Order(StringComparer.Ordinal));
        foreach (EvaluationName name in reader.Evaluations())
        {
            using EvaluationReader scores = reader.Evaluation(name);
            Assert.Equal(
                scores.All().Select(static score => $"{score.Generation}|{Text((long)score.Value!.Value)}").Order(StringComparer.Ordinal),
                Rows($"SELECT lower(hex(scores.key)) || '|' || CAST(value AS INTEGER) FROM scores JOIN evaluations ON evaluations.id = evaluation WHERE superseded = 0 AND name = '{name.Name}'").Order(StringComparer.Ordinal));
        }
    }

    private string[] Ask(string table, RunId run) => Rows($"SELECT lower(hex(key)) || '|' || writer || '|' || offset FROM {table} JOIN segments ON segments.id = segment JOIN runs ON runs.id = {table}.run WHERE superseded = 0 AND runs.run = '{run}'");

    private string[] Rows() =>
    [
        .. ((string[])["records", "reuses", "tasks", "scores"]).SelectMany(table =>
            Rows($"SELECT '{table} ' || hex(key) || ' ' || stream || ' ' || writer || ' ' || sequence || ' ' || superseded FROM {table} JOIN segments ON segments.id = segment")),
    ];

    private string[] Rows(string sql)
    {
        using Database database = new(Path.Combine(_folder.Store, CatalogSchema.FileName), create: false);
        using Statement select = database.Prepare(sql);
        List<string> rows = [];
        while (select.Step()) rows.Add(select.Text(0));
        return [.. rows];
    }

    // Three of them differ in their first half only, of which the standings know nothing.
    private static KeyId KeyOf(int index) => new((UInt128)index << 100 | (index < 3 ? 7UL : (ulong)index));

    // A generator of the test's own: the same lines whatever the platform.
    private int Draw(int below)
    {
        _state = (_state * 6364136223846793005UL) + 1442695040888963407UL;
        return (int)((_state >> 33) % (ulong)below);
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
