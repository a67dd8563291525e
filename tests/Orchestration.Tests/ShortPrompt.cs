namespace TrialKeep.Orchestration.Tests;

[PromptTemplate("{number}?")]
public readonly partial record struct ShortPrompt(int Number);
