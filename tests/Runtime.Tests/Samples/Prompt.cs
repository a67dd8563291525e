namespace TrialKeep.Runtime.Tests.Samples;

[PromptTemplate("Solve step by step, then give the number after '####'.\n\nQuestion: {question}")]
public readonly partial record struct Prompt;
