namespace TrialKeep.Analysis.Gates;

/// <summary>What a rule is about: the mean of an evaluation's scores, or the mean or a quantile of a measurement.</summary>
/// <param name="Name">The name of the evaluation, or of the measurement in JSON.</param>
/// <param name="Quantile">The quantile, such as 0.95; null for the mean.</param>
public sealed record RuleMetric(string Name, double? Quantile);
