namespace TrialKeep.Storage.Crash.Tests.Sweeps;

/// <summary>
/// Every file of a small store is cut at every byte, and every bit of it is flipped: nothing is invented, nothing outside the file is lost, and
/// whatever is lost is told by the file's name, or was an end that nobody had said to be durable.
/// </summary>
public sealed class DamageSweepTests : IAsyncLifetime
{
    // Without these nothing is read, and what they are about is still on the disk.
    private static readonly string[] s_keys = ["run.json", "trialkeep.json"];
    private static readonly bool s_isLong = Environment.GetEnvironmentVariable("TRIALKEEP_LONG_TESTS") == "1";
    private readonly TemporaryFolder _folder = new(inMemory: true);

    private string Pristine => Path.Combine(_folder.Path, "pristine");

    public async ValueTask InitializeAsync() => await SmallStore.WriteAsync(Pristine);

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public void A_whole_store_is_read_without_a_complaint()
    {
        Facts facts = Facts.Of(Pristine);
        Assert.Empty(facts.Complaints);
        Assert.Equal(0, facts.Torn);
        string[] kinds = ["marks", "run", "planned", "generation", "task", "variant", "measured", "happened", "artifact", "content", "data", "checkpoint", "score"];
        Assert.All(kinds, kind => Assert.Contains(facts.Said, fact => fact.StartsWith(kind + " ", StringComparison.Ordinal)));
        string[] files = [.. SmallStore.Files(Pristine).Select(file => Path.GetRelativePath(Pristine, file))];
        Assert.Contains(files, file => file.EndsWith(".jsonl.gz", StringComparison.Ordinal));
        Assert.True(files.Count(file => file.EndsWith(".jsonl", StringComparison.Ordinal)) >= 3, string.Join('\n', files));
    }

    [Fact]
    public void Cut_at_every_byte() => Sweep(static content => Enumerable.Range(0, content.Length).Select(length => ($"cut to {length}", content[..length])));

    [Fact]
    public void Flipped_at_every_byte() => Sweep(static content => Enumerable.Range(0, content.Length).SelectMany(Bits).Select(bit =>
    {
        byte[] bad = [.. content];
        bad[bit / 8] ^= (byte)(1 << (bit % 8));
        return ($"bit {bit % 8} of byte {bit / 8}", bad);
    }));

    // One bit of a byte after the other; all of them take minutes.
    private static IEnumerable<int> Bits(int at) => s_isLong ? Enumerable.Range(at * 8, 8) : [(at * 8) + (int)(((ulong)at + Chance.Seed) % 8)];

    private void Sweep(Func<byte[], IEnumerable<(string How, byte[] Content)>> damage)
    {
        string[] names = [.. SmallStore.Files(Pristine).Select(file => file[(Pristine.Length + 1)..]).Where(name => !name.Contains(".db", StringComparison.Ordinal))];
        Parallel.ForEach(names, new ParallelOptions { MaxDegreeOfParallelism = 2 }, name =>
        {
            string store = Path.Combine(_folder.Path, Path.GetRandomFileName());
            SmallStore.Copy(Pristine, store);
            string path = Path.Combine(store, name);
            byte[] content = File.ReadAllBytes(path);
            Facts whole = Facts.Of(store);
            File.Delete(path);
            HashSet<string> elsewhere = Facts.Of(store).Said;
            elsewhere.IntersectWith(whole.Said);
            bool isKey = s_keys.Contains(Path.GetFileName(name));
            foreach ((string how, byte[] bad) in damage(content))
            {
                File.WriteAllBytes(path, bad);
                Check(whole.Said, elsewhere, Facts.Of(store), path, $"{name}, {how}", isKey);
            }
        });
    }

    private static void Check(HashSet<string> whole, HashSet<string> elsewhere, Facts facts, string path, string how, bool isKey)
    {
        Assert.True(facts.Said.IsSubsetOf(whole), $"{how} invented {facts.Said.Except(whole).FirstOrDefault()}");
        bool isUnread = isKey && facts.Complaints.Count > 0;
        Assert.True(isUnread || facts.Said.IsSupersetOf(elsewhere), $"{how} lost what stands elsewhere: {elsewhere.Except(facts.Said).FirstOrDefault()}");
        foreach ((string file, string text) in facts.Complaints) Assert.True(file == path, $"{how} is told of '{file}': {text}");
        bool isTorn = facts.Torn > 0 || path.EndsWith(".jsonl", StringComparison.Ordinal);
        Assert.True(isTorn || facts.Complaints.Count > 0 || facts.Said.Count == whole.Count, $"{how} lost without a word: {whole.Except(facts.Said).FirstOrDefault()}");
    }
}
