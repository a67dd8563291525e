using System.Text;
using System.Text.Json;
using TrialKeep.Storage.Events;
using TrialKeep.Storage.Runs;
using TrialKeep.Storage.Tests.Samples;

namespace TrialKeep.Storage.Tests.Events;

public sealed class EventTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Store _store;
    private readonly StoredExperiment _experiment;

    public EventTests()
    {
        _store = Store.Open(_folder.Store, new() { UseSqlite = false, Time = new ManualTime(new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero)) });
        _experiment = _store.Experiment("sums");
    }

    public void Dispose()
    {
        _store.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task What_happened_comes_back_in_the_order_of_writing()
    {
        using JsonDocument data = JsonDocument.Parse("{\"seconds\": 1.50,\n \"why\": [\"429\", null]}");
        RunId run;
        await using (RunSession session = _experiment.Begin(Corpus.Manifest(1), Corpus.Start))
        {
            run = session.Id;
            session.Writer.Event(new("rate-limit/wait") { Level = EventLevel.Warning, Text = "waiting \"1.5\" s\n", Data = data.RootElement, Generation = Corpus.Generation(0) });
            session.Writer.Event(new RunEvent("user.note") { Time = new(2026, 1, 1, 0, 0, 0, TimeSpan.FromHours(1)) }, new Reply("typed", 1.5));
            await session.Writer.Event(new RunEvent("end")).Durable;
        }

        using RunReader reader = _experiment.Read(run);
        StoredEvent[] events = [.. reader.Events.All()];
        Assert.Equal(["rate-limit/wait", "user.note", "end"], events.Select(happened => happened.Name));
        Assert.Equal([EventLevel.Warning, null, null], events.Select(happened => happened.Level));
        Assert.Equal(["waiting \"1.5\" s\n", null, null], events.Select(happened => happened.Text));
        Assert.Equal("{\"seconds\":1.50,\"why\":[\"429\",null]}", Encoding.UTF8.GetString(events[0].Json.Span));
        Assert.Equal("{\"text\":\"typed\",\"cost\":1.5,\"shared\":null}", Encoding.UTF8.GetString(events[1].Json.Span));
        Assert.True(events[2].Json.IsEmpty);
        Assert.Equal(new DateTimeOffset(2025, 12, 31, 23, 0, 0, TimeSpan.Zero), events[1].Time);
        Assert.Equal(new DateTimeOffset(2026, 1, 31, 12, 0, 0, TimeSpan.Zero), events[2].Time);
        Assert.Equal([1L, 2, 3], events.Select(happened => happened.Reference.Sequence));
        Assert.Equal("rate-limit/wait", reader.Events.Of(Corpus.Generation(0)).Single().Name);
        Assert.Equal(2, reader.Events.Of(null).Count());
        Assert.True(reader.Events.Any);
        Assert.False(reader.Measurements.Any);
        Assert.False(reader.Damage.IsDamaged);
    }

    [Fact]
    public async Task A_level_that_a_newer_version_brought_is_passed_over()
    {
        RunId run;
        await using (RunSession session = _experiment.Begin(Corpus.Manifest(1), Corpus.Start))
        {
            run = session.Id;
            session.Writer.Event(new RunEvent("odd") { Level = EventLevel.Error, Text = "kept" });
        }

        string file = Directory.GetFiles(_folder.Store, "w0001-*.jsonl", SearchOption.AllDirectories).Single();
        Salted.Rewrite(file, line => line.Replace("\"error\"", "\"fatal\"", StringComparison.Ordinal));
        using RunReader reader = _experiment.Read(run);
        StoredEvent happened = reader.Events.All().Single();
        Assert.Equal((null, "kept"), (happened.Level, happened.Text));
    }

    [Fact]
    public async Task A_name_that_is_none_and_a_value_that_is_no_JSON_leave_nothing()
    {
        await using RunSession session = _experiment.Begin(Corpus.Manifest(1), Corpus.Start);
        Assert.Equal(Problem.BadName, Assert.Throws<StoreException>(() => session.Writer.Event(new RunEvent("a b"))).Problem);
        Assert.Throws<ExperimentDataException>(() => session.Writer.Event(new RunEvent("a") { Text = "\ud800" }));
        Assert.Throws<ExperimentDataException>(() => session.Writer.Event(new RunEvent("a") { Data = default(JsonElement) }));
        Assert.False(session.Writer.HasAppended);
    }
}
