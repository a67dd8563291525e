namespace TrialKeep.Storage.Runs;

/// <summary>An evaluation that a run has scores of.</summary>
/// <param name="Name">The evaluator's name.</param>
/// <param name="Identity">The first 16 hexadecimal digits of its identity.</param>
public sealed record EvaluationName(string Name, string Identity);
