using System.Text;
using TrialKeep.Runtime.Codecs;
using TrialKeep.Runtime.Keys;
using TrialKeep.Storage.Runs;
using TrialKeep.Storage.Tests.Samples;

namespace TrialKeep.Storage.Tests.Runs;

public sealed class RunTests : IDisposable
{
    private static readonly Digest s_identity = Digest.Of("correct"u8);
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task What_was_appended_is_found_by_the_next_session()
    {
        RunId run = await RunThree();
        using Store store = Store.Open(_folder.Store);
        StoredExperiment experiment = store.Experiment("sums");
        Assert.Equal([run], experiment.Runs());
        Assert.Equal(run, experiment.LatestRun(Corpus.Manifest(3).Digest));
        Assert.Null(experiment.LatestRun(Corpus.Manifest(2).Digest));
        await using RunSession session = experiment.Continue(run, Corpus.Start);
        RunReader reader = session.Reader;
        Assert.Equal(3, reader.Count);
        Assert.False(reader.Damage.IsDamaged);
        Assert.Equal(0, reader.Damage.TornBytes);
        Assert.True(reader.TryGet(Corpus.Generation(0), out StoredGeneration first));
        Assert.True(first.Succeeded);
        Assert.Equal(1, first.Attempts);
        Assert.Equal(Corpus.Reply(0), reader.ReadRecord<Reply>(first));
        Assert.Equal(Json.Write(Corpus.Reply(0)), reader.ReadRecordJson(first).ToArray());
        Assert.Equal(Corpus.Envelope(0), reader.ReadEnvelope(first));
        Assert.True(reader.TryGet(Corpus.Generation(2), out StoredGeneration failed));
        Assert.False(failed.Succeeded);
        Assert.Equal(2, failed.Attempts);
        Assert.Equal(new RecordError("timeout", "It took \"too\" long.", "System.TimeoutException", "at A\nat B"), reader.ReadError(failed));
        Assert.False(reader.TryGet(Corpus.Generation(9), out _));
        Manifest manifest = reader.ReadManifest();
        Assert.Equal(Corpus.Manifest(3).Entries.AsEnumerable(), manifest.Entries.AsEnumerable());
        Assert.Equal(RunStatus.Failed, reader.Info.Status);
        Assert.Equal(new RunCounts(3, 2, 1, 0), reader.Info.Counts);
        Assert.Equal("{\"samples\":1}", reader.Info.Configuration);
        Assert.Equal(Environment.ProcessId, reader.Info.Provenance.ProcessId);
    }

    [Fact]
    public async Task A_session_with_nothing_to_do_writes_nothing()
    {
        RunId run = await RunThree();
        string[] before = _folder.Files();
        using Store store = Store.Open(_folder.Store);
        await using (store.Experiment("sums").Continue(run, Corpus.Start)) { }
        Assert.Equal(before, _folder.Files());
    }

    [Fact]
    public async Task Scores_come_back_as_they_were_given()
    {
        RunId run = await RunThree();
        using Store store = Store.Open(_folder.Store);
        using RunReader reader = store.Experiment("sums").Read(run);
        Assert.Equal([new EvaluationName("correct", s_identity.ToString()[..16])], reader.Evaluations());
        using EvaluationReader scores = reader.Evaluation("correct", s_identity);
        Assert.Equal(2, scores.Count);
        Assert.True(scores.TryGet(Corpus.Generation(0), out StoredScore first));
        Assert.Equal(double.NaN, first.Value);
        Assert.Equal("right", first.Label);
        Assert.True(reader.TryGet(Corpus.Generation(0), out StoredGeneration generation));
        Assert.Equal(generation.Reference, first.Record);
        Assert.True(scores.TryGet(Corpus.Generation(1), out StoredScore second));
        Assert.Null(second.Value);
        Assert.Equal("no number in it", second.Unscored);
        Assert.Equal("judge", second.Error?.Kind);
    }

