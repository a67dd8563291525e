namespace TrialKeep.Hosting.Tests;

[PromptTemplate("{question}")]
public readonly partial record struct BarePrompt;
