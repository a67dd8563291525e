namespace TrialKeep.Hosting.Tests.Content;

[PromptTemplate]
[Message("system", "You are {tone}.\nAlways.")]
[Message("user", "How many {what}? {{count}}")]
public readonly partial record struct Chat(string Tone, string What);
