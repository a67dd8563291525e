using Microsoft.Data.Sqlite;
using TrialKeep.Storage.Catalog;

namespace TrialKeep.Storage.Tests.Catalog;

public sealed class SqliteLibraryTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_program_that_queries_by_its_own_connection_uses_the_same_library()
    {
        string? ours = Store.SqliteVersion;
        SQLitePCL.Batteries_V2.Init();
        using SqliteConnection connection = new("Data Source=:memory:");
        connection.Open();
        Assert.Equal(ours, connection.ServerVersion);
        Assert.NotNull(ours);
    }

    [Fact]
    public void Values_come_back_as_they_were_bound()
    {
        using Database database = new(Path.Combine(_folder.Path, "a … \"b\".db"), create: true);
        database.Execute("CREATE TABLE t(a, b, c, d, e, f, g)");
        using (Statement insert = database.Prepare("INSERT INTO t VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7)"))
        {
            insert.Bind(1, long.MinValue).Bind(2, "ä\0\U0001F600").Bind(3, "");
            insert.Bind(4, double.NegativeInfinity);
            insert.BindNull(5);
            insert.BindBlob(6, []);
            insert.BindBlob(7, [0, 255]);
            insert.Run();
        }

        using Statement select = database.Prepare("SELECT a, b, c, d, e, length(f), hex(g), typeof(c), typeof(f), length(CAST(b AS BLOB)) FROM t");
        Assert.True(select.Step());
        Assert.Equal(long.MinValue, select.Integer(0));
        Assert.Equal("ä\0\U0001F600", select.Text(1));
        Assert.Equal(("", "text", "blob"), (select.Text(2), select.Text(7), select.Text(8)));
        Assert.Equal(double.NegativeInfinity, select.Real(3));
        Assert.True(select.IsNull(4));
        Assert.Equal((0, 7), (select.Integer(5), select.Integer(9)));
        Assert.Equal("00FF", select.Text(6));
        Assert.False(select.Step());
    }

    [Fact]
    public void What_SQLite_says_is_told_and_a_closed_database_is_refused()
    {
        Database database = new(Path.Combine(_folder.Path, "one.db"), create: true);
        Assert.Contains("no such table: nowhere", Assert.Throws<CatalogException>(() => database.Execute("SELECT * FROM nowhere")).Message, StringComparison.Ordinal);
        Statement open = database.Prepare("SELECT 1");
        database.Dispose();
        open.Dispose();
        Assert.Throws<ObjectDisposedException>(() => database.Execute("SELECT 1"));
        Assert.Throws<CatalogException>(() => new Database(Path.Combine(_folder.Path, "gone", "one.db"), create: false));
    }
}
