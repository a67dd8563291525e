using FsCheck;
using FsCheck.Fluent;
using TrialKeep.Runtime.Columns;
using TrialKeep.Storage.Queries;
using TrialKeep.Storage.Runs;
using TrialKeep.Storage.Tests.Samples;

namespace TrialKeep.Storage.Tests.Queries;

/// <summary>Typed queries: the catalog, a scan and the definition say the same.</summary>
public sealed class QueryTests : IDisposable
{
    private const int Records = 60;
    private const int Runs = 3;
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Catalog_scan_and_definition_give_the_same_rows_in_the_same_order()
    {
        await Write();
        using Store indexed = Store.Open(_folder.Store);
        using Store plain = Store.Open(_folder.Store, new() { UseSqlite = false });
        QueriedRecord<Shaped>[] all = [.. plain.Query<Shaped>()];
        Assert.Equal(Records * Runs, all.Length);
        Prop.ForAll<int>(ArbMap.Default.ArbFor<int>(), seed =>
        {
            Random random = new(seed);
            Condition<Shaped>? condition = random.Next(10) == 0 ? null : ConditionOf(random, depth: 3);
            Column<Shaped>? order = random.Next(3) == 0 ? null : OneOf(random, [.. ShapedValues.ColumnsOf<Shaped>()]);
            bool isDescending = random.Next(2) == 0;
            int most = random.Next(3) == 0 ? random.Next(20) : 1000;
            IEnumerable<QueriedRecord<Shaped>> expected = all.Where(row => condition?.Matches(row.Record) ?? true);
            // Both sorts are stable: equal ones stay as they were written.
            if (order is not null) expected = isDescending ? expected.OrderByDescending(row => order.Read(row.Record), NullFirst) : expected.OrderBy(row => order.Read(row.Record), NullFirst);
            string[] wanted = [.. expected.Take(most).Select(Place)];
            Assert.Equal(wanted, Ask(plain, condition, order, isDescending, most));
            Assert.Equal(wanted, Ask(indexed, condition, order, isDescending, most));
        }).QuickCheckThrowOnFailure();
        Assert.Empty(indexed.Notices);
    }

    [Fact]
    public async Task A_run_or_an_experiment_may_be_asked_alone()
    {
        await Write();
        using Store store = Store.Open(_folder.Store);
        RunId run = store.Experiment("shapes").Runs()[1];
        Assert.Equal(Records, store.Experiment("shapes").Query<Shaped>(run: run).Count());
        Assert.All(store.Experiment("shapes").Query<Shaped>(run: run), row => Assert.Equal(run, row.Reference.Run));
        Assert.Equal(Records * Runs, store.Experiment("shapes").Query<Shaped>().Count());
        Assert.Empty(store.Experiment("others").Query<Shaped>());
        Assert.Empty(store.Query<Reply>());
    }

    [Fact]
    public async Task What_is_not_indexed_and_what_was_superseded_is_treated_as_by_a_scan()
    {
        await Write();
        using (Store plain = Store.Open(_folder.Store, new() { UseSqlite = false }))
        {
            StoredExperiment experiment = plain.Experiment("shapes");
            await using RunSession session = experiment.Continue(experiment.Runs()[0], ShapedValues.Start);
            for (int i = 0; i < 10; i++) ShapedValues.Append(session.Writer, i, 5000 + i);
        }

        await AssertSame();
        using (Store store = Store.Open(_folder.Store)) Assert.Equal(Records * Runs + 10, store.Reindex());
        await AssertSame();
    }

    [Fact]
    public async Task A_catalog_with_flipped_bytes_gives_no_record_that_does_not_meet_the_condition()
    {
        await Write();
        string path = Path.Combine(_folder.Store, "catalog.db");
        byte[] good = await File.ReadAllBytesAsync(path);
        Random random = new(5);
        Condition<Shaped> condition = Shaped.Columns.Text == "stop";
        for (int round = 0; round < 100; round++)
        {
            byte[] bad = [.. good];
            for (int i = 0; i < 20; i++) bad[random.Next(bad.Length)] ^= (byte)(1 << random.Next(8));
            await File.WriteAllBytesAsync(path, bad);
            using Store store = Store.Open(_folder.Store);
            Assert.All(store.Query(condition).OrderBy(Shaped.Columns.Real), static row => Assert.Equal("stop", row.Record.Text));
        }
    }

