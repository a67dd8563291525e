using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using TrialKeep.Orchestration.Execution;
using TrialKeep.Orchestration.Planning;

namespace TrialKeep.Hosting.Options;

/// <summary>The options that every program has, and how they are read.</summary>
internal sealed class HostOptions
{
    private readonly Option<string> _store = new("--store") { Description = "The folder of the store", DefaultValueFactory = static _ => "./trials", HelpName = "DIR" };
    private readonly Option<string?> _variant = new("--variant") { Description = "Only the variants whose names match, with * and ?", HelpName = "GLOB" };
    private readonly Option<int?> _limit = Count("--limit", "Only the first N items");
    private readonly Option<int?> _subset = Count("--subset", "A seeded draw of N items");
    private readonly Option<int?> _samples = Count("--samples", "Answers of each variant to each item");
    private readonly Option<int?> _parallelism = Count("--parallelism", "How many answers are asked for at once");
    private readonly Option<WorkFilter> _only = new("--only") { Description = "Only what has failed, is missing, or is outdated", HelpName = "failed|missing|outdated", DefaultValueFactory = static _ => WorkFilter.Everything, CustomParser = Filter };
    private readonly Option<bool> _offline = new("--offline") { Description = "An answer that is not stored is an error: nothing is asked" };
    private readonly Option<bool> _fresh = new("--fresh") { Description = "A new run that looks nothing up" };
    private readonly Option<string?> _json = new("--json") { Description = "Writes the figures as JSON; - is stdout", HelpName = "FILE" };
    private readonly Option<string?> _results = new("--results") { Description = "Writes every answer and score as JSON lines, in plan order", HelpName = "FILE" };
    private readonly Option<string?> _report = new("--report") { Description = "Writes a self-contained HTML report", HelpName = "FILE" };
    private readonly Option<bool> _quiet = new("--quiet", "-q") { Description = "No table and no progress, only errors" };
    private readonly Option<string> _baseline = new("--baseline") { Description = "The run to compare with: an id, the beginning of one, or previous", DefaultValueFactory = static _ => "previous", HelpName = "RUN" };
    private readonly Option<double> _margin = new("--margin") { Description = "How much worse is still accepted: 0.02 is two points", DefaultValueFactory = static _ => 0, HelpName = "SHARE", CustomParser = Share };
    private readonly Argument<string?> _item = new("item") { Description = "Only this item", Arity = ArgumentArity.ZeroOrOne };

    private IReadOnlyList<Option> Everywhere =>
        [_store, _variant, _limit, _subset, _samples, _parallelism, _only, _offline, _fresh, _json, _results, _report, _quiet];

    public void AddTo(Command root)
    {
        foreach (Option option in Everywhere)
        {
            option.Recursive = true;
            root.Options.Add(option);
        }
    }

    public void AddGateTo(Command gate)
    {
        gate.Options.Add(_baseline);
        gate.Options.Add(_margin);
    }

    public void AddItemTo(Command why) => why.Arguments.Add(_item);

    public HostSettings Read(ParseResult parsed, string commandLine)
    {
        HostSettings settings = new()
        {
            Store = parsed.GetValue(_store)!,
            Selection = new Selection
            {
                Limit = parsed.GetValue(_limit),
                Subset = parsed.GetValue(_subset),
                Samples = parsed.GetValue(_samples),
                Variants = parsed.GetValue(_variant),
            },
            Run = new RunOptions
            {
                Parallelism = parsed.GetValue(_parallelism) ?? Environment.ProcessorCount,
                Only = parsed.GetValue(_only),
                Offline = parsed.GetValue(_offline),
                Fresh = parsed.GetValue(_fresh),
                CommandLine = commandLine,
            },
            Json = parsed.GetValue(_json),
            Results = parsed.GetValue(_results),
            Report = parsed.GetValue(_report),
            Quiet = parsed.GetValue(_quiet),
            Baseline = parsed.GetValue(_baseline) ?? "previous",
            Margin = parsed.GetValue(_margin),
            Item = parsed.GetValue(_item),
        };
        foreach (string? file in (ReadOnlySpan<string?>)[settings.Json, settings.Results, settings.Report]) DemandFolder(file);
        return settings;
    }

    // A report that can't be written is found before anything is paid for.
    private static void DemandFolder(string? file)
    {
        if (file is null or "-") return;
        if (Directory.Exists(file)) throw new InvalidInputException($"{file} is a folder; name a file to write.");
        string? folder = Path.GetDirectoryName(Path.GetFullPath(file));
        if (folder is not null && !Directory.Exists(folder)) throw new InvalidInputException($"The folder of {file} does not exist; create it first.");
    }

    private static Option<int?> Count(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "N",
        CustomParser = result =>
        {
            string text = result.Tokens[0].Value;
            if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int count) && count > 0) return count;
            result.AddError($"{name} takes a whole number from 1, not '{text}'.");
            return null;
        },
    };

    private static double Share(ArgumentResult result)
    {
        string text = result.Tokens[0].Value;
        if (double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double share) && share < 1) return share;
        result.AddError($"--margin takes a share from 0 to less than 1, not '{text}'; 0.02 is two points.");
        return 0;
    }

    private static WorkFilter Filter(ArgumentResult result)
    {
        switch (result.Tokens[0].Value)
        {
            case "failed": return WorkFilter.Failed;
            case "missing": return WorkFilter.Missing;
            case "outdated": return WorkFilter.Outdated;
            default:
                result.AddError($"--only takes failed, missing or outdated, not '{result.Tokens[0].Value}'.");
                return WorkFilter.Everything;
        }
    }
}
