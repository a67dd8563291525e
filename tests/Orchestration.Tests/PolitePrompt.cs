namespace TrialKeep.Orchestration.Tests;

[PromptTemplate("Please, say {number}.")]
public readonly partial record struct PolitePrompt(int Number);
