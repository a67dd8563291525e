namespace TrialKeep.Hosting.Tests;

[PromptTemplate("Think first. {question}")]
public readonly partial record struct CarefulPrompt;
