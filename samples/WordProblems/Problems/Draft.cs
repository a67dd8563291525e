namespace WordProblems.Problems;

/// <summary>A problem with what it was made from, so that a test can work out its answer in another way.</summary>
/// <param name="Problem">What is written to the file; nothing else of the draft is.</param>
/// <param name="Template">Name of the template.</param>
/// <param name="Parameters">The numbers that matter, by the template's names for them.</param>
/// <param name="Distractor">The number that is in the text and does not matter, if there is one.</param>
internal sealed record Draft(Problem Problem, string Template, IReadOnlyDictionary<string, decimal> Parameters, decimal? Distractor);
