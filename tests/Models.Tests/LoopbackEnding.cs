namespace TrialKeep.Models.Tests;

/// <summary>How the server leaves a connection.</summary>
public enum LoopbackEnding
{
    /// <summary>In order.</summary>
    Close,

    /// <summary>As a crashed process does: the client sees a reset.</summary>
    Reset,

    /// <summary>Not before the client leaves or the server ends.</summary>
    Hold,
}
