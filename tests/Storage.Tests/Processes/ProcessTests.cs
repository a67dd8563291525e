using System.Diagnostics;
using System.Globalization;
using TrialKeep.Storage.Runs;
using TrialKeep.Storage.Tests.Samples;

namespace TrialKeep.Storage.Tests.Processes;

public sealed class ProcessTests : IDisposable
{
    private const int Kills = 20;
    private readonly TemporaryFolder _folder = new();
    private readonly Store _store;
    private readonly StoredExperiment _experiment;

    public ProcessTests()
    {
        _store = Store.Open(_folder.Store, new() { UseSqlite = false });
        _experiment = _store.Experiment("sums");
    }

    public void Dispose()
    {
        _store.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_run_that_another_process_works_on_is_busy_and_says_who_has_it()
    {
        await using (_experiment.Begin(Corpus.Manifest(1), Corpus.Start)) { }
        RunId run = _experiment.Runs()[0];
        using Process child = Child.Hold(_folder.Store);
        try
        {
            Assert.Equal("held", await child.StandardOutput.ReadLineAsync());
            StoreException error = Assert.Throws<StoreException>(() => _experiment.Continue(run, Corpus.Start));
            Assert.Equal(Problem.Busy, error.Problem);
            if (OperatingSystem.IsLinux()) Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"process {child.Id} on"), error.Message, StringComparison.Ordinal);
            Assert.False(_experiment.IsStale(run));
            using RunReader reader = _experiment.Read(run);
            Assert.Equal(0, reader.Count);
        }
        finally
        {
            child.Kill();
            await child.WaitForExitAsync();
        }

        Assert.True(_experiment.IsStale(run));
        await using RunSession session = _experiment.Continue(run, Corpus.Start);
        Assert.Equal(run, session.Id);
    }

    [Fact]
    public async Task A_killed_process_loses_nothing_that_it_was_told_to_be_durable()
    {
        await using (_experiment.Begin(Corpus.Manifest(1), Corpus.Start)) { }
        RunId run = _experiment.Runs()[0];
        Random random = new(2026);
        HashSet<int> acknowledged = [];
        for (int kill = 0; kill < Kills; kill++)
        {
            await AppendAndKill(random.Next(1, 300), acknowledged);
            using RunReader reader = _experiment.Read(run);
            Assert.False(reader.Damage.IsDamaged);
            Assert.All(acknowledged, number =>
            {
                Assert.True(reader.TryGet(Corpus.Generation(number), out StoredGeneration found), $"kill {kill} lost {number}");
                Assert.Equal(Corpus.Reply(number), reader.ReadRecord<Reply>(found));
            });
            // What was in flight may be there too, but nothing else.
            Assert.InRange(reader.Count, acknowledged.Count, acknowledged.Max() + 1 + 2000);
            for (int number = 0; number < reader.Count; number++) Assert.True(reader.TryGet(Corpus.Generation(number), out _));
        }

        await using RunSession session = _experiment.Continue(run, Corpus.Start);
        Assert.Equal(0, session.Reader.Damage.TornBytes);
        Assert.True(acknowledged.Count > Kills);
    }

    [Fact]
    public async Task A_reader_beside_a_writer_sees_whole_lines_only()
    {
        await using (_experiment.Begin(Corpus.Manifest(1), Corpus.Start)) { }
        using Process child = Child.Append(_folder.Store);
        try
        {
            await child.StandardOutput.ReadLineAsync();
            int last = 0;
            for (int i = 0; i < 100; i++)
            {
                using RunReader reader = _experiment.Read(_experiment.Runs()[0]);
                Assert.False(reader.Damage.IsDamaged);
                Assert.True(reader.Count >= last);
                last = reader.Count;
                Assert.True(reader.TryGet(Corpus.Generation(last - 1), out StoredGeneration found));
                Assert.Equal(Corpus.Reply(last - 1), reader.ReadRecord<Reply>(found));
            }
        }
        finally
        {
            child.Kill();
            await child.WaitForExitAsync();
        }
    }

    private async Task AppendAndKill(int after, HashSet<int> acknowledged)
    {
        using Process child = Child.Append(_folder.Store);
        for (int i = 0; i < after; i++) acknowledged.Add(int.Parse((await child.StandardOutput.ReadLineAsync())!, CultureInfo.InvariantCulture));
        child.Kill();
        // What the child had said before it died is in the pipe; its last line may be cut.
        string rest = await child.StandardOutput.ReadToEndAsync();
        await child.WaitForExitAsync();
        string[] lines = rest.Split('\n');
        foreach (string line in lines[..^1]) acknowledged.Add(int.Parse(line, CultureInfo.InvariantCulture));
    }
}
