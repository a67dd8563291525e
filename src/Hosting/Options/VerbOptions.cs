using System.CommandLine;
using System.CommandLine.Parsing;
using TrialKeep.Orchestration.Bundles;
using TrialKeep.Orchestration.Differences;
using TrialKeep.Orchestration.Resuming;

namespace TrialKeep.Hosting.Options;

/// <summary>The arguments and options that single verbs have: what to resume, to hold against each other, to hand over and to take in.</summary>
internal sealed class VerbOptions
{
    private readonly Argument<string?> _from = new("from") { Description = "What to start from: plan, latest, previous, or a run's id or its beginning (latest)", Arity = ArgumentArity.ZeroOrOne };
    private readonly Argument<string?> _to = new("to") { Description = "What to come to, named alike (plan)", Arity = ArgumentArity.ZeroOrOne };
    private readonly Argument<string?> _run = new("run") { Description = "latest, previous, or a run's id or its beginning (latest)", Arity = ArgumentArity.ZeroOrOne };
    private readonly Argument<string?> _file = new("file") { Description = "A file of JSON lines" };
    private readonly Argument<string?> _folder = new("folder") { Description = "The folder of the bundle" };
    private readonly Option<string?> _log = new("--log") { Description = "Where the background process writes what it says; else into the run's folder", HelpName = "FILE" };
    private readonly Option<BundleKind> _kind = new("--kind") { Description = "What is wanted: answers (generation, the default) or scores (evaluation)", HelpName = "generation|evaluation", CustomParser = Kind };
    private readonly Option<ImportPolicy?> _refused = new("--refused") { Description = "What becomes of a file of which lines are refused: nothing of it is taken (stop, the default of import), or its good lines are (skip, that of import-bundle)", HelpName = "stop|skip", CustomParser = Policy };

    public void AddDiffTo(Command diff)
    {
        diff.Arguments.Add(_from);
        diff.Arguments.Add(_to);
    }

    public void AddResumeTo(Command resume) => resume.Arguments.Add(_run);

    public void AddSubmitTo(Command submit) => submit.Options.Add(_log);

    public void AddImportTo(Command import)
    {
        import.Arguments.Add(_file);
        import.Options.Add(_refused);
    }

    public void AddExportTo(Command export)
    {
        export.Arguments.Add(_folder);
        export.Options.Add(_kind);
    }

    public void AddBundleTo(Command import)
    {
        import.Arguments.Add(_folder);
        import.Options.Add(_refused);
    }

    public HostSettings Read(ParseResult parsed, HostSettings settings) => settings with
    {
        From = parsed.GetValue(_from) ?? RunNames.Latest,
        To = parsed.GetValue(_to) ?? Differ.PlanName,
        RunName = parsed.GetValue(_run) ?? RunNames.Latest,
        Input = parsed.GetValue(_file) ?? parsed.GetValue(_folder) ?? "",
        Log = parsed.GetValue(_log),
        Kind = parsed.GetValue(_kind),
        Refused = parsed.GetValue(_refused),
    };

    private static BundleKind Kind(ArgumentResult result)
    {
        switch (result.Tokens[0].Value)
        {
            case "generation": return BundleKind.Generation;
            case "evaluation": return BundleKind.Evaluation;
            default:
                result.AddError($"--kind takes generation or evaluation, not '{result.Tokens[0].Value}'.");
                return BundleKind.Generation;
        }
    }

    private static ImportPolicy? Policy(ArgumentResult result)
    {
        switch (result.Tokens[0].Value)
        {
            case "stop": return ImportPolicy.WholeFile;
            case "skip": return ImportPolicy.GoodLines;
            default:
                result.AddError($"--refused takes stop or skip, not '{result.Tokens[0].Value}'.");
                return null;
        }
    }
}
