namespace WordProblems.Problems;

/// <summary>A kind of problem: it tells a story with drawn people, things and numbers, and asks a question whose answer it knows.</summary>
internal sealed record Template(string Name, string Topic, Action<Story> Tell);
