namespace TrialKeep.Orchestration.Estimating;

/// <summary>What is left to score, and what that takes where the evaluator calls a model.</summary>
/// <param name="Evaluation">The evaluation's name.</param>
/// <param name="Scores">Scores that are missing, outdated or failed, and those of the answers that are asked for.</param>
/// <param name="Usage">Tokens and money; nothing where neither a stored score nor the experiment says that the evaluator uses anything up.</param>
public sealed record EvaluationEstimate(string Evaluation, int Scores, UsageEstimate Usage);
