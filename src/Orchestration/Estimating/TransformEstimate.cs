namespace TrialKeep.Orchestration.Estimating;

/// <summary>What is left to transform, and what that takes where the transform calls a model.</summary>
/// <param name="Transform">The transform's name.</param>
/// <param name="Outputs">Outputs that are missing, outdated or failed, and those of the answers that are asked for.</param>
/// <param name="Waiting">Of these, how many are made of what another transform has yet to make. Where that finds nothing, or what was transformed before, nothing is asked: their share of what it takes is the most that it can be.</param>
/// <param name="Usage">Tokens and money; nothing where neither a stored output nor the experiment says that the transform uses anything up.</param>
public sealed record TransformEstimate(string Transform, int Outputs, int Waiting, UsageEstimate Usage);
