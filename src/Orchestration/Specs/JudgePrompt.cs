namespace TrialKeep;

/// <summary>What a judge is asked.</summary>
/// <param name="Instructions">Who the judge is and how it answers: the system's message.</param>
/// <param name="Question">What it judges: the user's message. Texts to be judged stand between marks that they can't contain.</param>
/// <param name="Judgment">Which of the judgments of one answer this is, from 0: equal prompts with another number want another answer.</param>
public sealed record JudgePrompt(string Instructions, string Question, int Judgment);
