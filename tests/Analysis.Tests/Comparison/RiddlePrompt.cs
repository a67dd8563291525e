namespace TrialKeep.Analysis.Tests.Comparison;

[PromptTemplate("Solve: {question}")]
public readonly partial record struct RiddlePrompt;