    [Fact]
    public async Task Another_run_reuses_a_record_and_reads_it_where_it_is()
    {
        RunId first = await RunThree();
        using Store store = Store.Open(_folder.Store);
        StoredExperiment experiment = store.Experiment("sums");
        RunId second;
        await using (RunSession session = experiment.Begin(Corpus.Manifest(4), Corpus.Start))
        {
            second = session.Id;
            using GenerationLookup lookup = experiment.Lookup(except: session.Id);
            Assert.True(lookup.TryFind(Corpus.Generation(1), out StoredGeneration found));
            Assert.Equal(first, found.Reference.Run);
            Assert.False(lookup.TryFind(Corpus.Generation(2), out _));
            session.Writer.Reuse(Corpus.Generation(1), found.Reference);
            Assert.Equal(Corpus.Reply(1), session.Reader.ReadRecord<Reply>(found));
        }

        using RunReader reader = experiment.Read(second);
        Assert.True(reader.TryGet(Corpus.Generation(1), out StoredGeneration reused));
        Assert.True(reused.IsReuse && reused.Succeeded);
        Assert.Equal(first, reused.Reference.Run);
        Assert.Equal(Corpus.Reply(1), reader.ReadRecord<Reply>(reused));
        Assert.Equal([first, second], experiment.Runs());
    }

    [Fact]
    public async Task Tasks_come_with_their_template_and_texts_in_their_newest_version()
    {
        await RunThree();
        using Store store = Store.Open(_folder.Store);
        StoredExperiment experiment = store.Experiment("sums");
        Question corrected = Corpus.Question(0) with { Label = "corrected" };
        await using (RunSession session = experiment.Continue(experiment.Runs()[0], Corpus.Start))
        {
            Assert.False(session.Writer.Revise(Key.Of(Corpus.Question(1)), "item-1", Corpus.Question(1), TaskContent.Of(Corpus.Question(1))));
            Assert.True(session.Writer.Revise(Key.Of(corrected), "item-0", corrected, TaskContent.Of(corrected)));
            Assert.False(session.Writer.Revise(Key.Of(corrected), "item-0", corrected, TaskContent.Of(corrected)));
        }

        using RunReader reader = experiment.Read(experiment.Runs()[0]);
        StoredTask[] tasks = [.. reader.Tasks()];
        Assert.Equal(2, tasks.Length);
        StoredTask task = Assert.Single(tasks, task => task.Key == Key.Of(corrected).Id);
        Assert.Equal("tests.question", task.SchemaId);
        Assert.Equal("item-0", task.Item);
        Assert.Contains("corrected", Encoding.UTF8.GetString(task.Json.Span), StringComparison.Ordinal);
    }

    private async Task<RunId> RunThree()
    {
        using Store store = Store.Open(_folder.Store);
        StoredExperiment experiment = store.Experiment("sums");
        await using RunSession session = experiment.Begin(Corpus.Manifest(3), Corpus.Start);
        Appended first = Corpus.Append(session.Writer, 0);
        Appended second = Corpus.Append(session.Writer, 1);
        session.Writer.Failure(Corpus.Envelope(2), new("timeout", "short"));
        session.Writer.Failure(Corpus.Envelope(2, attempt: 2), new("timeout", "It took \"too\" long.", "System.TimeoutException", "at A\nat B"));
        await first.Durable;
        EvaluationWriter scores = session.Writer.Evaluation("correct", s_identity);
        scores.Append(new(Corpus.Generation(0), session.Writer.ReferenceTo(first), default, default, double.NaN, "right", "because", null, null, Corpus.Envelope(0).Time));
        scores.Append(new(Corpus.Generation(1), session.Writer.ReferenceTo(second), default, default, null, null, null, "no number in it", new("judge", "no"), Corpus.Envelope(0).Time));
        await session.Writer.FlushAsync();
        session.SetStatus(RunStatus.Failed, new(3, 2, 1, 0));
        return session.Id;
    }
}
