namespace WordProblems.Problems;

/// <summary>One line of <c>problems.jsonl</c>.</summary>
internal sealed record Problem(string Id, string Topic, string Question, decimal Answer);
