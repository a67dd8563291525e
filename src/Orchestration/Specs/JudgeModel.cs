namespace TrialKeep;

/// <summary>A language model that judges: something that answers a prompt, and what identifies it.</summary>
public sealed class JudgeModel
{
    private readonly Func<JudgePrompt, CancellationToken, Task<string>> _ask;

    /// <summary>A model that judges.</summary>
    /// <param name="identity">Which model it is with which settings: another identity, another evaluation.</param>
    /// <param name="ask">Asks it; what is thrown is a failure of that score and tried again by the next call.</param>
    public JudgeModel(string identity, Func<JudgePrompt, CancellationToken, Task<string>> ask)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(identity);
        ArgumentNullException.ThrowIfNull(ask);
        (Identity, _ask) = (identity, ask);
    }

    /// <summary>Which model it is with which settings.</summary>
    public string Identity { get; }

    /// <summary>Asks it.</summary>
    public Task<string> AskAsync(JudgePrompt prompt, CancellationToken cancellation) => _ask(prompt, cancellation);
}