    [Fact]
    public async Task A_condition_that_is_too_large_for_sqlite_is_answered_by_a_scan()
    {
        await Write();
        using Store store = Store.Open(_folder.Store);
        Condition<Shaped> condition = Shaped.Columns.Text == "stop";
        for (int i = 0; i < 2000; i++) condition |= Shaped.Columns.Small == i + 10;
        Assert.Equal(store.Query(Shaped.Columns.Text == "stop").Count(), store.Query(condition).Count());
        Assert.Empty(store.Notices);
    }

    private async Task AssertSame()
    {
        await Task.Yield();
        using Store indexed = Store.Open(_folder.Store);
        using Store plain = Store.Open(_folder.Store, new() { UseSqlite = false });
        Assert.Equal(Records * Runs, plain.Query<Shaped>().Count());
        Assert.Equal(plain.Query<Shaped>().Select(Place), indexed.Query<Shaped>().Select(Place));
        Assert.Equal(plain.Query(Shaped.Columns.Flag == true).OrderBy(Shaped.Columns.At).Select(Place), indexed.Query(Shaped.Columns.Flag == true).OrderBy(Shaped.Columns.At).Select(Place));
    }

    private async Task Write()
    {
        using Store store = Store.Open(_folder.Store);
        for (int run = 0; run < Runs; run++)
        {
            await using RunSession session = store.Experiment("shapes").Begin(Corpus.Manifest(Records), ShapedValues.Start);
            for (int i = 0; i < Records; i++) ShapedValues.Append(session.Writer, i, run * 1000 + i);
        }
    }

    private static string[] Ask(Store store, Condition<Shaped>? condition, Column<Shaped>? order, bool isDescending, int most)
    {
        RecordQuery<Shaped> query = store.Query(condition);
        if (order is not null) query = isDescending ? query.OrderByDescending(order) : query.OrderBy(order);
        return [.. query.Limit(most).Select(Place)];
    }

    private static string Place(QueriedRecord<Shaped> row) => $"{row.Experiment}/{row.Reference.Run}/{row.Reference.Writer}/{row.Reference.Sequence}";

    private static Condition<Shaped> ConditionOf(Random random, int depth) => random.Next(depth == 0 ? 4 : 7) switch
    {
        0 => Text(random),
        1 => Number(random),
        2 => Shaped.Columns.MaybeFlag == OneOf<bool?>(random, [null, true, false]),
        3 => Other(random),
        4 => ConditionOf(random, depth - 1) & ConditionOf(random, depth - 1),
        5 => ConditionOf(random, depth - 1) | ConditionOf(random, depth - 1),
        _ => !ConditionOf(random, depth - 1),
    };

    private static Condition<Shaped> Text(Random random)
    {
        string? value = ShapedValues.Of(random.Next()).Text;
        return random.Next(5) switch
        {
            0 => Shaped.Columns.Text == value,
            1 => Shaped.Columns.Shared != value,
            2 => Shaped.Columns.Text.In(value, "stop", null),
            3 => Shaped.Columns.Odd.In(),
            _ => Shaped.Columns.Text < (value ?? "x"),
        };
    }

    private static Condition<Shaped> Number(Random random)
    {
        Shaped value = ShapedValues.Of(random.Next());
        return random.Next(6) switch
        {
            0 => Shaped.Columns.Real > (double.IsNaN(value.Real) ? 1 : value.Real),
            1 => Shaped.Columns.MaybeReal == value.MaybeReal,
            2 => Shaped.Columns.Large <= 7,
            3 => Shaped.Columns.Unsigned >= value.Unsigned,
            4 => Shaped.Columns.Exact < value.Exact,
            _ => Shaped.Columns.Big == value.Big,
        };
    }

    private static Condition<Shaped> Other(Random random)
    {
        Shaped value = ShapedValues.Of(random.Next());
        return random.Next(4) switch
        {
            0 => Shaped.Columns.At < value.At,
            1 => Shaped.Columns.Ending == value.Ending,
            2 => Shaped.Columns.Access.IsNull(),
            _ => Shaped.Columns.Unwritten == value.Unwritten,
        };
    }

    private static T OneOf<T>(Random random, T[] values) => values[random.Next(values.Length)];

    private static Comparer<ColumnValue> NullFirst { get; } = Comparer<ColumnValue>.Create(static (left, right) =>
        left.IsNull || right.IsNull ? (left.IsNull ? 0 : 1) - (right.IsNull ? 0 : 1) : ColumnValue.Compare(left, right) ?? 0);
}
