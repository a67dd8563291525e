using TrialKeep;

namespace WordProblems.Types;

[PromptTemplate("Solve step by step, then give the number after '####'.\n\nQuestion: {question}")]
public readonly partial record struct Prompt;
