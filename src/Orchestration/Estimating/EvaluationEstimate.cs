namespace TrialKeep.Orchestration.Estimating;

/// <summary>What is left to score.</summary>
/// <param name="Evaluation">The evaluation's name.</param>
/// <param name="Scores">Scores that are missing, outdated or failed, and those of the answers that are asked for.</param>
public sealed record EvaluationEstimate(string Evaluation, int Scores);
