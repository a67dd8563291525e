using System.Globalization;
using TrialKeep.Storage.Ahead;
using TrialKeep.Storage.Files;
using TrialKeep.Storage.Indexes;
using TrialKeep.Storage.Journals;
using TrialKeep.Storage.Recovery;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Storage.Crash.Tests.Sweeps;

/// <summary>
/// A store that is damaged in every way the kit knows is read by one thread and with others that read ahead in pieces of many sizes: the same lines in the same order with the same numbers,
/// the same damage, gaps and torn tails, and the same facts.
/// </summary>
public sealed class AheadSweepTests : IAsyncLifetime
{
    private const string Lines = ".jsonl";
    private static readonly FileOperations s_alone = new() { Ahead = AheadSettings.Default with { From = long.MaxValue } };
    private static readonly int[] s_pieces = [40, 150, 700, 4096, 448 << 10];
    private static readonly bool s_isLong = Environment.GetEnvironmentVariable("TRIALKEEP_LONG_TESTS") == "1";
    private readonly TemporaryFolder _folder = new(inMemory: true);
    private readonly Chance _chance = new(Chance.Seed);

    private string Pristine => Path.Combine(_folder.Path, "pristine");

    public async ValueTask InitializeAsync() => await SmallStore.WriteAsync(Pristine);

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public void Other_threads_read_nearly_all_of_it()
    {
        foreach (StreamName stream in Streams(Pristine))
        {
            (int lines, int ahead) = (0, 0);
            StreamScan.Read(With(700), stream, new LineSource(s_alone), new DamageLog(), (reader, _) =>
            {
                lines++;
                if (reader.IsAhead) ahead++;
                return true;
            });
            Assert.True(ahead > lines / 2, $"{stream.Name}: {ahead} of {lines}");
        }
    }

    [Fact]
    public void Cut_anywhere() => Sweep(Steps(3), static (content, at) => content[..at]);

    [Fact]
    public void Flipped_anywhere() => Sweep(Steps(3), (content, at) =>
    {
        byte[] bad = [.. content];
        bad[at] ^= (byte)(1 << _chance.Below(8));
        return bad;
    });

    [Fact]
    public void Bytes_that_are_nobodys_anywhere() => Sweep(Steps(7), static (content, at) => [.. content[..at], .. "nobody's\nbytes"u8, .. content[at..]]);

    [Fact]
    public void Zeros_anywhere() => Sweep(Steps(7), static (content, at) =>
    {
        byte[] bad = [.. content];
        bad.AsSpan(at, Math.Min(300, bad.Length - at)).Clear();
        return bad;
    });

    [Fact]
    public void Lines_that_are_gone() => Sweep(Steps(29), static (content, at) =>
    {
        int from = content.AsSpan(at).IndexOf((byte)'\n') + at + 1;
        int to = content.AsSpan(from).IndexOf((byte)'\n') + from + 1;
        return [.. content[..from], .. content[to..]];
    });

    [Fact]
    public void Segments_that_are_gone()
    {
        foreach (string name in JournalFiles())
        {
            string store = Copy();
            File.Delete(Path.Combine(store, name));
            Compare(store, $"{name} is gone");
        }
    }

    [Fact]
    public void Gaps_where_failures_stood()
    {
        string path = Copy();
        using (Store store = Store.Open(path, new() { UseSqlite = false })) Assert.Contains(store.Compact(new() { KeepsFailures = false }), static run => run.Lines > 0);
        Compare(path, "compacted");
        Sweep(Steps(11), static (content, at) => content[..at], path);
    }

    [Fact]
    public void A_line_whose_value_is_none_of_its_kind_is_told_the_same_way()
    {
        string path = Copy();
        foreach (StreamName stream in Streams(path))
        {
            foreach (SegmentName name in SegmentName.List(stream).Where(static name => !name.IsSealed))
            {
                byte[] line = new byte[200];
                int length = Line.Write(line, stream == Streams(path).First() ? LineKind.Record : LineKind.Score, 10_000, ",\"key\":\"none\""u8, name.Salt);
                using FileStream file = new(name.Path, FileMode.Append);
                file.Write(line, 0, length);
            }
        }

        Compare(path, "with lines of no members");
    }

    private static FileOperations With(int piece) => new() { Ahead = new(0, piece, 3) };

    private static IEnumerable<StreamName> Streams(string store)
    {
        StoreContext context = new(store, new() { UseSqlite = false, Files = s_alone });
        foreach (RunFolder run in context.Runs(Kills.Child.Experiment))
        {
            yield return run.Journal;
            foreach (EvaluationName name in run.Evaluations()) yield return run.Evaluation(name);
        }
    }

    private IEnumerable<string> JournalFiles() =>
        SmallStore.Files(Pristine).Select(file => file[(Pristine.Length + 1)..]).Where(static name => name.Contains(Lines, StringComparison.Ordinal) && !name.Contains("manifest", StringComparison.Ordinal));

    private static int Steps(int quick) => s_isLong ? 1 : quick * 16;

    private string Copy(string? of = null)
    {
        string store = Path.Combine(_folder.Path, Path.GetRandomFileName());
        SmallStore.Copy(of ?? Pristine, store);
        return store;
    }

    private void Sweep(int step, Func<byte[], int, byte[]> damage, string? of = null)
    {
        string store = Copy(of);
        foreach (string name in JournalFiles())
        {
            string path = Path.Combine(store, name);
            if (!File.Exists(path)) continue;
            byte[] content = File.ReadAllBytes(path);
            for (int at = _chance.Below(step); at < content.Length; at += step)
            {
                File.WriteAllBytes(path, damage(content, at));
                Compare(store, $"{name}, at {at}");
            }

            File.WriteAllBytes(path, content);
        }
    }

    private void Compare(string store, string how)
    {
        int piece = s_pieces[_chance.Below(s_pieces.Length)];
        foreach (StreamName stream in Streams(store)) Assert.True(Transcript(stream, s_alone).SequenceEqual(Transcript(stream, With(piece))), $"{how}, in pieces of {piece}");
        Assert.True(Told(store, s_alone).SequenceEqual(Told(store, With(piece))), $"{how}, in pieces of {piece}");
    }

    private static List<string> Told(string store, FileOperations files)
    {
        try
        {
            Facts facts = Facts.Of(store, files);
            return [.. facts.Said.Order(StringComparer.Ordinal), .. facts.Complaints.Select(static one => one.ToString()), $"{facts.Torn} torn"];
        }
        catch (ExperimentDataException error)
        {
            // A text is gone that a good line refers to.
            return [error.Message];
        }
    }

    private static List<string> Transcript(StreamName stream, FileOperations files)
    {
        List<string> transcript = [];
        DamageLog damage = new();
        using LineSource source = new(s_alone);
        try
        {
            StreamScan.Read(files, stream, source, damage, (reader, segment) =>
            {
                transcript.Add(string.Create(CultureInfo.InvariantCulture, $"{segment} {reader.LineNumber} {reader.Offset} {reader.Kind} {reader.Sequence} {reader.Body} {reader.GoodEnd} {reader.LastSequence} {Convert.ToHexString(reader.Line)}"));
                return reader.Sequence % 5 != 0;
            });
        }
        catch (StoreException error)
        {
            transcript.Add(error.Message);
        }

        DamageReport report = damage.ToReport();
        transcript.AddRange(report.Lines.Select(static line => line.ToString()));
        transcript.AddRange(report.Torn.Select(static tail => tail.ToString()));
        return transcript;
    }
}
