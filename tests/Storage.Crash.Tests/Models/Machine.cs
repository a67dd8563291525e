using System.Globalization;
using System.Text;
using TrialKeep.Runtime.Codecs;
using TrialKeep.Runtime.Keys;
using TrialKeep.Storage.Artifacts;
using TrialKeep.Storage.Crash.Tests.Sweeps;
using TrialKeep.Storage.Maintenance;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Storage.Crash.Tests.Models;

/// <summary>A store and its model, to which the same random things are done.</summary>
public sealed class Machine : IAsyncDisposable
{
    private const int Numbers = 10;
    private readonly Chance _chance;
    private readonly string _folder;
    private readonly StoreOptions _options;
    private readonly List<RunModel> _runs = [];
    private readonly (string Name, int Weight, Func<Task> Do)[] _actions;
    private int _copies;
    private int _told;
    private string _path;
    private Store _store;
    private RunSession? _session;
    private RunModel? _run;

    public Machine(Chance chance, string folder)
    {
        _chance = chance;
        _folder = folder;
        _options = new()
        {
            Time = new RandomTime(new Chance(chance.Next())),
            SegmentBytes = chance.OneIn(2) ? 1200 : 64 << 10,
            SealFrom = chance.OneIn(2) ? 600 : long.MaxValue,
            Files = new() { Ahead = new(chance.OneIn(2) ? 0 : long.MaxValue, chance.OneIn(2) ? 300 : 4096, 1 + chance.Below(4)) },
            ScanBelow = chance.OneIn(2) ? 0 : 8 << 20,
            UseSqlite = !chance.OneIn(4),
            Durability = chance.OneIn(3) ? Durability.None : chance.OneIn(2) ? Durability.Batch(TimeSpan.FromMilliseconds(1)) : Durability.Flush,
        };
        _path = Path.Combine(folder, "0");
        _store = Store.Open(_path, _options);
        _actions =
        [
            ("succeed", 8, Succeed), ("fail", 4, Fail), ("revise", 3, Revise), ("score", 5, Score), ("measure", 4, Measure), ("artifact", 2, KeepFile), ("reuse", 3, Reuse),
            ("flush", 2, Flush), ("close", 2, Close), ("begin", 1, Begin), ("seal", 2, Seal), ("delete databases", 1, DeleteDatabases), ("reopen", 1, Reopen), ("crash", 3, Crash),
            ("reindex", 1, Reindex), ("compact", 2, Compact), ("damage and repair", 2, Repair), ("retain", 1, Retain), ("collect", 1, Collect), ("check", 2, Check),
        ];
    }

    /// <summary>What was done, for the message of a failure.</summary>
    public List<string> Done { get; } = [];

    private StoredExperiment Experiment => _store.Experiment("model");

    public async Task StepAsync()
    {
        int at = _chance.Below(_actions.Sum(static action => action.Weight));
        int i = 0;
        while ((at -= _actions[i].Weight) >= 0) i++;
        Done.Add(_actions[i].Name);
        await _actions[i].Do();
    }

    public async Task Check()
    {
        await Flush();
        Assert.Equal(_runs.Select(static run => run.Id), Experiment.Runs());
        foreach (RunModel run in _runs) CheckRun(run);
        using GenerationLookup lookup = Experiment.Lookup(except: null);
        for (int number = 0; number < Numbers; number++) CheckLookup(lookup, number);
    }

    public async ValueTask DisposeAsync()
    {
        if (_session is not null) await _session.DisposeAsync();
        _store.Dispose();
    }

    private void CheckRun(RunModel run)
    {
        using RunReader reader = Experiment.Read(run.Id);
        Assert.False(reader.Damage.IsDamaged, reader.Damage.Lines.FirstOrDefault()?.ToString());
        Assert.Equal(run.Winners.Keys.Union(run.Failures.Keys).Count(), reader.Count);
        for (int number = 0; number < Numbers; number++) CheckGeneration(reader, run, number);
        Assert.Equal(run.Labels.ToDictionary(static label => $"item-{label.Key}", static label => label.Value), reader.Tasks().Select(task => Json.Read<Question>(task.Json.Span, task.Shared)).ToDictionary(static task => task.Id, static task => task.Label!));
        Assert.Equal(run.Measured.Count, reader.Measurements.Summaries().Count);
        foreach (((int number, long step), double value) in run.Measured) Assert.Equal(value, reader.Measurements.Series(Series(step), Corpus.Generation(number)).Single().Value);
        foreach ((int number, byte[] content) in run.Artifacts)
        {
            StoredArtifact artifact = Assert.Single(reader.Artifacts.Of(Corpus.Generation(number)));
            using MemoryStream bytes = new();
            using (Stream stored = reader.Artifacts.Open(artifact)) stored.CopyTo(bytes);
            Assert.Equal(content, bytes.ToArray());
        }

        using EvaluationReader scores = reader.Evaluation("right", default);
        Assert.False(scores.Damage.IsDamaged);
        Assert.Equal(run.Scores.Count, scores.Count);
        foreach ((int number, double value) in run.Scores) Assert.True(scores.TryGet(Corpus.Generation(number), out StoredScore score) && score.Value == value);
    }

