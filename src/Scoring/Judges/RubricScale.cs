namespace TrialKeep;

/// <summary>The scale of a rubric: a whole number from <paramref name="Low"/> to <paramref name="High"/>, both included.</summary>
/// <param name="Low">The worst.</param>
/// <param name="High">The best.</param>
public readonly record struct RubricScale(int Low, int High);
