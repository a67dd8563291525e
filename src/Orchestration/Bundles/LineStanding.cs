namespace TrialKeep.Orchestration.Bundles;

/// <summary>Whether a line says something that can be kept.</summary>
internal enum LineStanding
{
    /// <summary>It does, and nothing is stored of it.</summary>
    New,

    /// <summary>It is stored.</summary>
    Already,

    /// <summary>It does not.</summary>
    Refused,
}