    private static void CheckGeneration(RunReader reader, RunModel run, int number)
    {
        bool isThere = reader.TryGet(Corpus.Generation(number), out StoredGeneration found);
        if (run.Winners.TryGetValue(number, out Reply? winner))
        {
            Assert.True(isThere && found.Succeeded);
            Assert.Equal(winner, reader.ReadRecord<Reply>(found));
        }
        else if (run.Failures.TryGetValue(number, out RecordError? failure))
        {
            Assert.True(isThere && !found.Succeeded);
            Assert.Equal(failure, reader.ReadError(found));
        }
        else
        {
            Assert.False(isThere);
        }

        if (isThere) Assert.Equal(run.Attempts.GetValueOrDefault(number), found.Attempts);
    }

    private void CheckLookup(GenerationLookup lookup, int number)
    {
        RunModel? expected = _runs.LastOrDefault(run => run.Records.ContainsKey(number));
        Assert.Equal(expected is not null, lookup.TryFind(Corpus.Generation(number), out StoredGeneration found));
        if (expected is null) return;
        Assert.Equal(expected.Id, found.Reference.Run);
        using RunReader reader = Experiment.Read(expected.Id);
        Assert.Equal(expected.Records[number], reader.ReadRecord<Reply>(found));
    }

    // A session, and with it a run, when something is to be appended.
    private RunWriter Writer()
    {
        if (_session is not null) return _session.Writer;
        if (_run is null) BeginRun();
        else _session = Experiment.Continue(_run.Id, Corpus.Start);
        return _session!.Writer;
    }

    private void BeginRun()
    {
        _session = Experiment.Begin(Corpus.Manifest(Numbers), Corpus.Start);
        _run = new() { Id = _session.Id };
        _runs.Add(_run);
    }

    private Reply NewReply(int number) => Corpus.Reply(number) with { Cost = ++_told, Shared = _chance.OneIn(3) ? "shared" : null };

    private Task Succeed()
    {
        int number = _chance.Below(Numbers);
        RunWriter writer = Writer();
        Reply reply = NewReply(number);
        Appended appended = writer.Record(Corpus.Envelope(number, _run!.NextAttempt(number)), reply, out Digest output);
        _run.Winners[number] = _run.Records[number] = reply;
        _run.Lines[number] = (writer.ReferenceTo(appended), output.Id);
        return Task.CompletedTask;
    }

    private Task Fail()
    {
        int number = _chance.Below(Numbers);
        RunWriter writer = Writer();
        RecordError error = new("timeout", $"try {++_told}");
        writer.Failure(Corpus.Envelope(number, _run!.NextAttempt(number)), error);
        _run.Failures[number] = error;
        return Task.CompletedTask;
    }

    private Task Revise()
    {
        int number = _chance.Below(Numbers);
        RunWriter writer = Writer();
        Question question = Corpus.Question(number) with { Label = $"label {_chance.Below(3)}" };
        writer.Task(Key.Of(question), question.Id, question);
        _run!.Labels[number] = question.Label;
        return Task.CompletedTask;
    }

    private Task Score()
    {
        int number = _chance.Below(Numbers);
        RunWriter writer = Writer();
        if (!_run!.Lines.TryGetValue(number, out (RecordReference Record, KeyId Output) line)) return Task.CompletedTask;
        writer.Evaluation("right", default).Append(new(Corpus.Generation(number), line.Record, line.Output, default, ++_told, null, null, null, null, default));
        _run.Scores[number] = _told;
        return Task.CompletedTask;
    }

    private Task Measure()
    {
        int number = _chance.Below(Numbers);
        long step = _chance.Below(2);
        RunWriter writer = Writer();
        writer.Measurement(Corpus.Generation(number), Series(step), ++_told, step);
        _run!.Measured[(number, step)] = _told;
        return Task.CompletedTask;
    }

    private static string Series(long step) => step == 0 ? "loss" : "loss/later";

    private async Task KeepFile()
    {
        int number = _chance.Below(Numbers);
        byte[] content = Encoding.UTF8.GetBytes($"content {_chance.Below(4)}");
        await Writer().ArtifactAsync(new("log") { Generation = Corpus.Generation(number) }, new MemoryStream(content));
        _run!.Artifacts[number] = content;
    }

    private async Task Reuse()
    {
        int number = _chance.Below(Numbers);
        RunWriter writer = Writer();
        await Flush();
        using GenerationLookup lookup = Experiment.Lookup(_session!.Id);
        RunModel? source = _runs.LastOrDefault(run => run != _run && run.Records.ContainsKey(number));
        Assert.Equal(source is not null, lookup.TryFind(Corpus.Generation(number), out StoredGeneration found));
        if (source is null) return;
        writer.Reuse(Corpus.Generation(number), found.Reference);
        _run!.Winners[number] = source.Records[number];
        _run.Lines[number] = (found.Reference, source.Lines[number].Output);
    }

    private async Task Flush()
    {
        if (_session is not null) await _session.Writer.FlushAsync();
    }

