using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using TrialKeep.Analysis.Comparison;
using TrialKeep.Analysis.Comparison.Pairing;
using TrialKeep.Analysis.Gates;
using TrialKeep.Analysis.Gates.Rules;
using TrialKeep.Analysis.Reports;
using TrialKeep.Hosting.Builds;
using TrialKeep.Hosting.Results;
using TrialKeep.Orchestration.Execution;
using TrialKeep.Orchestration.Planning;

namespace TrialKeep.Hosting.Options;

/// <summary>The options that every program has, and how they are read.</summary>
internal sealed class HostOptions
{
    private readonly Option<string?> _store = new("--store") { Description = "The folder of the store", DefaultValueFactory = static _ => "./trials", HelpName = "DIR" };
    private readonly Option<string?> _variant = new("--variant") { Description = "Only the variants whose names match, with * and ?", HelpName = "GLOB" };
    private readonly Option<int?> _limit = Count("--limit", "Only the first N items");
    private readonly Option<int?> _subset = Count("--subset", "A seeded draw of N items");
    private readonly Option<long> _subsetSeed = new("--subset-seed") { Description = "Another seed, another draw of --subset", HelpName = "S", CustomParser = Seed };
    private readonly Option<string?> _subsetBy = new("--subset-by") { Description = "A slice whose levels have their shares in the draw of --subset", HelpName = "SLICE" };
    private readonly Option<int?> _samples = Count("--samples", "Answers of each variant to each item");
    private readonly Option<int?> _parallelism = Count("--parallelism", "How many answers are asked for at once");
    private readonly Option<WorkFilter> _only = new("--only") { Description = "Only what has failed, is missing, or is outdated", HelpName = "failed|missing|outdated", CustomParser = Filter };
    private readonly Option<bool> _offline = new("--offline") { Description = "An answer that is not stored is an error: nothing is asked" };
    private readonly Option<bool> _fresh = new("--fresh") { Description = "A new run that looks nothing up" };
    private readonly Option<string?> _json = new("--json") { Description = "Writes the figures as JSON; - is stdout", HelpName = "FILE" };
    private readonly Option<string?> _results = new("--results") { Description = "Writes every answer and score as JSON lines, in plan order", HelpName = "FILE" };
    private readonly Option<string?> _report = new("--report") { Description = "Writes a self-contained HTML report; by extension Markdown (.md), LaTeX (.tex), CSV or JSON", HelpName = "FILE" };
    private readonly Option<bool> _redact = new("--redact") { Description = "Digests and lengths in the report in place of prompts, outputs and reasons" };
    private readonly Option<bool> _noContent = new("--no-content") { Description = "No prompts, outputs and reasons in the report" };
    private readonly Option<bool> _quiet = new("--quiet", "-q") { Description = "No table and no progress, only errors" };
    private readonly Option<string?> _baseline = new("--baseline") { Description = "What to compare with: a run's id or its beginning, previous, or a file that --write-baseline wrote", DefaultValueFactory = static _ => "previous", HelpName = "RUN|FILE" };
    private readonly Option<string?> _writeBaseline = new("--write-baseline") { Description = "Writes the scores of the stored run, without content, as a baseline file to commit; nothing is judged", HelpName = "FILE" };
    private readonly Option<GateRule[]> _rules = new("--rule") { Description = "A rule, as often as you like: \"correct >= baseline - 0.02\", \"correct >= 0.8\", \"latency.p95 <= 2 at 90%\". Without any, the first evaluation is no worse than by --margin", HelpName = "RULE", CustomParser = Rules };
    private readonly Option<string?> _against = new("--against") { Description = "Also compares each variant with its namesake in another run, or in a baseline file", HelpName = "RUN|FILE" };
    private readonly Option<string[]> _by = new("--by") { Description = "Also compares by the levels of a slice; as often as you like", HelpName = "SLICE" };
    private readonly Option<MissingPolicy> _missing = new("--missing") { Description = "What becomes of pairs of which not both answers are scored: against the candidate (the default), or excluded", HelpName = "against|exclude", CustomParser = Missing };
    private readonly Option<Correction> _correction = new("--correction") { Description = "How p-values are adjusted for the number of pairs", HelpName = "holm|hochberg|bh|by|none", CustomParser = Corrections };
    private readonly Option<string?> _labels = new("--labels") { Description = "The evaluation whose scores are labels that people gave: the agreement of the first evaluation with them is told", HelpName = "EVALUATION" };
    private readonly Option<double> _margin = new("--margin") { Description = "How much worse is still accepted: 0.02 is two points. Identical runs pass with more than z²/margin pairs (z = 1.96), 193 for 0.02", DefaultValueFactory = static _ => 0.02, HelpName = "SHARE", CustomParser = Share };
    private readonly Option<double?> _matters = new("--margin") { Description = "The difference that matters, 0.02 is two points: with which probability this size shows it, and how many pairs would", HelpName = "SHARE", CustomParser = Difference };
    private readonly Option<string?> _junit = new("--junit") { Description = "Writes the verdicts as JUnit XML", HelpName = "FILE" };
    private readonly Option<BuildServer> _annotations = new("--annotations")
    {
        Description = "Whom to tell in its own commands, and where to put a summary: auto is the build server that runs the program", HelpName = "auto|github|azure|none", CustomParser = Server,
    };
    private readonly Option<string[]> _stages = new("--stage") { Description = "Runs this stage of the program's own again, though it is done; as often as you like", HelpName = "NAME" };
    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Does everything but ask, score and write: says what a call would do" };
    private readonly Argument<string?> _run = new("run") { Description = "The run's id or its beginning", Arity = ArgumentArity.ZeroOrOne };
    private readonly PolicyOptions _policies = new();
    private readonly Option<bool> _again = new("--again") { Description = "Also computes anew what is there and current; what was there stays as evidence" };
    private readonly Argument<string?> _item = new("item") { Description = "Only this item", Arity = ArgumentArity.ZeroOrOne };

