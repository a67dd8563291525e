using TrialKeep.Storage.Runs;

namespace TrialKeep.Orchestration.Bundles;

/// <summary>What became of an import. <c>Lines = Added + Already + Refused.Count</c>, where nothing was taken because of refused lines <see cref="Added"/> is what would have been.</summary>
/// <param name="Run">The run that was appended to; null when nothing was written.</param>
/// <param name="Lines">Lines that were read, blank ones left out.</param>
/// <param name="Added">Lines that said something new.</param>
/// <param name="Failures">Of these, how many are failures.</param>
/// <param name="Already">Lines that say what is stored already.</param>
/// <param name="Refused">The others.</param>
/// <param name="IsApplied">What is new was written. False when a refused line kept the whole file out.</param>
public sealed record ImportReport(RunId? Run, int Lines, int Added, int Failures, int Already, IReadOnlyList<RefusedLine> Refused, bool IsApplied)
{
    /// <summary>What should be known besides: a bundle that was made from another plan.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
