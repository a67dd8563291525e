using System.CommandLine;

namespace TrialKeep.Hosting.Services;

/// <summary>Chooses among the experiments of one program.</summary>
internal static class ExperimentChoice
{
    private static readonly string[] s_looking = ["--help", "-h", "-?", "/?", "--version"];

    public static Option<string?> Option(IReadOnlyList<RegisteredExperiment> experiments) => new("--experiment")
    {
        Description = $"Which experiment of the program: {string.Join(", ", experiments.Select(static experiment => experiment.Name))}",
        HelpName = "NAME",
    };

    /// <summary>The experiment that the command line names; without a name the only one.</summary>
    /// <exception cref="InvalidInputException">There is none, it is not known, or there are several and none is named.</exception>
    public static RegisteredExperiment Of(string[] args, IReadOnlyList<RegisteredExperiment> experiments)
    {
        if (experiments.Count == 0) throw new InvalidInputException("The program has no experiment; register one with services.AddExperiment(...).");
        if (experiments.GroupBy(static one => one.Name).FirstOrDefault(static group => group.Count() > 1)?.Key is { } twice) throw new InvalidInputException($"Two experiments are called '{twice}'; register each under its own name.");
        string names = string.Join(", ", experiments.Select(static experiment => experiment.Name));
        if (Named(args) is { } name) return experiments.FirstOrDefault(one => one.Name == name) ?? throw new InvalidInputException($"The program has no experiment '{name}'; there are {names}.");
        if (experiments.Count == 1 || args.Any(static arg => s_looking.Contains(arg))) return experiments[0];
        throw new InvalidInputException($"The program has several experiments: {names}; choose one with --experiment NAME.");
    }

    // What else stands there is for the experiment's own parser.
    private static string? Named(string[] args)
    {
        Option<string?> option = Option([]);
        RootCommand root = new() { TreatUnmatchedTokensAsErrors = false };
        root.Options.Add(option);
        return root.Parse(args).GetValue(option);
    }
}