    /// <summary>What single verbs have.</summary>
    public VerbOptions Verbs { get; } = new();

    private IReadOnlyList<Option> Everywhere =>
        [_store, _variant, _limit, _subset, _subsetSeed, _subsetBy, _samples, _parallelism, _only, _offline, _fresh, _json, _results, _report, _redact, _noContent, _quiet, _stages, _dryRun, .. _policies.All];

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
        gate.Options.Add(_junit);
        gate.Options.Add(_annotations);
        gate.Options.Add(_rules);
        gate.Options.Add(_writeBaseline);
        gate.Options.Add(_missing);
        gate.Options.Add(_labels);
    }

    public void AddCompareTo(Command compare)
    {
        compare.Options.Add(_against);
        compare.Options.Add(_matters);
        compare.Options.Add(_by);
        compare.Options.Add(_missing);
        compare.Options.Add(_correction);
        compare.Options.Add(_labels);
    }

    public void AddRunTo(Command progress) => progress.Arguments.Add(_run);

    public void AddAgainTo(Command stage) => stage.Options.Add(_again);

    public void AddItemTo(Command why) => why.Arguments.Add(_item);

    public HostSettings Read(ParseResult parsed, string commandLine, RunPolicies policies)
    {
        HostSettings settings = new()
        {
            Store = Text(parsed, _store)!,
            Selection = new Selection
            {
                Limit = parsed.GetValue(_limit),
                Subset = parsed.GetValue(_subset),
                SubsetSeed = parsed.GetValue(_subsetSeed),
                SubsetBy = Text(parsed, _subsetBy),
                Samples = parsed.GetValue(_samples),
                Variants = Text(parsed, _variant),
            },
            DryRun = parsed.GetValue(_dryRun),
            Run = policies.Under(_policies.Read(parsed, new RunOptions
            {
                Parallelism = parsed.GetValue(_parallelism) ?? policies.Parallelism ?? Environment.ProcessorCount,
                Only = parsed.GetValue(_only),
                Offline = parsed.GetValue(_offline),
                Fresh = parsed.GetValue(_fresh),
                CommandLine = commandLine,
                Stages = [.. parsed.GetValue(_stages) ?? []],
            })),
            Json = Text(parsed, _json),
            Results = Text(parsed, _results),
            Report = Text(parsed, _report),
            Content = parsed.GetValue(_noContent) ? ContentPolicy.None : parsed.GetValue(_redact) ? ContentPolicy.Redacted : ContentPolicy.Full,
            Junit = Text(parsed, _junit),
            Annotations = parsed.GetValue(_annotations),
            Quiet = parsed.GetValue(_quiet),
            Baseline = Text(parsed, _baseline) ?? "previous",
            Margin = parsed.GetValue(_margin),
            Matters = parsed.GetValue(_matters),
            Item = parsed.GetValue(_item),
            RunId = parsed.GetValue(_run),
            Rules = parsed.GetValue(_rules) ?? [],
            WriteBaseline = Text(parsed, _writeBaseline),
            Against = Text(parsed, _against),
            By = parsed.GetValue(_by) ?? [],
            Missing = parsed.GetValue(_missing),
            Correction = parsed.GetValue(_correction),
            Again = parsed.GetValue(_again),
            Labels = Text(parsed, _labels),
        };
        settings = Verbs.Read(parsed, settings);
        if (settings.Run is { Offline: true, Fresh: true }) throw new InvalidInputException("--offline asks nothing and --fresh asks for everything; leave one of them out.");
        if (settings.Run is { Shared: true, Fresh: true }) throw new InvalidInputException("--shared joins the run that others work on, and --fresh begins one of its own; leave one of them out.");
        if (parsed.GetValue(_redact) && parsed.GetValue(_noContent)) throw new InvalidInputException("--redact shows digests of texts and --no-content nothing of them; leave one of them out.");
        if (settings is { Report: null, Content: not ContentPolicy.Full }) throw new InvalidInputException("--redact and --no-content are about the report; name its file with --report FILE.");
        foreach ((_, string file) in settings.OutputFiles) DemandFolder(file);
        DemandOwnPlaces(settings.OutputFiles);
        return settings;
    }

    private static string? Text(ParseResult parsed, Option<string?> option)
    {
        string? text = parsed.GetValue(option);
        if (text is not null && string.IsNullOrWhiteSpace(text)) throw new InvalidInputException($"{option.Name} is empty; give it a value, or leave it out.");
        return text;
    }

    private static void DemandOwnPlaces(IEnumerable<(string Option, string Path)> files)
    {
        Dictionary<string, string> places = new(StringComparer.Ordinal);
        foreach ((string option, string path) in files)
        {
            string place = path == OutputFile.StandardOutput ? path : Path.GetFullPath(path);
            if (places.TryAdd(place, option)) continue;
            string shown = path == OutputFile.StandardOutput ? "standard output" : path;
            throw new InvalidInputException($"{places[place]} and {option} both write to {shown}; give each its own place.");
        }
    }

    // A report that can't be written is found before anything is paid for.
    private static void DemandFolder(string file)
    {
        if (file == OutputFile.StandardOutput) return;
        if (Directory.Exists(file)) throw new InvalidInputException($"{file} is a folder; name a file to write.");
        string? folder = Path.GetDirectoryName(Path.GetFullPath(file));
        if (folder is not null && !Directory.Exists(folder)) throw new InvalidInputException($"The folder of {file} does not exist; create it first.");
    }

    private static long Seed(ArgumentResult result)
    {
        string text = result.Tokens[0].Value;
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long seed)) return seed;
        result.AddError($"--subset-seed takes a whole number, not '{text}'.");
        return 0;
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

    private static double? Difference(ArgumentResult result)
    {
        string text = result.Tokens[0].Value;
        if (double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double difference) && difference > 0 && double.IsFinite(difference)) return difference;
        result.AddError($"--margin takes a difference of scores above 0, not '{text}'; 0.02 is two points where answers are right or wrong.");
        return null;
    }

    private static BuildServer Server(ArgumentResult result)
    {
        switch (result.Tokens[0].Value)
        {
            case "auto": return BuildServer.Auto;
            case "github": return BuildServer.GitHub;
            case "azure": return BuildServer.Azure;
            case "none": return BuildServer.None;
            default:
                result.AddError($"--annotations takes auto, github, azure or none, not '{result.Tokens[0].Value}'.");
                return BuildServer.Auto;
        }
    }

    private static GateRule[] Rules(ArgumentResult result)
    {
        List<GateRule> rules = [];
        foreach (Token token in result.Tokens)
        {
            try
            {
                rules.Add(RuleText.Parse(token.Value));
            }
            catch (GateRuleException exception)
            {
                result.AddError(exception.Message);
            }
        }

        return [.. rules];
    }

    private static MissingPolicy Missing(ArgumentResult result)
    {
        switch (result.Tokens[0].Value)
        {
            case "against": return MissingPolicy.AgainstCandidate;
            case "exclude": return MissingPolicy.Exclude;
            default:
                result.AddError($"--missing takes against or exclude, not '{result.Tokens[0].Value}'.");
                return MissingPolicy.AgainstCandidate;
        }
    }

    private static Correction Corrections(ArgumentResult result)
    {
        switch (result.Tokens[0].Value)
        {
            case "holm": return Correction.Holm;
            case "hochberg": return Correction.Hochberg;
            case "bh": return Correction.BenjaminiHochberg;
            case "by": return Correction.BenjaminiYekutieli;
            case "none": return Correction.None;
            default:
                result.AddError($"--correction takes holm, hochberg, bh, by or none, not '{result.Tokens[0].Value}'.");
                return Correction.Holm;
        }
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
