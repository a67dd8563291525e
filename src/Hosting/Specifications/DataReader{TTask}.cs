using System.Collections.Immutable;
using TrialKeep.Orchestration.Data;
using TrialKeep.Runtime.Columns;
using TrialKeep.Runtime.Schemas;

namespace TrialKeep.Hosting.Specifications;

/// <summary>Reads the data of a specification: files, and which of their items are wanted.</summary>
internal sealed class DataReader<TTask>(ImmutableSortedDictionary<string, RowKind<TTask>> kinds, string folder)
    where TTask : IExperimentTask<TTask>
{
    private static readonly string[] s_formats = ["csv", "json", "jsonl"];

    /// <summary>The tasks; null when something is wrong.</summary>
    public DataSet<TTask>? Read(Node root)
    {
        IReadOnlyList<Node> files = root.Items("data");
        if (files.Count == 0) root.Complaints.Add("$.data", "it is missing; say which file the items are in.");
        DataSet<TTask>?[] sets = [.. files.Select(File)];
        return sets is [{ } only] ? only : sets.Length == 0 || sets.Contains(null) ? null : DataSet.Concat([.. sets.OfType<DataSet<TTask>>()]);
    }

    private DataSet<TTask>? File(Node node)
    {
        int before = node.Complaints.Count;
        node.Only("path", "rows", "format", "pointer", "where", "ids", "subset", "stratified", "limit", "describe");
        string path = node.Required("path");
        string place = Path.Combine(folder, path);
        if (path.Length > 0 && !System.IO.File.Exists(place)) node.Complaints.Add(node.PathOf("path"), $"there is no file {place}.");
        RowKind<TTask>? kind = Kind(node);
        string format = Format(node, path);
        string pointer = node.Text("pointer") ?? "";
        if (pointer.Length > 0 && format != "json") node.Complaints.Add(node.PathOf("pointer"), "a pointer is for a file of the format json.");
        List<Func<DataSet<TTask>, DataSet<TTask>>> queries = Queries(node);
        if (node.Complaints.Count > before || kind is null) return null;
        try
        {
            return queries.Aggregate(kind.Open(place, format, pointer), static (rows, query) => query(rows));
        }
        catch (ArgumentException exception)
        {
            node.Complain(Sentence.Of(exception));
            return null;
        }
    }

    private RowKind<TTask>? Kind(Node node)
    {
        string? name = node.Text("rows") ?? (kinds.Count == 1 ? kinds.Keys.First() : null);
        if (name is null) node.Complaints.Add(node.PathOf("rows"), $"it is missing; say which rows these are: {string.Join(", ", kinds.Keys)}.");
        else if (!kinds.ContainsKey(name)) node.Complaints.AddUnknown(node.PathOf("rows"), "kind of rows", name, kinds.Keys);
        return name is null ? null : kinds.GetValueOrDefault(name);
    }

    private static string Format(Node node, string path)
    {
        string said = node.Text("format") ?? "";
        if (said.Length > 0 && !s_formats.Contains(said)) node.Complaints.AddUnknown(node.PathOf("format"), "format", said, s_formats);
        string plain = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? path[..^3] : path;
        return said.Length > 0 ? said : Path.GetExtension(plain).ToLowerInvariant() switch { ".csv" => "csv", ".json" => "json", _ => "jsonl" };
    }

    // Filters come before draws, and draws before the first so many.
    private static List<Func<DataSet<TTask>, DataSet<TTask>>> Queries(Node node)
    {
        List<Func<DataSet<TTask>, DataSet<TTask>>> queries = [];
        foreach (Node slice in node.Child("where")?.Children ?? [])
        {
            HashSet<string> wanted = [.. node.Child("where")!.Items(slice.Name).Select(static value => value.Value ?? "")];
            if (Column(slice, slice.Name) is { } column) queries.Add(rows => rows.Where(task => wanted.Contains(column.Read(task).ToString())));
        }

        string[] ids = [.. node.Items("ids").Select(static id => id.Value ?? "")];
        if (ids.Length > 0) queries.Add(rows => rows.Ids(ids));
        if (node.Child("subset") is { } subset)
        {
            subset.Only("count", "seed");
            if (Demanded(subset) is { } count) queries.Add(rows => rows.Subset(count, subset.Whole("seed") ?? 0));
        }

        if (node.Child("stratified") is { } strata)
        {
            strata.Only("count", "by", "seed");
            string by = strata.Required("by");
            Column<TTask>? column = by.Length == 0 ? null : Column(strata.Child("by")!, by);
            if (Demanded(strata) is { } count && column is not null) queries.Add(rows => rows.Stratified(count, column.LevelOf, strata.Whole("seed") ?? 0));
        }

        if (node.Count("limit") is { } limit) queries.Add(rows => rows.Limit(limit));
        if (node.Child("describe") is { } described)
        {
            described.Only("name", "revision", "split", "licence", "keep");
            bool keep = described.Flag("keep") ?? false;
            queries.Add(rows => rows.Describe(described.Text("name"), described.Text("revision"), described.Text("split"), described.Text("licence"), keep));
        }

        return queries;
    }

    private static int? Demanded(Node draw)
    {
        if (!draw.Has("count")) draw.Complaints.Add(draw.PathOf("count"), "it is missing; say how many.");
        _ = draw.Whole("seed");
        return draw.Count("count");
    }

    private static Column<TTask>? Column(Node node, string name)
    {
        Column<TTask>? column = TaskSlices.Find<TTask>(name);
        if (column is null) node.Complaints.AddUnknown(node.Path, "slice", name, TaskSlices.Names<TTask>());
        return column;
    }
}
