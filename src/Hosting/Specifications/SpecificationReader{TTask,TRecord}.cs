using System.Collections.Immutable;
using Microsoft.Extensions.Configuration;
using TrialKeep.Hosting.Documents;
using TrialKeep.Runtime.Schemas;

namespace TrialKeep.Hosting.Specifications;

/// <summary>Makes the experiment that a specification describes. It looks at everything before it complains of anything.</summary>
internal sealed class SpecificationReader<TTask, TRecord>
    where TTask : IExperimentTask<TTask>
    where TRecord : IExperimentRecord<TRecord>
{
    private readonly Specification<TTask, TRecord> _kinds;
    private readonly Node _root;
    private readonly string _folder;
    private Experiment<TTask, TRecord> _experiment;

    private SpecificationReader(Specification<TTask, TRecord> kinds, Node root, string folder)
    {
        (_kinds, _root, _folder) = (kinds, root, folder);
        string name = root.Required("experiment");
        _experiment = Experiment.For<TTask, TRecord>(name.Length == 0 ? "unnamed" : name);
    }

    /// <exception cref="InvalidInputException">Something is wrong: all of it is told.</exception>
    public static SpecifiedExperiment<TTask, TRecord> Read(Specification<TTask, TRecord> kinds, IConfiguration configuration, string folder, string source)
    {
        Complaints complaints = new();
        SpecificationReader<TTask, TRecord> reader = new(kinds, new(configuration, complaints), folder);
        RunPolicies policies = reader.Read();
        complaints.Throw(source);
        return new(reader._experiment, policies);
    }

    private RunPolicies Read()
    {
        _root.Only("$schema", "experiment", "data", "variants", "samples", "evaluations", "transforms", "stages", "prices", "environment", "run");
        if (new DataReader<TTask>(_kinds.RowKinds, _folder).Read(_root) is { } data) _experiment = _experiment.Data(data);
        RunPolicies policies = PolicyReader.Run(_root.Child("run"));
        VariantLimits limits = PolicyReader.Limits(_root.Child("run")?.Child("limits"));
        Parts("variants", "variant", _kinds.VariantKinds, (node, kind) => Variant(node, kind, limits));
        if (_root.Complaints.Count == 0 && _experiment.Variants.IsEmpty) _root.Complaints.Add("$.variants", "none is enabled; an experiment needs one.");
        if (_root.Count("samples") is { } samples) _experiment = _experiment.Samples(samples);
        Parts("evaluations", "evaluation", _kinds.EvaluatorKinds, (node, kind) => Evaluation(node, kind, limits));
        foreach (Node transform in _root.Items("transforms")) Transform(transform, limits);
        Parts("stages", "stage", _kinds.StageKinds, Stage);
        if (PolicyReader.Prices(_root.Child("prices"), _folder) is { } prices) _experiment = _experiment.Prices(prices);
        if (_root.Text("environment") is { } environment) _experiment = _experiment.Environment(environment);
        return policies;
    }

    private void Parts<TKind>(string list, string what, ImmutableSortedDictionary<string, TKind> kinds, Action<Node, TKind> read)
    {
        IReadOnlyList<Node> nodes = _root.Items(list);
        if (nodes.Count == 0 && list == "variants") _root.Complaints.Add("$.variants", "it is missing; an experiment needs a variant.");
        foreach (Node node in nodes)
        {
            string? name = node.Text("kind") ?? (kinds.Count == 1 ? kinds.Keys.First() : null);
            if (name is null) node.Complaints.Add(node.PathOf("kind"), $"it is missing; say which kind of {what} this is: {string.Join(", ", kinds.Keys)}.");
            else if (!kinds.TryGetValue(name, out TKind? kind)) node.Complaints.AddUnknown(node.PathOf("kind"), $"kind of {what}", name, kinds.Keys);
            else read(node, kind);
        }
    }

    private void Variant(Node node, IPartKind<TTask, TRecord> kind, VariantLimits common)
    {
        node.Only("name", "kind", "settings", "grid", "enabled", "limits");
        string name = node.Required("name");
        VariantLimits limits = PolicyReader.Limits(node.Child("limits")).Over(common);
        bool isEnabled = node.Flag("enabled") ?? true;
        Schema schema = kind.Settings!;
        int before = node.Complaints.Count;
        Dictionary<string, Node> settings = node.Child("settings") is { } given ? SettingsJson.Members(schema, given) : [];
        List<(SchemaMember Member, IReadOnlyList<Node> Values)> grid = Grid(node.Child("grid"), schema, settings);
        Lacking(node, schema, [.. settings.Keys, .. grid.Select(static dimension => dimension.Member.JsonName)]);
        if (node.Complaints.Count > before) return;
        foreach ((string point, Dictionary<string, Node> members) in Points(name, settings, grid))
        {
            if (Bind(node, kind, schema, members) is not { } add || !isEnabled || name.Length == 0) continue;
            Apply(node, experiment => add(experiment, point).Limits(point, limits));
        }
    }

    private void Evaluation(Node node, IPartKind<TTask, TRecord> kind, VariantLimits common)
    {
        node.Only("name", "kind", "settings", "enabled", "limits");
        string name = node.Required("name");
        VariantLimits? own = node.Child("limits") is { } given ? PolicyReader.Limits(given).Over(common) : null;
        if (Adds(node, kind, name) is { } add) Apply(node, experiment => Limited(add(experiment, name), name, own, common));
    }

    // A judge calls somebody whether or not that was said.
    private static Experiment<TTask, TRecord> Limited(Experiment<TTask, TRecord> experiment, string name, VariantLimits? own, VariantLimits common)
    {
        bool isJudge = experiment.Evaluations.Any(evaluation => evaluation.Name == name && evaluation.IsJudge);
        return own is null && !isJudge ? experiment : experiment.LimitEvaluation(name, own ?? common);
    }

    private void Transform(Node node, VariantLimits common)
    {
        node.Only("name", "limits");
        string name = node.Required("name");
        VariantLimits limits = PolicyReader.Limits(node.Child("limits")).Over(common);
        if (node.Complaints.Count == 0 && name.Length > 0) Apply(node, experiment => experiment.LimitTransform(name, limits));
    }

    private void Stage(Node node, Func<Experiment<TTask, TRecord>, string, RunStage, Experiment<TTask, TRecord>> add)
    {
        node.Only("name", "kind", "after", "enabled");
        string name = node.Required("name");
        string after = node.Text("after") ?? StageWord.Of(RunStage.Evaluate);
        RunStage[] places = [RunStage.Generate, RunStage.Transform, RunStage.Evaluate];
        int place = Array.FindIndex(places, stage => StageWord.Of(stage) == after);
        if (place < 0) node.Complaints.AddUnknown(node.PathOf("after"), "stage", after, places.Select(StageWord.Of));
        if (place >= 0 && (node.Flag("enabled") ?? true) && name.Length > 0) Apply(node, experiment => add(experiment, name, places[place]));
    }

    // What adds the evaluation; null where something is wrong, or where it is not enabled.
    private static Func<Experiment<TTask, TRecord>, string, Experiment<TTask, TRecord>>? Adds(Node node, IPartKind<TTask, TRecord> kind, string name)
    {
        bool isEnabled = node.Flag("enabled") ?? true;
        int before = node.Complaints.Count;
        Dictionary<string, Node> settings = [];
        if (kind.Settings is not { } schema)
        {
            if (node.Has("settings")) node.Complaints.Add(node.PathOf("settings"), "this kind of evaluation has no settings; leave them out.");
            return node.Complaints.Count == before && isEnabled && name.Length > 0 ? kind.Bind([]) : null;
        }

        if (node.Child("settings") is { } given) settings = SettingsJson.Members(schema, given);
        Lacking(node, schema, [.. settings.Keys]);
        return node.Complaints.Count == before && Bind(node, kind, schema, settings) is { } add && isEnabled && name.Length > 0 ? add : null;
    }

    // A configuration sorts its members; the order of the type is the same everywhere.
    private static List<(SchemaMember Member, IReadOnlyList<Node> Values)> Grid(Node? grid, Schema schema, Dictionary<string, Node> settings)
    {
        List<(SchemaMember Member, IReadOnlyList<Node> Values)> dimensions = [];
        foreach (Node node in grid?.Children ?? [])
        {
            if (SettingsJson.Find(schema, node.Name) is not { } member)
            {
                node.Complaints.AddUnknown(node.Path, "setting", node.Name, schema.Members.Select(static one => one.JsonName));
                continue;
            }

            Node[] values = node.IsArray ? [.. node.Children] : [];
            if (values.Length == 0) node.Complain("it takes an array of the setting's values, one at least.");
            if (settings.ContainsKey(member.JsonName)) node.Complain("it stands in settings, too; leave one of them out.");
            if (values.GroupBy(SettingsJson.NameOf).FirstOrDefault(static group => group.Count() > 1)?.Key is { } twice) node.Complain($"it has the value '{twice}' twice; keep one.");
            if (values.Count(value => SettingsJson.IsRight(member, value)) == values.Length) dimensions.Add((member, values));
        }

        return [.. dimensions.OrderBy(dimension => schema.Members.IndexOf(dimension.Member))];
    }

    private static IEnumerable<(string Name, Dictionary<string, Node> Members)> Points(string name, Dictionary<string, Node> settings, List<(SchemaMember Member, IReadOnlyList<Node> Values)> grid)
    {
        IEnumerable<(string Name, Dictionary<string, Node> Members)> points = [(name, settings)];
        foreach ((SchemaMember member, IReadOnlyList<Node> values) in grid)
        {
            points = points.SelectMany(point => values.Select(value =>
                ($"{point.Name},{member.JsonName}={SettingsJson.NameOf(value)}", new Dictionary<string, Node>(point.Members, StringComparer.Ordinal) { [member.JsonName] = value })));
        }

        return points;
    }

    private static void Lacking(Node node, Schema schema, IReadOnlyCollection<string> given)
    {
        foreach (SchemaMember member in schema.Members)
        {
            if (!member.IsRequired || given.Contains(member.JsonName) || IsNamed(node, member.JsonName)) continue;
            node.Complaints.Add($"{node.PathOf("settings")}.{member.JsonName}", "it is missing; the type demands it.");
        }
    }

    // It is there and wrong, which was complained of.
    private static bool IsNamed(Node node, string member) => node.Child("settings")?.Has(member) == true || node.Child("grid")?.Has(member) == true;

    private static Func<Experiment<TTask, TRecord>, string, Experiment<TTask, TRecord>>? Bind(Node node, IPartKind<TTask, TRecord> kind, Schema schema, Dictionary<string, Node> members)
    {
        try
        {
            return kind.Bind(SettingsJson.Write(schema, members));
        }
        catch (ExperimentDataException exception)
        {
            node.Complaints.Add(node.PathOf("settings"), exception.Message);
            return null;
        }
    }

    private void Apply(Node node, Func<Experiment<TTask, TRecord>, Experiment<TTask, TRecord>> add)
    {
        try
        {
            _experiment = add(_experiment);
        }
        catch (ArgumentException exception)
        {
            node.Complain(Sentence.Of(exception));
        }
    }
}
