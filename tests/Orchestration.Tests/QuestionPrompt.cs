namespace TrialKeep.Orchestration.Tests;

[PromptTemplate("{wording} the number {number}.\nOnly the number.")]
public readonly partial record struct QuestionPrompt(string Wording, int Number);
