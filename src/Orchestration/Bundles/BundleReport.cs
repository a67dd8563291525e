namespace TrialKeep.Orchestration.Bundles;

/// <summary>What was exported.</summary>
/// <param name="Folder">The folder.</param>
/// <param name="Items">Items that wait for an answer.</param>
/// <param name="Left">Planned work that is not in the bundle because it needs no answer: done, or known to another run.</param>
/// <param name="Unready">Planned scores that are not in the bundle because their answer, or what a transform makes of it, failed or is missing; 0 in a bundle for generation.</param>
public sealed record BundleReport(string Folder, int Items, int Left, int Unready);
