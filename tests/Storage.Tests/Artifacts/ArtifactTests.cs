using System.Security.Cryptography;
using System.Text;
using TrialKeep.Runtime.Keys;
using TrialKeep.Storage.Artifacts;
using TrialKeep.Storage.Recovery;
using TrialKeep.Storage.Runs;
using TrialKeep.Storage.Tests.Samples;

namespace TrialKeep.Storage.Tests.Artifacts;

public sealed class ArtifactTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Store _store;
    private readonly StoredExperiment _experiment;

    public ArtifactTests()
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
    public async Task A_file_comes_back_byte_for_byte_and_lies_where_its_digest_says()
    {
        byte[] content = Bytes(1_000_003);
        await using RunSession session = _experiment.Begin(Corpus.Manifest(1), Corpus.Start);
        StoredArtifact stored = await session.Writer.ArtifactAsync(new("plot.png") { Generation = Corpus.Generation(0), MediaType = "image/png" }, new MemoryStream(content));
        string hex = Convert.ToHexStringLower(SHA256.HashData(content));
        Assert.Equal(content, await File.ReadAllBytesAsync(Path.Combine(_folder.Store, "objects", hex[..2], hex)));
        using RunReader reader = _experiment.Read(session.Id);
        Assert.Equal([stored], reader.Artifacts.List());
        Assert.Equal((hex, 1_000_003L, "image/png"), (stored.Content.ToString(), stored.Bytes, stored.MediaType));
        Assert.Equal([stored], reader.Artifacts.Of(Corpus.Generation(0)));
        Assert.Empty(reader.Artifacts.Of(null));
        Assert.Equal(stored, reader.Artifacts.Find("plot.png", Corpus.Generation(0)));
        Assert.Null(reader.Artifacts.Find("plot.png"));
        await using Stream stream = reader.Artifacts.Open(stored);
        using MemoryStream copy = new();
        await stream.CopyToAsync(copy);
        Assert.Equal(content, copy.ToArray());
        string file = Path.Combine(_folder.Path, "copy.png");
        reader.Artifacts.CopyTo(stored, file);
        Assert.Equal(content, await File.ReadAllBytesAsync(file));
        Assert.Empty(Incoming());
    }

    [Fact]
    public async Task The_content_goes_through_in_pieces()
    {
        PieceFiles files = new();
        using Store measured = Store.Open(_folder.Store, new() { UseSqlite = false, Files = files });
        await using RunSession session = measured.Experiment("sums").Begin(Corpus.Manifest(1), Corpus.Start);
        Zeros zeros = new(32 << 20);
        StoredArtifact stored = await session.Writer.ArtifactAsync(new("large"), zeros);
        using RunReader reader = measured.Experiment("sums").Read(session.Id);
        reader.Artifacts.CopyTo(stored, Path.Combine(_folder.Path, "copy"));
        Assert.Equal(32 << 20, stored.Bytes);
        Assert.InRange(zeros.Largest, 1, 1 << 20);
        Assert.InRange(files.Largest, 1, 1 << 20);
    }

    [Fact]
    public async Task The_same_content_is_stored_once_whoever_stores_it()
    {
        using Store other = Store.Open(_folder.Store, new() { UseSqlite = false });
        byte[] content = Bytes(300_000);
        await using RunSession first = _experiment.Begin(Corpus.Manifest(1), Corpus.Start);
        await using RunSession second = other.Experiment("products").Begin(Corpus.Manifest(2), Corpus.Start);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() => (i % 2 == 0 ? first : second).Writer.ArtifactAsync(new($"copy-{i}"), new MemoryStream(content)))));
        Assert.Single(Objects());
        Assert.Equal(new StoredObject(Digest.Of(content), 300_000), _store.Objects.All().Single());
        _store.Objects.Verify(_store.Objects.All().Single());
        List<ArtifactReference> references = [];
        DamageReport damage = _store.Objects.VisitReferences(references.Add);
        Assert.False(damage.IsDamaged);
        Assert.Equal(8, references.Count(reference => reference.Content == Digest.Of(content)));
        Assert.Equal(["products", "sums"], references.Select(reference => reference.Experiment).Distinct());
        Assert.Equal(Enumerable.Range(0, 8).Select(i => $"copy-{i}"), references.Select(reference => reference.Name).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(150_000)]
    [InlineData(299_999)]
    public async Task A_wrong_byte_is_an_error_with_file_and_digest_and_storing_it_again_mends_it(int at)
    {
        byte[] content = Bytes(300_000);
        await using RunSession session = _experiment.Begin(Corpus.Manifest(1), Corpus.Start);
        StoredArtifact stored = await session.Writer.ArtifactAsync(new("data"), new MemoryStream(content));
        string path = Objects().Single();
        byte[] damaged = [.. content];
        damaged[at] ^= 1;
        await File.WriteAllBytesAsync(path, damaged);
        using RunReader reader = _experiment.Read(session.Id);
        StoreException error = Assert.Throws<StoreException>(() => Drain(reader.Artifacts.Open(stored)));
        Assert.Equal((Problem.Damaged, path), (error.Problem, error.File));
        Assert.Contains(stored.Content.ToString(), error.Message, StringComparison.Ordinal);
        string copy = Path.Combine(_folder.Path, "copy");
        await File.WriteAllTextAsync(copy, "mine");
        Assert.Throws<StoreException>(() => reader.Artifacts.CopyTo(stored, copy));
        Assert.Equal("mine", await File.ReadAllTextAsync(copy));
        Assert.False(File.Exists(copy + ".tmp"));
        Assert.Throws<StoreException>(() => _store.Objects.Verify(_store.Objects.All().Single()));
        await session.Writer.ArtifactAsync(new("data"), new MemoryStream(content));
        Drain(reader.Artifacts.Open(stored));
    }

    [Fact]
    public async Task An_object_that_is_cut_or_gone_is_an_error_before_its_first_byte()
    {
        await using RunSession session = _experiment.Begin(Corpus.Manifest(1), Corpus.Start);
        StoredArtifact stored = await session.Writer.ArtifactAsync(new("data"), new MemoryStream(Bytes(1000)));
        using RunReader reader = _experiment.Read(session.Id);
        string path = Objects().Single();
        await using (FileStream file = new(path, FileMode.Open)) file.SetLength(999);
        StoreException cut = Assert.Throws<StoreException>(() => reader.Artifacts.Open(stored));
        Assert.Equal((Problem.Damaged, path, 999L), (cut.Problem, cut.File, cut.Offset));
        File.Delete(path);
        StoreException gone = Assert.Throws<StoreException>(() => reader.Artifacts.Open(stored));
        Assert.Equal(Problem.NotFound, gone.Problem);
        Assert.Contains(stored.Content.ToString(), gone.Message, StringComparison.Ordinal);
        Assert.False(_store.Objects.Contains(stored.Content));
    }

    [Fact]
    public async Task A_content_that_is_not_the_expected_one_is_not_stored()
    {
        await using RunSession session = _experiment.Begin(Corpus.Manifest(1), Corpus.Start);
        Artifact artifact = new("model") { Expected = Digest.Of("right"u8) };
        StoreException error = await Assert.ThrowsAsync<StoreException>(() => session.Writer.ArtifactAsync(artifact, new MemoryStream(Encoding.UTF8.GetBytes("wrong"))));
        Assert.Equal(Problem.Damaged, error.Problem);
        Assert.Empty(Objects());
        Assert.Empty(Incoming());
        Assert.Equal(5, (await session.Writer.ArtifactAsync(artifact, new MemoryStream(Encoding.UTF8.GetBytes("right")))).Bytes);
    }

    [Fact]
    public async Task What_the_device_changed_on_its_way_is_seen_when_it_is_read_back()
    {
        using Store lying = Store.Open(_folder.Store, new() { UseSqlite = false, Files = new LyingFiles() });
        await using RunSession session = lying.Experiment("sums").Begin(Corpus.Manifest(1), Corpus.Start);
        StoreException error = await Assert.ThrowsAsync<StoreException>(() => session.Writer.ArtifactAsync(new("data"), new MemoryStream(Bytes(5000))));
        Assert.Equal(Problem.Damaged, error.Problem);
        Assert.Empty(Objects());
    }

    [Fact]
    public async Task A_later_artifact_of_the_name_counts_and_the_earlier_one_is_still_referred_to()
    {
        await using RunSession session = _experiment.Begin(Corpus.Manifest(1), Corpus.Start);
        await session.Writer.ArtifactAsync(new("log"), new MemoryStream(Bytes(10)));
        await session.Writer.ArtifactAsync(new("other"), new MemoryStream(Bytes(30)));
        StoredArtifact second = await session.Writer.ArtifactAsync(new("log"), new MemoryStream(Bytes(20)));
        using RunReader reader = _experiment.Read(session.Id);
        Assert.Equal([20L, 30], reader.Artifacts.List().Select(artifact => artifact.Bytes));
        Assert.Equal(second, reader.Artifacts.Find("log"));
        Assert.Equal(3, reader.Artifacts.All().Count());
        List<ArtifactReference> references = [];
        _store.Objects.VisitReferences(references.Add);
        Assert.Equal([1L, 2, 3], references.Select(reference => reference.Line!.Value.Sequence));
    }

    [Fact]
    public async Task A_file_without_content_is_a_file_too()
    {
        await using RunSession session = _experiment.Begin(Corpus.Manifest(1), Corpus.Start);
        string file = Path.Combine(_folder.Path, "empty");
        await File.WriteAllBytesAsync(file, []);
        StoredArtifact stored = await session.Writer.ArtifactAsync(new("empty"), file);
        using RunReader reader = _experiment.Read(session.Id);
        Drain(reader.Artifacts.Open(stored));
        Assert.Equal("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", stored.Content.ToString());
        StoreException missing = await Assert.ThrowsAsync<StoreException>(() => session.Writer.ArtifactAsync(new("gone"), file + "x"));
        Assert.Equal(Problem.NotFound, missing.Problem);
    }

    [Theory]
    [InlineData("../x", null)]
    [InlineData("a/b", null)]
    [InlineData("", null)]
    [InlineData("nul", null)]
    [InlineData("a", "png")]
    [InlineData("a", "image/\"png\"")]
    [InlineData("a", "image/png\n")]
    public async Task A_name_or_media_type_that_is_none_is_refused_before_anything_is_written(string name, string? type)
    {
        await using RunSession session = _experiment.Begin(Corpus.Manifest(1), Corpus.Start);
        StoreException error = await Assert.ThrowsAsync<StoreException>(() => session.Writer.ArtifactAsync(new(name) { MediaType = type }, new MemoryStream()));
        Assert.Equal(Problem.BadName, error.Problem);
        Assert.False(Directory.Exists(Path.Combine(_folder.Store, "objects")));
    }

    [Fact]
    public async Task What_the_callers_stream_throws_is_the_callers_and_leaves_nothing()
    {
        await using RunSession session = _experiment.Begin(Corpus.Manifest(1), Corpus.Start);
        await Assert.ThrowsAsync<InvalidTimeZoneException>(() => session.Writer.ArtifactAsync(new("x"), new Zeros(1 << 20) { FailsAt = 300_000 }));
        using CancellationTokenSource stopped = new();
        await stopped.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => session.Writer.ArtifactAsync(new("x"), new MemoryStream(Bytes(10)), stopped.Token));
        Assert.Empty(Objects());
        Assert.Empty(Incoming());
    }

    [Fact]
    public async Task What_a_killed_writer_left_is_removed_by_the_next_and_what_a_living_one_writes_is_not()
    {
        RunId dead;
        await using (RunSession session = _experiment.Begin(Corpus.Manifest(1), Corpus.Start))
        {
            dead = session.Id;
            await session.Writer.ArtifactAsync(new("x"), new MemoryStream(Bytes(10)));
        }

        await using RunSession living = _experiment.Begin(Corpus.Manifest(2), Corpus.Start);
        await living.Writer.ArtifactAsync(new("y"), new MemoryStream(Bytes(20)));
        string incoming = Path.Combine(_folder.Store, "objects", "incoming");
        string[] left = [$"sums~{dead.Text}~w0001~7.tmp", $"sums~{living.Id.Text}~w0001~7.tmp", $"gone~{dead.Text}~w0001~1.tmp", "not ours.tmp", $"..~{dead.Text}~w0001~1.tmp"];
        foreach (string name in left) await File.WriteAllTextAsync(Path.Combine(incoming, name), "half");
        using Store next = Store.Open(_folder.Store, new() { UseSqlite = false });
        await using RunSession third = next.Experiment("sums").Begin(Corpus.Manifest(3), Corpus.Start);
        await third.Writer.ArtifactAsync(new("z"), new MemoryStream(Bytes(30)));
        Assert.Equal(new[] { left[1], left[3], left[4] }.Order(StringComparer.Ordinal), Incoming().Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal));
        Assert.Equal(3, _store.Objects.All().Count());
    }

    [Fact]
    public async Task Whichever_file_operation_fails_an_acknowledged_artifact_is_there_whole()
    {
        FailingFiles counting = new();
        await Work(Path.Combine(_folder.Path, "count"), counting);
        Assert.InRange(counting.Operations, 40, 500);
        for (int failAt = 1; failAt <= counting.Operations; failAt += Sweep.Every(2))
        {
            string folder = Path.Combine(_folder.Path, $"fail-{failAt}");
            List<string> acknowledged = [];
            Exception? error = await Record.ExceptionAsync(async () => acknowledged.AddRange(await Work(folder, new FailingFiles { FailAt = failAt, StaysBroken = failAt % 2 == 0 })));
            Assert.True(error is null or StoreException, $"operation {failAt}: {error}");
            using Store store = Store.Open(folder, new() { UseSqlite = false });
            foreach (StoredObject stored in store.Objects.All()) store.Objects.Verify(stored);
            if (store.Experiment("sums").Runs() is not [var run]) continue;
            using RunReader reader = store.Experiment("sums").Read(run);
            Assert.False(reader.Damage.IsDamaged);
            Assert.All(acknowledged, name => Drain(reader.Artifacts.Open(reader.Artifacts.Find(name)!)));
            Assert.All(reader.Artifacts.All(), artifact => Drain(reader.Artifacts.Open(artifact)));
        }
    }

    [Fact]
    public async Task A_full_disk_is_said_and_leaves_the_others_whole()
    {
        FailingFiles files = new();
        using Store small = Store.Open(_folder.Store, new() { UseSqlite = false, Files = files });
        await using RunSession session = small.Experiment("sums").Begin(Corpus.Manifest(1), Corpus.Start);
        StoredArtifact first = await session.Writer.ArtifactAsync(new("first"), new MemoryStream(Bytes(100)));
        files.Space = 100_000;
        StoreException error = await Assert.ThrowsAsync<StoreException>(() => session.Writer.ArtifactAsync(new("second"), new MemoryStream(Bytes(500_000))));
        Assert.Equal(Problem.DiskFull, error.Problem);
        Assert.Single(Objects());
        Assert.Empty(Incoming());
        files.Space = long.MaxValue / 2;
        await session.Writer.ArtifactAsync(new("second"), new MemoryStream(Bytes(500_000)));
        Drain(_store.Objects.Open(first.Content, first.Bytes));
    }

    [Fact]
    public async Task The_artifacts_of_a_reused_generation_are_found_where_it_was_made()
    {
        RunId first;
        await using (RunSession session = _experiment.Begin(Corpus.Manifest(1), Corpus.Start))
        {
            first = session.Id;
            Corpus.Append(session.Writer, 0);
            await session.Writer.ArtifactAsync(new("trace") { Generation = Corpus.Generation(0) }, new MemoryStream(Bytes(10)));
        }

        await using RunSession second = _experiment.Begin(Corpus.Manifest(2), Corpus.Start);
        using GenerationLookup lookup = _experiment.Lookup(second.Id);
        Assert.True(lookup.TryFind(Corpus.Generation(0), out StoredGeneration found));
        await second.Writer.Reuse(Corpus.Generation(0), found.Reference).Durable;
        using RunReader reader = _experiment.Read(second.Id);
        Assert.True(reader.TryGet(Corpus.Generation(0), out StoredGeneration reused));
        RunReader maker = reader.ReaderOf(reused);
        Assert.Equal(first, maker.Info.Id);
        Drain(maker.Artifacts.Open(maker.Artifacts.Of(Corpus.Generation(0)).Single()));
        Assert.Empty(reader.Artifacts.List());
    }

    private static async Task<List<string>> Work(string folder, FailingFiles files)
    {
        using Store store = Store.Open(folder, new() { UseSqlite = false, Files = files });
        await using RunSession session = store.Experiment("sums").Begin(Corpus.Manifest(1), Corpus.Start);
        List<string> acknowledged = [];
        foreach (string name in new[] { "a", "b", "c" })
        {
            await session.Writer.ArtifactAsync(new(name), new MemoryStream(Bytes(name[0] * 1000)));
            acknowledged.Add(name);
        }

        return acknowledged;
    }

    private static void Drain(Stream stream)
    {
        using (stream)
        {
            byte[] piece = new byte[7777];
            while (stream.Read(piece) > 0) { }
        }
    }

    private static byte[] Bytes(int count)
    {
        byte[] bytes = new byte[count];
        new Random(count).NextBytes(bytes);
        return bytes;
    }

    private string[] Objects() => [.. Directory.Exists(Path.Combine(_folder.Store, "objects")) ? Directory.EnumerateFiles(Path.Combine(_folder.Store, "objects"), "*", SearchOption.AllDirectories).Where(path => !path.Contains("incoming", StringComparison.Ordinal)) : []];

    private string[] Incoming() => Directory.GetFiles(Path.Combine(_folder.Store, "objects", "incoming"));

    private sealed class LyingFiles : Storage.Files.FileOperations
    {
        public override void Write(Microsoft.Win32.SafeHandles.SafeFileHandle file, ReadOnlySpan<byte> bytes, long offset)
        {
            byte[] changed = bytes.ToArray();
            if (changed.Length == 5000) changed[4321] ^= 4;
            base.Write(file, changed, offset);
        }
    }

    private sealed class PieceFiles : Storage.Files.FileOperations
    {
        public int Largest { get; private set; }

        public override int Read(Microsoft.Win32.SafeHandles.SafeFileHandle file, Span<byte> target, long offset)
        {
            int read = base.Read(file, target, offset);
            Largest = Math.Max(Largest, read);
            return read;
        }

        public override void Write(Microsoft.Win32.SafeHandles.SafeFileHandle file, ReadOnlySpan<byte> bytes, long offset)
        {
            Largest = Math.Max(Largest, bytes.Length);
            base.Write(file, bytes, offset);
        }
    }

    private sealed class Zeros(long length) : Stream
    {
        private long _position;

        public long FailsAt { get; init; } = long.MaxValue;

        public int Largest { get; private set; }

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => length;

        public override long Position { get => _position; set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override int Read(Span<byte> buffer)
        {
            if (Position >= FailsAt) throw new InvalidTimeZoneException();
            int read = (int)Math.Min(buffer.Length, length - _position);
            buffer[..read].Clear();
            _position += read;
            Largest = Math.Max(Largest, read);
            return read;
        }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => new(Read(buffer.Span));

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
