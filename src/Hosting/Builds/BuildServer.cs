namespace TrialKeep.Hosting.Builds;

/// <summary>Who listens to what a gate says beside a person.</summary>
internal enum BuildServer
{
    /// <summary>The one that runs the program.</summary>
    Auto,
    None,
    GitHub,
    Azure,
}
