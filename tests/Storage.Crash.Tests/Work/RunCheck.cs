using System.IO.Compression;
using System.Text;
using System.Text.Json;
using TrialKeep.Runtime.Keys;
using TrialKeep.Storage.Artifacts;
using TrialKeep.Storage.Crash.Tests.Kills;
using TrialKeep.Storage.Events;
using TrialKeep.Storage.Measurements;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Storage.Crash.Tests.Work;

/// <summary>Holds a run against what was said of it: nothing acknowledged is lost, nothing is there twice, nothing was invented.</summary>
public sealed class RunCheck : IDisposable
{
    private readonly StoredExperiment _experiment;
    private readonly RunReader _reader;
    private readonly RunId _id;
    private readonly string _folder;
    private readonly string _where;
    private readonly Dictionary<KeyId, int> _numbers = [];

    private RunCheck(Store store, RunId id, int run, string where)
    {
        _experiment = store.Experiment(Child.Experiment);
        _reader = _experiment.Read(id);
        _id = id;
        _folder = Path.Combine(store.Folder, "experiments", Child.Experiment, "runs", id.Text);
        _where = where;
        for (int item = 0; item < _reader.Count + 100; item++) _numbers.TryAdd(Corpus.Generation(Job.Number(run, item)), Job.Number(run, item));
    }

    public static void Check(Store store, RunId id, int run, Acknowledged acknowledged, string where, bool mayRepeat = false)
    {
        using RunCheck check = new(store, id, run, where);
        check.Damage();
        check.Lost(acknowledged);
        check.Invented();
        check.Twice(mayRepeat);
    }

    public void Dispose() => _reader.Dispose();

    private void Damage()
    {
        Assert.False(_reader.Damage.IsDamaged, $"{_where}: {_reader.Damage.Lines.FirstOrDefault()}");
        using EvaluationReader scores = _reader.Evaluation("right", Job.Evaluation);
        Assert.False(scores.Damage.IsDamaged, $"{_where}: {scores.Damage.Lines.FirstOrDefault()}");
    }

    private void Lost(Acknowledged acknowledged)
    {
        Dictionary<(KeyId?, long), double> measured = _reader.Measurements.All().ToDictionary(one => (one.Generation, one.Step), one => one.Value);
        HashSet<KeyId?> happened = [.. _reader.Events.All().Select(one => one.Generation)];
        Dictionary<KeyId, StoredArtifact> kept = _reader.Artifacts.List().ToDictionary(one => one.Generation!.Value);
        using EvaluationReader scores = _reader.Evaluation("right", Job.Evaluation);
        foreach ((char what, int number) in acknowledged.Said)
        {
            KeyId key = Corpus.Generation(number);
            bool isThere = what switch
            {
                'r' => _reader.TryGet(key, out StoredGeneration record) && record.Succeeded && !record.IsReuse,
                'u' => _reader.TryGet(key, out StoredGeneration reuse) && reuse.Succeeded && reuse.IsReuse,
                'f' => _reader.TryGet(key, out StoredGeneration failure) && failure.Attempts >= 1,
                'm' => measured.TryGetValue((key, 0), out double first) && first.Equals((double)number),
                'n' => measured.TryGetValue((key, 1), out double second) && second.Equals(number / 2.0),
                'e' => happened.Contains(key),
                'a' => kept.ContainsKey(key),
                's' => _reader.TryGet(key, out StoredGeneration scored) && scores.IsCurrent(key, scored.Reference, default),
                'c' => _reader.Checkpoints.Newest("state") is { } state && state.Number >= number,
                _ => false,
            };
            Assert.True(isThere, $"{_where}: '{what} {number}' was acknowledged and is lost");
        }
    }

    private void Invented()
    {
        int known = 0;
        foreach ((KeyId key, int number) in _numbers)
        {
            if (!_reader.TryGet(key, out StoredGeneration found)) continue;
            known++;
            if (found.Succeeded) Assert.Equal(Corpus.Reply(number), _reader.ReadRecord<Reply>(found));
            else Assert.Equal(Job.Error(number), _reader.ReadError(found));
        }

        Assert.Equal(_reader.Count, known);
        foreach (StoredMeasurement one in _reader.Measurements.All()) Assert.Equal(_numbers[one.Generation!.Value] / (one.Step + 1.0), one.Value);
        foreach (StoredEvent one in _reader.Events.All()) Assert.Equal($"event {_numbers[one.Generation!.Value]}", one.Text);
        foreach (StoredArtifact one in _reader.Artifacts.All())
        {
            using Stream content = _reader.Artifacts.Open(one);
            using MemoryStream bytes = new();
            content.CopyTo(bytes);
            Assert.Equal(Job.Artifact(_numbers[one.Generation!.Value]), bytes.ToArray());
        }

        using EvaluationReader scores = _reader.Evaluation("right", Job.Evaluation);
        foreach (StoredScore score in scores.All()) Assert.Equal(_numbers[score.Generation] / 2.0, score.Value);
    }

    // By the lines themselves, as another program reads them. After a failed flush a line may be there twice, under one writer and number.
    private void Twice(bool mayRepeat)
    {
        Dictionary<string, string> lines = [];
        foreach (string file in Directory.EnumerateFiles(_folder, "w*.jsonl*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            // A sealed file counts only when its plain one is gone.
            if (file.EndsWith(".tmp", StringComparison.Ordinal) || File.Exists(file[..^3])) continue;
            string writer = Path.GetFileName(file)[..5];
            foreach (string line in Lines(file))
            {
                if (Name(line) is not { } name) continue;
                string place = writer + line[..line.IndexOf(",\"key\"", StringComparison.Ordinal)].Split(",\"flushed\"")[0];
                Assert.True(lines.TryAdd(name, place) || (mayRepeat && lines[name] == place), $"{_where}: {file} has again {line}");
            }
        }
    }

    private static string? Name(string line)
    {
        if (!line.EndsWith('}') || !line.StartsWith("{\"kind\":\"", StringComparison.Ordinal)) return null;
        using JsonDocument document = JsonDocument.Parse(line);
        JsonElement root = document.RootElement;
        string Member(string name) => root.TryGetProperty(name, out JsonElement value) ? value.ToString() : "";
        return Member("kind") is "record" or "reuse" or "score" or "measurement" or "event" or "artifact"
            ? string.Join('|', Member("kind"), Member("key"), Member("attempt"), Member("name"), Member("step"))
            : null;
    }

    private static string[] Lines(string file)
    {
        using FileStream bytes = File.OpenRead(file);
        using Stream content = file.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(bytes, CompressionMode.Decompress) : bytes;
        using StreamReader reader = new(content, Encoding.UTF8);
        string[] lines = reader.ReadToEnd().Split('\n');
        // The last one has no end.
        return lines[..^1];
    }
}
