using Microsoft.Win32.SafeHandles;
using TrialKeep.Runtime.Keys;
using TrialKeep.Storage.Files;
using TrialKeep.Storage.Indexes;

namespace TrialKeep.Storage.Tests.Indexes;

/// <summary>A long list says the same from a temporary file as from memory, whoever goes over it in whatever order.</summary>
public sealed class SpillFileTests
{
    private const int Held = 1 << 16;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_list_that_is_spilled_is_the_list(int seed)
    {
        Random random = new(seed);
        using SpillFile spill = new(new FileOperations(), Held);
        ChunkedList<(long, KeyId)> list = new(spill);
        List<(long, KeyId)> model = [];
        for (int i = 0; i < 120_000; i++)
        {
            if (random.Next(8) > 0 || model.Count == 0)
            {
                (long, KeyId) entry = (i, Of(random.Next()));
                list.Add(entry);
                model.Add(entry);
            }
            else
            {
                int at = random.Next(2) == 0 ? random.Next(model.Count) : Math.Max(0, model.Count - random.Next(1, 300));
                model[at] = list[at] = (-i, Of(i));
            }
        }

        Assert.True(spill.Pages > 100, $"{spill.Pages} pages");
        Assert.Equal(model.Count, list.Count);
        for (int i = 0; i < model.Count; i++) Assert.Equal(model[i], list[i]);
        for (int i = 0; i < 20_000; i++) Demand(model, list, random.Next(model.Count));
    }

    [Fact]
    public void Several_threads_may_read_it()
    {
        using SpillFile spill = new(new FileOperations(), Held);
        ChunkedList<long> list = new(spill);
        for (int i = 0; i < 1_000_000; i++) list.Add(i * 7L);
        Parallel.For(0, 8, thread =>
        {
            Random random = new(thread);
            for (int i = 0; i < 50_000; i++)
            {
                int at = thread % 2 == 0 ? random.Next(list.Count) : i * 20 % list.Count;
                Assert.Equal(at * 7L, list[at]);
            }
        });
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(40)]
    public void Where_there_is_no_room_memory_has_to_do(int pages)
    {
        using SpillFile spill = new(new Cramped(pages), Held);
        ChunkedList<long> list = new(spill);
        for (int i = 0; i < 300_000; i++) list.Add(i);
        for (int i = 0; i < 300_000; i += 3) list[i] = -i;
        for (int i = 0; i < 300_000; i++) Assert.Equal(i % 3 == 0 ? -i : i, list[i]);
    }

    [Fact]
    public void A_disk_that_fails_is_named_with_a_cure()
    {
        Cramped files = new(int.MaxValue);
        using SpillFile spill = new(files, Held);
        ChunkedList<long> list = new(spill);
        for (int i = 0; i < 300_000; i++) list.Add(i);
        files.IsBroken = true;
        StoreException error = Assert.Throws<StoreException>(() => list[5]);
        Assert.Equal(Problem.NotReadable, error.Problem);
        Assert.Equal("The temporary file of an index can't be read (the device is gone); look after the disk that holds temporary files, or set TMPDIR to a folder on another, and call again.", error.Message);
        files.IsBroken = false;
        Assert.Equal(5, list[5]);
    }

    [Theory]
    [InlineData(64)]
    [InlineData(Held)]
    [InlineData(int.MaxValue)]
    public void Keys_are_found_by_their_numbers_and_others_are_not(int held)
    {
        using SpillFile spill = new(new FileOperations(), held);
        KeyTable table = new(spill);
        // Equal in the bits that say the slot, and in those that say the part: only the key itself tells them apart.
        KeyId[] keys = [.. Enumerable.Range(0, 30_000).Select(static i => new KeyId(((UInt128)(ulong)(i / 64) << 96) | ((UInt128)(ulong)i << 64) | unchecked((ulong)(i % 5000) * 0x9E3779B97F4A7C15)))];
        for (int i = 0; i < keys.Length; i++) Assert.Equal((i, true), (table.Add(keys[i], out bool isNew), isNew));
        for (int i = keys.Length - 1; i >= 0; i--) Assert.Equal((i, false), (table.Add(keys[i], out bool isNew), isNew));
        for (int i = 0; i < keys.Length; i += 7) Assert.Equal(-1, table.Find(new(keys[i].Value ^ ((UInt128)1 << 90))));
        Assert.Equal(keys, Enumerable.Range(0, table.Count).Select(number => table[number]));
    }

    [Fact]
    public void A_temporary_file_has_no_name_that_a_killed_process_would_leave()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Elsewhere the system does not say what a handle's file is called.");
        using SafeFileHandle file = new FileOperations().CreateTemporary();
        RandomAccess.Write(file, "kept"u8, 4096);
        byte[] read = new byte[4];
        Assert.Equal(4, RandomAccess.Read(file, read, 4096));
        Assert.Equal("kept"u8.ToArray(), read);
        string name = new FileInfo($"/proc/self/fd/{file.DangerousGetHandle()}").LinkTarget!;
        Assert.Contains("/trialkeep-", name, StringComparison.Ordinal);
        Assert.EndsWith(" (deleted)", name, StringComparison.Ordinal);
    }

    private static void Demand<T>(List<T> model, ChunkedList<T> list, int at)
        where T : struct => Assert.Equal(model[at], list[at]);

    private static KeyId Of(int number) => new((UInt128)(ulong)number << 64 | (UInt128)(ulong)number);

    private sealed class Cramped(int pages) : FileOperations
    {
        private readonly bool _hasFolder = pages > 0;
        private int _left = pages;

        public bool IsBroken { get; set; }

        public override SafeFileHandle CreateTemporary() => !_hasFolder ? throw new UnauthorizedAccessException("no folder") : base.CreateTemporary();

        public override void Write(SafeFileHandle file, ReadOnlySpan<byte> bytes, long offset)
        {
            if (_left-- <= 0) throw new IOException("no space");
            base.Write(file, bytes, offset);
        }

        public override int Read(SafeFileHandle file, Span<byte> target, long offset) => IsBroken ? throw new IOException("the device is gone.") : base.Read(file, target, offset);
    }
}