    private async Task Close()
    {
        if (_session is not null) await _session.DisposeAsync();
        _session = null;
    }

    private async Task Begin()
    {
        await Close();
        BeginRun();
    }

    private async Task Seal()
    {
        await Close();
        Assert.Empty(_store.Seal().Left);
    }

    private Task DeleteDatabases()
    {
        _store.CatchUp();
        foreach (string file in Directory.EnumerateFiles(_path, "*.db*")) File.Delete(file);
        return Task.CompletedTask;
    }

    private async Task Reopen()
    {
        await Close();
        _store.Dispose();
        _store = Store.Open(_path, _options);
    }

    private Task Reindex()
    {
        _store.Reindex();
        return Task.CompletedTask;
    }

    private async Task Compact()
    {
        await Close();
        CompactionPolicy policy = new() { KeepsFailures = _chance.OneIn(2) };
        Assert.All(_store.Compact(policy), static one => Assert.Null(one.Obstacle));
        Assert.All(_store.PlanCompaction(policy), static one => Assert.Equal(0, one.Lines));
    }

    // Bytes that are nobody's, copies of lines, ends of sealed files, run.json: whatever is damaged, every good line is still there.
    private async Task Repair()
    {
        await Close();
        string[] files = [.. Directory.EnumerateFiles(_path, "*", SearchOption.AllDirectories).Where(static file => file.Contains(".jsonl", StringComparison.Ordinal) || file.EndsWith("run.json", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
        if (files.Length == 0) return;
        for (int i = 0; i < 3; i++) Damage(files[_chance.Below(files.Length)]);
        RepairReport report = _store.Repair();
        // Records stand here without their tasks, which is named and changes nothing.
        Assert.All(report.Actions.Where(static action => action.Kind == RepairKind.NotRepairable), static action => Assert.Contains("is not in the journal", action.Message, StringComparison.Ordinal));
        Assert.All(_store.PlanRepair().Actions, static action => Assert.Equal(RepairKind.NotRepairable, action.Kind));
    }

    private void Damage(string file)
    {
        if (file.EndsWith("run.json", StringComparison.Ordinal))
        {
            File.WriteAllText(file, "{\"format\":1,");
            return;
        }

        if (file.EndsWith(".gz", StringComparison.Ordinal))
        {
            byte[] content = File.ReadAllBytes(file);
            content[^(1 + _chance.Below(40))] ^= 1;
            File.WriteAllBytes(file, content);
            return;
        }

        List<string> lines = [.. File.ReadAllLines(file)];
        // A file may be empty: a kill between its making and its first line.
        string added = lines.Count == 0 || _chance.OneIn(2) ? "{\"kind\":\"record\",\"seq\":3,\"crc\":\"00000000\"}" : lines[_chance.Below(lines.Count)];
        lines.Insert(_chance.Below(lines.Count + 1), added);
        File.WriteAllText(file, string.Join('\n', lines) + "\n");
    }

    private async Task Retain()
    {
        await Close();
        RunId[] gone = [.. _store.Retain(new() { MostRuns = 1 + _chance.Below(3), Statuses = [RunStatus.Stale, RunStatus.Failed, RunStatus.Completed, RunStatus.Cancelled] }).Where(static one => one.IsDeleted).Select(static one => one.Run)];
        _runs.RemoveAll(run => gone.Contains(run.Id));
        if (_run is not null && gone.Contains(_run.Id)) _run = _runs.LastOrDefault();
    }

    private async Task Collect()
    {
        await Close();
        CollectedObjects plan = _store.PlanObjectCollection();
        Assert.Equal(plan, _store.CollectObjects());
        Assert.Equal(plan.Kept, _store.Objects.All().Count());
    }

    // The files as they are while the session lives are what a kill leaves; then part of a line, as a kill amid a write leaves it.
    private async Task Crash()
    {
        await Flush();
        string copy = Path.Combine(_folder, (++_copies).ToString(CultureInfo.InvariantCulture));
        _store.CatchUp();
        SmallStore.Copy(_path, copy);
        await DisposeAsync();
        _session = null;
        Directory.Delete(_path, recursive: true);
        _path = copy;
        if (_chance.OneIn(2)) Tear();
        _store = Store.Open(_path, _options);
    }

    private void Tear()
    {
        foreach (IGrouping<string?, string> stream in Directory.EnumerateFiles(_path, "w*.jsonl*", SearchOption.AllDirectories).GroupBy(Path.GetDirectoryName))
        {
            // Nobody dies amid a write to a file that is sealed.
            string last = stream.Max(StringComparer.Ordinal)!;
            if (!last.EndsWith(".jsonl", StringComparison.Ordinal)) continue;
            // The last line may be one that an earlier kill tore, of which a single brace is left.
            string whole = File.ReadAllLines(last).LastOrDefault(static line => line.Length > 1, "{\"kind\":\"header\"}");
            string torn = _chance.OneIn(3) ? new string('\0', 40) : whole[..(1 + _chance.Below(whole.Length - 1))];
            File.AppendAllText(last, torn);
        }
    }
}
