namespace TrialKeep;

/// <summary>Tells the run what a chat answer that a transform asked for has used up.</summary>
public static class TransformContextExtensions
{
    /// <summary>Reports the answer's tokens, under the model that answered. One out of a cache or a recording has used up nothing.</summary>
    /// <param name="context">The context that the transform was given.</param>
    /// <param name="answer">The answer.</param>
    /// <returns>The answer, so that the call stands in one line with what is made of it.</returns>
    public static ChatAnswer Report(this TransformContext context, ChatAnswer answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        if (answer.Spent is { } spent) context.Report(spent, answer.Model);
        return answer;
    }
}
