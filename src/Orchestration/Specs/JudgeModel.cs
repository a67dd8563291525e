namespace TrialKeep;

/// <summary>A language model that judges: something that answers a prompt, and what identifies it.</summary>
public sealed class JudgeModel
{
    private readonly Func<JudgePrompt, ScoreContext, CancellationToken, Task<string>> _ask;

    /// <summary>A model that judges.</summary>
    /// <param name="identity">Which model it is with which settings: another identity, another evaluation.</param>
    /// <param name="ask">Asks it; what is thrown is a failure of that score, tried again as the limits of the evaluation say, and by the next call.</param>
    public JudgeModel(string identity, Func<JudgePrompt, CancellationToken, Task<string>> ask)
        : this(identity, ask is null ? null! : (prompt, _, cancellation) => ask(prompt, cancellation))
    {
    }

    /// <summary>A model that judges and says what that has used up.</summary>
    /// <param name="identity">Which model it is with which settings: another identity, another evaluation.</param>
    /// <param name="ask">Asks it, and tells <see cref="ScoreContext.Report(Usage, string?)"/> what that took.</param>
    public JudgeModel(string identity, Func<JudgePrompt, ScoreContext, CancellationToken, Task<string>> ask)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(identity);
        ArgumentNullException.ThrowIfNull(ask);
        (Identity, _ask) = (identity, ask);
    }

    /// <summary>Which model it is with which settings.</summary>
    public string Identity { get; }

    /// <summary>Asks it.</summary>
    public Task<string> AskAsync(JudgePrompt prompt, CancellationToken cancellation) => _ask(prompt, default, cancellation);

    /// <summary>Asks it about an answer.</summary>
    public Task<string> AskAsync(JudgePrompt prompt, ScoreContext context, CancellationToken cancellation) => _ask(prompt, context, cancellation);
}
