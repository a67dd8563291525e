using WordProblems.Baselines.Reading;

namespace WordProblems.Baselines;

/// <summary>
/// A rule-based solver: something to compare models with, and to run without any. It reads the question's text and nothing
/// else, and has no state, so one instance may answer many questions at once.
/// </summary>
internal abstract class Baseline
{
    public abstract string Name { get; }

    /// <summary>
    /// A short working that ends with <c>#### number</c>, or one sentence without the mark if the solver can't tell. Never
    /// throws.
    /// </summary>
    public string Solve(string question)
    {
        Working working = new();
        try
        {
            return Attempt(Tokenizer.Read(question), working) is { } answer ? working.With(answer) : Working.CannotTell;
        }
        catch (OverflowException)
        {
            return Working.CannotTell;
        }
    }

    /// <summary>Null if the solver can't tell; decimal arithmetic may overflow.</summary>
    protected abstract decimal? Attempt(IReadOnlyList<Token> tokens, Working working);
}
