using Microsoft.Data.Sqlite;
using TrialKeep.Storage.Maintenance;
using TrialKeep.Storage.Runs;
using TrialKeep.Storage.Tests.Samples;

namespace TrialKeep.Storage.Tests.Maintenance;

/// <summary>The catalog is held against the journals: what a later update would not mend is a finding, what it would is none.</summary>
public sealed class VerifyCatalogTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Database => Path.Combine(_folder.Store, "catalog.db");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_catalog_that_is_whole_behind_or_gone_is_no_finding()
    {
        using Store store = Store.Open(_folder.Store);
        (RunId first, _) = await SampleStore.WriteAsync(store);
        byte[] whole = await File.ReadAllBytesAsync(Database);
        Assert.InRange(store.Verify().CatalogRows ?? 0, 20, 60);
        await using (RunSession session = store.Experiment("sums").Continue(first, Corpus.Start))
        {
            Corpus.Append(session.Writer, 3);
            await session.Writer.FlushAsync();
            Assert.Empty(store.Verify().Findings);
        }

        store.CatchUp();
        await File.WriteAllBytesAsync(Database, whole);
        VerifyReport behind = store.Verify();
        Assert.Empty(behind.Findings);
        Assert.InRange(behind.CatalogRows ?? 0, 20, 60);
        Assert.Equal(whole, await File.ReadAllBytesAsync(Database));
        File.Delete(Database);
        Assert.Null(store.Verify().CatalogRows);
        Assert.True(store.Verify().IsSound);
        Assert.False(File.Exists(Database));
    }

    [Theory]
    [InlineData("UPDATE records SET sequence = sequence + 1 WHERE id = 1", "records has a row")]
    [InlineData("UPDATE records SET superseded = 1 WHERE id = 1", "records has a row")]
    [InlineData("UPDATE records SET elapsed = 99 WHERE id = 1", "records has a row")]
    [InlineData("UPDATE records SET segment = 77 WHERE id = 1", "records has a row")]
    [InlineData("UPDATE records SET input_tokens = 7 WHERE id = 1", "records has a row")]
    [InlineData("UPDATE scores SET cost = 7 WHERE id = 1", "scores has a row")]
    [InlineData("DELETE FROM scores WHERE id = 1", "scores lacks a row")]
    [InlineData("UPDATE scores SET value = 0 WHERE id = 1", "scores has a row")]
    [InlineData("UPDATE tasks SET item = 'other' WHERE id = 1", "tasks has a row")]
    [InlineData("UPDATE variants SET name = 'other'", "variants has a row")]
    [InlineData("UPDATE reuses SET source_sequence = 1 WHERE source_sequence > 1", "reuses has a row")]
    [InlineData("UPDATE runs SET succeeded = 0", "runs says otherwise")]
    [InlineData("DELETE FROM meta", "it can't be used")]
    public async Task A_row_that_the_journals_do_not_give_is_named(string sql, string what)
    {
        using Store store = Store.Open(_folder.Store);
        await SampleStore.WriteAsync(store);
        Execute(sql);
        VerifyReport report = store.Verify();
        Assert.All(report.Findings, finding => Assert.Equal((FindingKind.CatalogDiffers, Database), (finding.Kind, finding.File)));
        Assert.Contains(report.Findings, finding => finding.Message.Contains(what, StringComparison.Ordinal));
        Assert.False(report.IsSound);
        store.Reindex();
        Assert.Empty(store.Verify().Findings);
    }

    [Fact]
    public async Task Bytes_that_are_no_database_are_named()
    {
        using Store store = Store.Open(_folder.Store);
        await SampleStore.WriteAsync(store);
        byte[] bytes = await File.ReadAllBytesAsync(Database);
        bytes.AsSpan(0, 4096).Fill(0x55);
        await File.WriteAllBytesAsync(Database, bytes);
        Finding finding = Assert.Single(store.Verify().Findings);
        Assert.Equal((FindingKind.CatalogDiffers, Database), (finding.Kind, finding.File));
        Assert.Equal(bytes, await File.ReadAllBytesAsync(Database));
    }

    private void Execute(string sql)
    {
        using SqliteConnection connection = new($"Data Source={Database};Pooling=False");
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
#pragma warning disable CA2100 // The texts are the test's own.
        command.CommandText = sql;
#pragma warning restore CA2100
        Assert.NotEqual(0, command.ExecuteNonQuery());
    }
}
