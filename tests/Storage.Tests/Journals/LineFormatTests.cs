using System.Globalization;
using System.Text;
using System.Text.Json;
using TrialKeep.Runtime.Keys;
using TrialKeep.Storage.Runs;
using TrialKeep.Storage.Tests.Samples;

namespace TrialKeep.Storage.Tests.Journals;

/// <summary>What docs/formats.md promises to readers in other languages, read with another JSON parser and another checksum.</summary>
public sealed class LineFormatTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_checksum_is_the_castagnoli_one()
    {
        Assert.Equal(0xE3069283u, Storage.Journals.Checksum.Of("123456789"u8, salt: 0));
        Assert.Equal(0xE3069283u, Crc("123456789"u8, 0));
        Assert.Equal(Crc("123456789"u8, 0xDEADBEEF), Storage.Journals.Checksum.Of("123456789"u8, 0xDEADBEEF));
    }

    [Fact]
    public async Task Every_line_is_json_with_a_checksum_that_anybody_can_compute()
    {
        await Write();
        string[] files = [.. Directory.EnumerateFiles(_folder.Path, "*.jsonl", SearchOption.AllDirectories)];
        Assert.Equal(3, files.Length);
        HashSet<string> kinds = [];
        foreach (string file in files) kinds.UnionWith(Check(file));
        Assert.Equal(["generation", "header", "record", "reuse", "score", "task", "template", "text", "variant"], kinds.Order());
    }

    [Fact]
    public async Task Shared_content_is_stored_once_and_before_its_use()
    {
        await Write();
        string[] kinds = [.. File.ReadLines(Directory.EnumerateFiles(_folder.Path, "w0001-000001.jsonl", SearchOption.AllDirectories).Single(path => path.Contains("journal", StringComparison.Ordinal))).Select(line => JsonDocument.Parse(line).RootElement.GetProperty("kind").GetString()!)];
        Assert.Equal(["header", "variant", "template", "text", "task", "record", "record", "task", "text", "record", "record", "reuse"], kinds);
    }

    private static IEnumerable<string> Check(string file)
    {
        uint salt = 0;
        long expected = -1;
        foreach (string line in File.ReadLines(file))
        {
            byte[] bytes = Encoding.UTF8.GetBytes(line);
            JsonElement json = JsonDocument.Parse(bytes).RootElement;
            string[] names = [.. json.EnumerateObject().Select(member => member.Name)];
            Assert.Equal(["kind", "seq"], names[..2]);
            Assert.Equal("crc", names[^1]);
            Assert.Equal(names.Length, names.Distinct().Count());
            Assert.Equal(json.GetProperty("crc").GetString(), Crc(bytes.AsSpan(0, bytes.Length - 18), salt).ToString("x8", CultureInfo.InvariantCulture));
            if (expected < 0) salt = uint.Parse(json.GetProperty("salt").GetString()!, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            else Assert.Equal(expected, json.GetProperty("seq").GetInt64());
            expected = json.GetProperty("seq").GetInt64() + 1;
            yield return json.GetProperty("kind").GetString()!;
        }
    }

    private async Task Write()
    {
        using Store store = Store.Open(_folder.Store, new() { UseSqlite = false });
        await using RunSession session = store.Experiment("sums").Begin(Corpus.Manifest(3), Corpus.Start);
        RunWriter writer = session.Writer;
        Appended first = Corpus.Append(writer, 0);
        Corpus.Append(writer, 0);
        Question relabelled = Corpus.Question(0) with { Label = "other" };
        writer.Task(Key.Of(relabelled), "item-0", relabelled);
        writer.Record(Corpus.Envelope(0, 3), new Reply("NaN is text", double.NaN, "a shared text"), out Digest output);
        Assert.Equal(Digest.Of(Encoding.UTF8.GetBytes($"{{\"text\":\"NaN is text\",\"cost\":\"NaN\",\"shared\":{{\"$text\":\"{Digest.Of("a shared text"u8).Id}\"}}}}")), output);
        writer.Failure(Corpus.Envelope(1), new("refused", "\u0001 \" \\ ü", null, null));
        writer.Reuse(Corpus.Generation(2), writer.ReferenceTo(first));
        writer.Evaluation("judge", Digest.Of("j"u8)).Append(new(Corpus.Generation(0), writer.ReferenceTo(first), default, default, double.NegativeInfinity, null, "…", null, null, default));
    }

    // Bit by bit, unlike the one under test.
    private static uint Crc(ReadOnlySpan<byte> bytes, uint salt)
    {
        uint crc = 0xFFFFFFFF ^ salt;
        foreach (byte value in bytes)
        {
            crc ^= value;
            for (int bit = 0; bit < 8; bit++) crc = (crc & 1) != 0 ? (crc >> 1) ^ 0x82F63B78 : crc >> 1;
        }

        return ~crc;
    }
}
