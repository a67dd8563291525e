using System.Text.Json;
using TrialKeep.Storage.Journals;
using TrialKeep.Storage.Runs;
using TrialKeep.Storage.Tests.Samples;

namespace TrialKeep.Storage.Tests.Journals;

public sealed class RolloverTests : IDisposable
{
    private const int Records = 60;
    private const int SegmentBytes = 4000;
    private readonly TemporaryFolder _folder = new();
    private RunId _run;

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string> Durabilities => [.. DurabilityCases.Names];

    [Theory]
    [MemberData(nameof(Durabilities))]
    public async Task A_long_journal_has_many_segments_that_read_as_one(string durability)
    {
        using Store store = Open(durability);
        await Write(store);
        string[] segments = Segments("journal");
        Assert.InRange(segments.Length, 5, Records);
        Assert.All(segments[..^1], path => Assert.InRange(new FileInfo(path).Length, SegmentBytes, SegmentBytes + 4096));
        long expected = 1;
        for (int i = 0; i < segments.Length; i++)
        {
            Assert.EndsWith(FormattableString.Invariant($"w0001-{i + 1:D6}.jsonl"), segments[i], StringComparison.Ordinal);
            JsonElement[] lines = [.. File.ReadLines(segments[i]).Select(line => JsonDocument.Parse(line).RootElement)];
            Assert.Equal(expected - 1, lines[0].GetProperty("seq").GetInt64());
            foreach (JsonElement line in lines[1..]) Assert.Equal(expected++, line.GetProperty("seq").GetInt64());
        }

        AssertAll(store);
    }

    [Fact]
    public async Task Scores_and_look_ups_and_the_catalog_go_over_all_segments()
    {
        using Store store = Store.Open(_folder.Store, new() { SegmentBytes = SegmentBytes, ScanBelow = 0 });
        await Write(store);
        Assert.InRange(Segments("right-0000000000000000").Length, 3, Records);
        using GenerationLookup lookup = store.Experiment("sums").Lookup(except: null);
        using RunReader reader = store.Experiment("sums").Read(_run);
        for (int i = 0; i < Records; i++)
        {
            Assert.True(lookup.TryFind(Corpus.Generation(i), out StoredGeneration found));
            Assert.Equal(Corpus.Reply(i), reader.ReadRecord<Reply>(found));
        }

        Assert.Equal(Records, store.Reindex());
        Assert.Empty(store.Notices);
    }

    [Fact]
    public async Task A_writer_tells_of_each_finished_segment_once_and_when_nobody_writes_it_any_more()
    {
        List<string> told = [];
        SegmentName first = new(StreamName.Journal("run", Path.Combine(_folder.Store, "run")), "w0001", 1);
        void Complete(SegmentName segment)
        {
            using FileStream alone = new(segment.Path, FileMode.Open, FileAccess.Read, FileShare.None);
            lock (told) told.Add(segment.Path);
        }

        using (JournalWriter writer = new(new(), first, new(1, Durability.Flush, SegmentBytes, new(1 << 20), TimeProvider.System, new([]), Complete, static _ => { })))
        {
            for (int i = 0; i < Records; i++) await writer.Append(LineKind.Text, ",\"id\":\"00000000000000000000000000000000\",\"text\":\"a text of some length, so that segments fill\""u8).Durable;
        }

        string[] segments = [.. Directory.GetFiles(first.Stream.Folder).Order(StringComparer.Ordinal)];
        Assert.InRange(segments.Length, 2, Records);
        Assert.Equal(segments, told);
    }

    [Fact]
    public async Task Damage_at_the_end_of_a_segment_that_was_finished_is_damage_and_told_once()
    {
        using Store store = Open("flush");
        await Write(store);
        string second = Segments("journal")[1];
        byte[] good = await File.ReadAllBytesAsync(second);
        int last = good.AsSpan(0, good.Length - 1).LastIndexOf((byte)'\n') + 1;
        foreach (byte[] bad in new[] { good[..last], good[..^1], good[..(last + 30)], [.. good[..(last + 30)], (byte)(good[last + 30] ^ 1), .. good[(last + 31)..]] })
        {
            await File.WriteAllBytesAsync(second, bad);
            using RunReader reader = store.Experiment("sums").Read(_run);
            Assert.Single(reader.Damage.Lines);
            Assert.Equal(0, reader.Damage.TornBytes);
            // The line that is gone is a record's or a task's.
            Assert.InRange(reader.Count, Records - 1, Records);
        }
    }

    [Fact]
    public async Task Only_the_last_segment_is_cut()
    {
        using Store store = Open("flush");
        await Write(store);
        string[] segments = Segments("journal");
        foreach (string path in new[] { segments[0], segments[^1] })
        {
            using FileStream file = new(path, FileMode.Open);
            file.SetLength(file.Length - 5);
        }

        long first = new FileInfo(segments[0]).Length;
        await using (store.Experiment("sums").Continue(_run, Corpus.Start)) { }
        Assert.Equal(first, new FileInfo(segments[0]).Length);
        Assert.EndsWith("}\n", await File.ReadAllTextAsync(segments[^1]), StringComparison.Ordinal);
        string kept = Assert.Single(Directory.EnumerateFiles(_folder.Store, "*.torn", SearchOption.AllDirectories));
        Assert.Contains(FormattableString.Invariant($"w0001-{segments.Length:D6}-"), kept, StringComparison.Ordinal);
    }

    private Store Open(string durability) =>
        Store.Open(_folder.Store, new() { UseSqlite = false, SegmentBytes = SegmentBytes, Durability = DurabilityCases.Of(durability) });

    private string[] Segments(string stream) =>
        [.. Directory.EnumerateFiles(Directory.EnumerateDirectories(_folder.Store, stream, SearchOption.AllDirectories).Single(), "*.jsonl").Order(StringComparer.Ordinal)];

    private async Task Write(Store store)
    {
        await using RunSession session = store.Experiment("sums").Begin(Corpus.Manifest(Records), Corpus.Start);
        _run = session.Id;
        for (int i = 0; i < Records; i++)
        {
            Appended appended = Corpus.Append(session.Writer, i);
            if (i % 3 == 0) await appended.Durable;
            await session.Writer.Evaluation("right", default).Append(new(Corpus.Generation(i), session.Writer.ReferenceTo(appended), default, default, i, null, null, null, null, default)).Durable;
        }
    }

    private void AssertAll(Store store)
    {
        using RunReader reader = store.Experiment("sums").Read(_run);
        Assert.Equal(0, reader.Damage.TornBytes);
        Assert.False(reader.Damage.IsDamaged);
        using EvaluationReader scores = reader.Evaluation("right", default);
        Assert.False(scores.Damage.IsDamaged);
        for (int i = 0; i < Records; i++)
        {
            Assert.True(reader.TryGet(Corpus.Generation(i), out StoredGeneration found));
            Assert.Equal(Corpus.Reply(i), reader.ReadRecord<Reply>(found));
            Assert.True(scores.TryGet(Corpus.Generation(i), out StoredScore score));
            Assert.Equal(i, score.Value);
        }
    }
}
