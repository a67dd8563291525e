namespace TrialKeep.Analysis.Comparison.Arms;

/// <summary>Which evaluator gave scores.</summary>
/// <param name="Name">The name of the evaluation.</param>
/// <param name="Identity">What identifies its settings and code, in hexadecimal digits: scores of another identity don't mean the same. Empty when it is not known.</param>
public sealed record EvaluatorLabel(string Name, string Identity);
