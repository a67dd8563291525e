namespace TrialKeep.Analysis.Tests.Comparison;

[PromptTemplate("Think before you solve: {question}")]
public readonly partial record struct RestyledPrompt;
