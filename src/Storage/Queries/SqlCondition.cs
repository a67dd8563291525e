using System.Collections.Immutable;
using System.Globalization;
using TrialKeep.Runtime.Columns;
using TrialKeep.Storage.Catalog;

namespace TrialKeep.Storage.Queries;

/// <summary>A condition as SQL over the catalog's columns. Values are parameters, and what is null makes nothing unknown.</summary>
internal sealed class SqlCondition : IConditionVisitor<string>
{
    // SQLite's own limits are 32,766 parameters and a depth of 1,000.
    private const int MostParts = 500;
    private const int MostParameters = 10_000;
    private readonly HashSet<string> _columns = [];
    private readonly List<ColumnValue> _parameters = [];
    private int _parts;

    /// <summary>The names of the members that are asked for.</summary>
    public IReadOnlySet<string> Columns => _columns;

    /// <summary>The values, in the order of the parameters from ?1 on.</summary>
    public IReadOnlyList<ColumnValue> Parameters => _parameters;

    /// <summary>SQLite would refuse it: a scan answers.</summary>
    public bool IsTooLarge => _parts > MostParts || _parameters.Count > MostParameters;

    public string Compare(Column column, Comparison comparison, ColumnValue value)
    {
        string name = Name(column);
        string sign = comparison switch
        {
            Comparison.Equal => "=",
            Comparison.Less => "<",
            Comparison.LessOrEqual => "<=",
            Comparison.Greater => ">",
            _ => ">=",
        };
        return $"({name} IS NOT NULL AND {name} {sign} {Parameter(value)})";
    }

    public string In(Column column, ImmutableArray<ColumnValue> values)
    {
        string name = Name(column);
        string listed = string.Join(',', values.Where(static value => !value.IsNull).Select(Parameter));
        string among = listed.Length > 0 ? $"({name} IS NOT NULL AND {name} IN ({listed}))" : "0";
        return values.Contains(ColumnValue.Null) ? $"({name} IS NULL OR {among})" : among;
    }

    public string IsNull(Column column) => $"({Name(column)} IS NULL)";

    public string And(string left, string right) => $"({left} AND {right})";

    public string Or(string left, string right) => $"({left} OR {right})";

    public string Not(string condition) => $"(NOT {condition})";

    /// <summary>The column that a member has in the catalog.</summary>
    public string Name(Column column)
    {
        _parts++;
        _columns.Add(column.Name);
        return CatalogSchema.Quoted(CatalogSchema.PrefixOf(CatalogTable.Records) + column.Name);
    }

    private string Parameter(ColumnValue value)
    {
        _parameters.Add(value);
        return string.Create(CultureInfo.InvariantCulture, $"?{_parameters.Count}");
    }
}
