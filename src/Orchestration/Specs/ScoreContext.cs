namespace TrialKeep;

/// <summary>Which answer is scored, beside its task.</summary>
/// <param name="Variant">The display name of the variant that gave it.</param>
/// <param name="Sample">Which of its repeated answers it is, from 0.</param>
public readonly record struct ScoreContext(string Variant, int Sample);
