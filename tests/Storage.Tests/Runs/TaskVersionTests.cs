using TrialKeep.Runtime.Codecs;
using TrialKeep.Runtime.Keys;
using TrialKeep.Storage.Runs;
using TrialKeep.Storage.Tests.Samples;

namespace TrialKeep.Storage.Tests.Runs;

public sealed class TaskVersionTests : IDisposable
{
    private static readonly Question s_question = Corpus.Question(0);
    private readonly TemporaryFolder _folder = new();
    private readonly ManualTime _time = new(new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero));
    private readonly Store _store;
    private readonly StoredExperiment _experiment;

    public TaskVersionTests()
    {
        _store = Store.Open(_folder.Store, new() { UseSqlite = false, Time = _time });
        _experiment = _store.Experiment("sums");
    }

    public void Dispose()
    {
        _store.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task The_versions_of_a_task_come_with_their_lines_and_moments()
    {
        RunId run;
        await using (RunSession session = _experiment.Begin(Corpus.Manifest(2), Corpus.Start))
        {
            run = session.Id;
            Corpus.Append(session.Writer, 0);
            Corpus.Append(session.Writer, 1);
            _time.Now = _time.Now.AddHours(1);
            Assert.True(Revise(session.Writer, "second"));
        }

        _time.Now = _time.Now.AddHours(1);
        await using (RunSession session = _experiment.Continue(run, Corpus.Start))
        {
            Assert.False(Revise(session.Writer, "second"));
            Assert.True(Revise(session.Writer, "third"));
            Assert.True(Revise(session.Writer, "second"));
        }

        using RunReader reader = _experiment.Read(run);
        IReadOnlyList<TaskVersion> versions = reader.TaskVersions(Key.Of(s_question).Id);
        Assert.Equal([s_question.Label, "second", "third", "second"], versions.Select(Label));
        Assert.Equal([null, _time.Now.AddHours(-1), _time.Now, _time.Now], versions.Select(version => version.Revised));
        Assert.Equal([(run, "w0001"), (run, "w0001"), (run, "w0002"), (run, "w0002")], versions.Select(version => (version.Reference.Run, version.Reference.Writer)));
        Assert.True(versions[0].Reference.Sequence < versions[1].Reference.Sequence);
        Assert.Equal("second", Read(reader.ReadTask(Key.Of(s_question).Id)!).Label);
        Assert.Single(reader.TaskVersions(Key.Of(Corpus.Question(1)).Id));
        Assert.Empty(reader.TaskVersions(default));
        Assert.False(reader.Damage.IsDamaged);
    }

    [Fact]
    public async Task The_versions_of_all_runs_are_one_history()
    {
        await using (RunSession first = _experiment.Begin(Corpus.Manifest(1), Corpus.Start)) Corpus.Append(first.Writer, 0);
        _time.Now = _time.Now.AddDays(1);
        await using (RunSession second = _experiment.Begin(Corpus.Manifest(2), Corpus.Start)) Corpus.Append(second.Writer, 0);
        await using (RunSession third = _experiment.Begin(Corpus.Manifest(3), Corpus.Start))
        {
            using GenerationLookup lookup = _experiment.Lookup(third.Id);
            Assert.True(lookup.TryFind(Corpus.Generation(0), out StoredGeneration found));
            third.Writer.Reuse(Corpus.Generation(0), found.Reference);
            Assert.True(Revise(third.Writer, "later", found.Reference.Run));
        }

        List<(string?, DateTimeOffset?)> versions = [];
        foreach (TaskVersion version in _experiment.TaskVersions(Key.Of(s_question).Id)) versions.Add((Label(version), version.Revised));
        Assert.Equal([(s_question.Label, null), ("later", _time.Now)], versions);
    }

    private static bool Revise(RunWriter writer, string label, RunId? source = null)
    {
        Question revised = s_question with { Label = label };
        return writer.Revise(Key.Of(revised), revised.Id, revised, TaskContent.Of(revised), source);
    }

    private static string? Label(TaskVersion version) => Read(version.Task).Label;

    private static Question Read(StoredTask task) => Json.Read<Question>(task.Json.Span, task.Shared);
}
