namespace TrialKeep.Hosting.Builds;

/// <summary>What the environment says of the build server that the program runs on.</summary>
/// <param name="variable">The value of an environment variable; null when it is not set.</param>
internal sealed class BuildEnvironment(Func<string, string?> variable)
{
    /// <summary>The file that GitHub shows as the step's summary; null when there is none.</summary>
    public string? GitHubSummary => Given("GITHUB_STEP_SUMMARY");

    /// <summary>The folder that Azure's agent empties after the job; null when there is none.</summary>
    public string? AzureFolder => Given("AGENT_TEMPDIRECTORY");

    /// <summary>The server that was asked for, else the one that runs the program.</summary>
    public BuildServer Server(BuildServer asked) => asked switch
    {
        not BuildServer.Auto => asked,
        _ when IsTrue("GITHUB_ACTIONS") => BuildServer.GitHub,
        _ when IsTrue("TF_BUILD") => BuildServer.Azure,
        _ => BuildServer.None,
    };

    private bool IsTrue(string name) => string.Equals(variable(name), "true", StringComparison.OrdinalIgnoreCase);

    private string? Given(string name) => variable(name) is { Length: > 0 } value ? value : null;
}
