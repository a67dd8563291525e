namespace TrialKeep;

/// <summary>Tells the run what a chat answer has used up and how it ended.</summary>
public static class VariantContextExtensions
{
    /// <summary>Reports the answer's tokens, under the model that answered, and whether it was cut or refused. One out of a cache or a recording has used up nothing.</summary>
    /// <param name="context">The context that the variant was given.</param>
    /// <param name="answer">The answer.</param>
    /// <returns>The answer, so that the call stands in one line with what makes the record.</returns>
    public static ChatAnswer Report(this VariantContext context, ChatAnswer answer)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(answer);
        if (answer.Spent is { } spent) context.Report(spent, answer.Model);
        context.Report(answer.Outcome);
        return answer;
    }
}
