using TrialKeep.Storage.Runs;

namespace TrialKeep.Storage.Maintenance;

/// <summary>What a run takes, by part.</summary>
/// <param name="Experiment">Its experiment.</param>
/// <param name="Run">The run.</param>
/// <param name="Journal">Plain segments of its journal.</param>
/// <param name="Sealed">Sealed segments, of its journal and of its evaluations.</param>
/// <param name="Evaluations">Plain segments of its evaluations.</param>
/// <param name="Checkpoints">States of the user's program.</param>
/// <param name="SetAside">lost+found.</param>
/// <param name="Other">run.json, manifest, marks, notes of data sets, locks.</param>
public sealed record RunSize(string Experiment, RunId Run, PartSize Journal, PartSize Sealed, PartSize Evaluations, PartSize Checkpoints, PartSize SetAside, PartSize Other)
{
    /// <summary>The whole run, without the objects that it refers to.</summary>
    public PartSize Total => Journal + Sealed + Evaluations + Checkpoints + SetAside + Other;
}
