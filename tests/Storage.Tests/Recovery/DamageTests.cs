using System.Globalization;
using TrialKeep.Runtime.Keys;
using TrialKeep.Storage.Runs;
using TrialKeep.Storage.Tests.Samples;

namespace TrialKeep.Storage.Tests.Recovery;

public sealed class DamageTests : IDisposable
{
    private const int Records = 5;
    private readonly TemporaryFolder _folder = new();
    private readonly Store _store;
    private readonly StoredExperiment _experiment;
    private RunId _run;

    public DamageTests()
    {
        _store = Store.Open(_folder.Store, new() { UseSqlite = false });
        _experiment = _store.Experiment("sums");
    }

    private string RunFolder => Path.Combine(_folder.Store, "experiments", "sums", "runs", _run.Text);

    private string Segment => Path.Combine(RunFolder, "journal", "w0001-000001.jsonl");

    public void Dispose()
    {
        _store.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_journal_that_is_cut_anywhere_keeps_every_whole_line()
    {
        byte[] good = await Write();
        int[] ends = LineEnds(good);
        for (int length = 0; length <= good.Length; length += Sweep.Every(3))
        {
            await File.WriteAllBytesAsync(Segment, good[..length]);
            using RunReader reader = _experiment.Read(_run);
            // The header, variant, template, text come first; then a task and a record each.
            int whole = ends.Count(end => end <= length);
            Assert.Equal(Math.Max(0, (whole - 4) / 2), reader.Count);
            AssertGood(reader);
            Assert.False(reader.Damage.IsDamaged);
            Assert.Equal(length - (whole == 0 ? 0 : ends[whole - 1]), reader.Damage.TornBytes);
        }
    }

    [Fact]
    public async Task A_torn_tail_is_cut_by_the_next_session_and_kept_in_lost_and_found()
    {
        byte[] good = await Write();
        foreach (int cut in new[] { 1, 17, 18, 19, 200 })
        {
            await File.WriteAllBytesAsync(Segment, good[..^cut]);
            int[] ends = LineEnds(good[..^cut]);
            await using (_experiment.Continue(_run, Corpus.Start)) { }
            Assert.Equal(ends[^1], new FileInfo(Segment).Length);
            string kept = Path.Combine(RunFolder, "lost+found", string.Create(CultureInfo.InvariantCulture, $"journal-w0001-000001-{ends[^1]}.torn"));
            Assert.Equal(good[ends[^1]..^cut], await File.ReadAllBytesAsync(kept));
            using RunReader reader = _experiment.Read(_run);
            Assert.Equal(0, reader.Damage.TornBytes);
        }
    }

    [Fact]
    public async Task A_flipped_byte_anywhere_loses_its_own_line_and_is_told_with_its_place()
    {
        byte[] good = await Write();
        int[] ends = LineEnds(good);
        for (int at = 0; at < good.Length; at += Sweep.Every(3))
        {
            byte[] bad = [.. good];
            bad[at] ^= (byte)(1 << (at % 8));
            await File.WriteAllBytesAsync(Segment, bad);
            using RunReader reader = _experiment.Read(_run);
            AssertGood(reader);
            int line = ends.Count(end => end <= at);
            int start = line == 0 ? 0 : ends[line - 1];
            // A flip makes at most two lines one; the last batch was never said to be flushed and may be torn.
            Assert.InRange(reader.Count, Records - 1 - (good[at] == '\n' ? 1 : 0), Records);
            if (line >= ends.Length - 2) continue;
            Assert.True(reader.Damage.IsDamaged, $"byte {at}");
            Assert.Equal((Segment, line + 1, start), (reader.Damage.Lines[0].File, (int)reader.Damage.Lines[0].Line, (int)reader.Damage.Lines[0].Offset));
        }
    }

    [Fact]
    public async Task Damage_before_good_lines_is_never_cut()
    {
        byte[] good = await Write();
        byte[] bad = [.. good];
        bad[good.Length / 2] ^= 4;
        await File.WriteAllBytesAsync(Segment, bad);
        await using (RunSession session = _experiment.Continue(_run, Corpus.Start)) Assert.True(session.Reader.Damage.IsDamaged);
        Assert.Equal(bad, await File.ReadAllBytesAsync(Segment));
        Assert.False(Directory.Exists(Path.Combine(RunFolder, "lost+found")));
    }

    [Theory]
    [InlineData(0)] // the header
    [InlineData(5)]
    [InlineData(8)]
    public async Task A_line_that_is_gone_is_noticed_by_its_sequence(int line)
    {
        byte[] good = await Write();
        int[] ends = LineEnds(good);
        int start = line == 0 ? 0 : ends[line - 1];
        await File.WriteAllBytesAsync(Segment, [.. good[..start], .. good[ends[line]..]]);
        using RunReader reader = _experiment.Read(_run);
        AssertGood(reader);
        Assert.Contains("gone", Assert.Single(reader.Damage.Lines).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Doubled_lines_are_told_and_count_once()
    {
        byte[] good = await Write();
        int[] ends = LineEnds(good);
        await File.WriteAllBytesAsync(Segment, [.. good[..ends[5]], .. good[ends[4]..ends[5]], .. good[ends[5]..]]);
        using RunReader reader = _experiment.Read(_run);
        Assert.Equal(Records, reader.Count);
        AssertGood(reader);
        Assert.NotEmpty(reader.Damage.Lines);
    }

    [Fact]
    public async Task A_hole_in_the_last_batch_is_torn_and_the_lines_after_it_count()
    {
        FailingFiles files = new();
        using ManualResetEventSlim written = new();
        using Store store = Store.Open(_folder.Store, new() { UseSqlite = false, Files = files });
        await using (RunSession session = store.Experiment("sums").Begin(Corpus.Manifest(Records), Corpus.Start))
        {
            _run = session.Id;
            Appended first = Corpus.Append(session.Writer, 0);
            await first.Durable;
            long before = new FileInfo(Segment).Length;
            // While the first line of the next batch is being flushed the others gather into one batch.
            files.OnFlush = written.Wait;
            Corpus.Append(session.Writer, 1);
            while (new FileInfo(Segment).Length <= before) await Task.Yield();
            for (int i = 2; i < Records; i++) Corpus.Append(session.Writer, i);
            written.Set();
        }

        byte[] good = await File.ReadAllBytesAsync(Segment);
        int[] ends = LineEnds(good);
        int last = Array.FindLastIndex(ends, end => end < good.Length && good.AsSpan(end, Math.Min(60, good.Length - end)).IndexOf("\"flushed\""u8) >= 0);
        Assert.True(ends.Length - last > 4, "the last batch has several lines");
        Array.Clear(good, ends[last], ends[last + 1] - ends[last]);
        await File.WriteAllBytesAsync(Segment, good);
        using RunReader reader = _experiment.Read(_run);
        Assert.False(reader.Damage.IsDamaged);
        Assert.Equal(ends[last + 1] - ends[last], reader.Damage.TornBytes);
        Assert.True(reader.TryGet(Corpus.Generation(Records - 1), out _));
    }

    [Fact]
    public async Task A_segment_that_is_gone_is_noticed()
    {
        await Write();
        string second = Segment.Replace("000001", "000002", StringComparison.Ordinal);
        FailingFiles files = new() { FailFlushAt = 9 };
        using Store store = Store.Open(_folder.Store, new() { UseSqlite = false, Files = files });
        await using (RunSession session = store.Experiment("sums").Begin(Corpus.Manifest(1), Corpus.Start))
        {
            _run = session.Id;
            for (int i = 0; i < 20; i++) await Corpus.Append(session.Writer, i).Durable;
        }

        Assert.True(File.Exists(Segment.Replace("000001", "000002", StringComparison.Ordinal)), second);
        File.Delete(Segment);
        using RunReader reader = _experiment.Read(_run);
        Assert.Contains("earlier segment", Assert.Single(reader.Damage.Lines).Reason, StringComparison.Ordinal);
        AssertGood(reader);
    }

    [Fact]
    public async Task A_file_of_random_bytes_hides_nothing_and_is_reported_where_it_was_acknowledged()
    {
        byte[] good = await Write();
        byte[] noise = new byte[100_000];
        new Random(7).NextBytes(noise);
        await File.WriteAllBytesAsync(Segment.Replace("w0001", "w0002", StringComparison.Ordinal), noise);
        int[] ends = LineEnds(good);
        await File.WriteAllBytesAsync(Segment, [.. good[..ends[6]], .. noise, (byte)'\n', .. good[ends[6]..]]);
        using RunReader reader = _experiment.Read(_run);
        Assert.Equal(Records, reader.Count);
        AssertGood(reader);
        Assert.All(reader.Damage.Lines, line => Assert.Equal(Segment, line.File));
        Assert.NotEmpty(reader.Damage.Lines);
    }

    [Fact]
    public async Task A_newer_segment_is_refused()
    {
        byte[] good = await Write();
        byte[] header = System.Text.Encoding.UTF8.GetBytes(System.Text.Encoding.UTF8.GetString(good[..LineEnds(good)[0]]).Replace("\"format\":1", "\"format\":2", StringComparison.Ordinal));
        Storage.Journals.Checksum.Format(Storage.Journals.Checksum.Of(header.AsSpan(0, header.Length - 19), 0), header.AsSpan(header.Length - 11));
        await File.WriteAllBytesAsync(Segment, header);
        StoreException error = Assert.Throws<StoreException>(() => _experiment.Read(_run));
        Assert.Equal((Problem.NewerFormat, Segment), (error.Problem, error.File));
    }

    private static void AssertGood(RunReader reader)
    {
        for (int i = 0; i < Records; i++)
        {
            if (reader.TryGet(Corpus.Generation(i), out StoredGeneration found)) Assert.Equal(Corpus.Reply(i), reader.ReadRecord<Reply>(found));
        }
    }

    private static int[] LineEnds(byte[] journal) => [.. Enumerable.Range(0, journal.Length).Where(at => journal[at] == '\n').Select(at => at + 1)];

    // Each record is awaited, so that each is a batch of its own.
    private async Task<byte[]> Write()
    {
        await using (RunSession session = _experiment.Begin(Corpus.Manifest(Records), Corpus.Start))
        {
            _run = session.Id;
            session.Writer.Variant(Corpus.SolverKey, "x", Code.Version("1"), Corpus.Solver);
            for (int i = 0; i < Records; i++)
            {
                Question question = Corpus.Question(i);
                session.Writer.Task(Key.Of(question), question.Id, question);
                await session.Writer.FlushAsync();
                await session.Writer.Record(Corpus.Envelope(i), Corpus.Reply(i)).Durable;
            }
        }

        return await File.ReadAllBytesAsync(Segment);
    }
}
