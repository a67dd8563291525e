namespace TrialKeep;

/// <summary>Starts a family of prompts.</summary>
public static class PromptFamily
{
    /// <summary>A family without a prompt, to which <c>Add</c> adds them.</summary>
    /// <typeparam name="TInput">What is asked: the task's <c>Input</c>.</typeparam>
    public static PromptFamily<TInput> For<TInput>() => new([]);
}
