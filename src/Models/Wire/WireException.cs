namespace TrialKeep.Models.Wire;

/// <summary>The server answered something that is not a chat completion.</summary>
/// <param name="problem">What is wrong with it, as the end of a sentence.</param>
/// <param name="answer">What it answered, or its beginning.</param>
/// <param name="cause">What the parser threw, if it was the parser that noticed.</param>
internal sealed class WireException(string problem, string answer, Exception? cause = null) : Exception(problem, cause)
{
    public string Answer => answer;
}
