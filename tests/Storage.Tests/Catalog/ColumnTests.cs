using TrialKeep.Runtime.Columns;
using TrialKeep.Storage.Catalog;
using TrialKeep.Storage.Runs;
using TrialKeep.Storage.Tests.Samples;

namespace TrialKeep.Storage.Tests.Catalog;

/// <summary>What the catalog takes from JSON without the type is what the type's columns read.</summary>
public sealed class ColumnTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Every_column_of_a_type_has_a_form_of_its_affinity()
    {
        Column<Shaped>[] columns = [.. ShapedValues.ColumnsOf<Shaped>()];
        ColumnForm[] forms = [.. ShapedValues.SchemaOf<Shaped>().Members.Select(ColumnForms.Of).OfType<ColumnForm>()];
        Assert.Equal(columns.Length, forms.Length);
        Assert.Equal(Enum.GetValues<ColumnForm>(), forms.Distinct().Order());
        Assert.All(forms.Zip(columns), static pair => Assert.Equal(pair.Second.Affinity, AffinityOf(pair.First)));
        Assert.All(forms, static form => Assert.Equal(form, ColumnForms.Parse(ColumnForms.NameOf(form))));
        Assert.Null(ColumnForms.Parse("of a later version"));
    }

    [Fact]
    public async Task The_catalog_has_exactly_what_columns_read()
    {
        const int Records = 3000;
        using Store store = Store.Open(_folder.Store);
        await using (RunSession session = store.Experiment("shapes").Begin(Corpus.Manifest(Records), ShapedValues.Start))
        {
            for (int i = 0; i < Records; i++) ShapedValues.Append(session.Writer, i, i);
        }

        Column<Shaped>[] columns = [.. ShapedValues.ColumnsOf<Shaped>()];
        store.CatchUp();
        using Database database = new(Path.Combine(_folder.Store, CatalogSchema.FileName), create: false);
        string list = string.Join(", ", columns.Select(static column => CatalogSchema.Quoted($"record.{column.Name}")));
        using Statement select = database.Prepare($"SELECT columns IS NOT NULL, {list} FROM records JOIN layouts ON layouts.id = layout ORDER BY sequence");
        int described = 0;
        for (int i = 0; i < Records; i++)
        {
            Assert.True(select.Step());
            Shaped record = ShapedValues.Of(i);
            // A member that is not written is not known to be the default of the type: no column of that row is.
            Assert.Equal(record.Unwritten != 0, select.Integer(0) != 0);
            described += (int)select.Integer(0);
            for (int column = 0; column < columns.Length; column++)
            {
                ColumnValue expected = record.Unwritten == 0 ? ColumnValue.Null : columns[column].Read(record);
                Assert.True(expected == ValueOf(select, column + 1), $"{columns[column].Name} of {i}: {expected} is stored as {ValueOf(select, column + 1)}");
            }
        }

        Assert.False(select.Step());
        Assert.InRange(described, Records / 5, Records / 2);
        Assert.Empty(store.Notices);
    }

    private static ColumnValue ValueOf(Statement row, int column) => row.TypeOf(column) switch
    {
        SQLitePCL.raw.SQLITE_NULL => ColumnValue.Null,
        SQLitePCL.raw.SQLITE_INTEGER => ColumnValue.Of(row.Integer(column)),
        SQLitePCL.raw.SQLITE_FLOAT => ColumnValue.Of(row.Real(column)),
        _ => ColumnValue.Of(row.Text(column)),
    };

    private static ColumnAffinity AffinityOf(ColumnForm form) => form switch
    {
        ColumnForm.Text or ColumnForm.Moment => ColumnAffinity.Text,
        ColumnForm.Integer or ColumnForm.Boolean or ColumnForm.Duration => ColumnAffinity.Integer,
        _ => ColumnAffinity.Real,
    };
}
