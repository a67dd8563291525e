namespace TrialKeep;

/// <summary>Gives a record its score.</summary>
/// <typeparam name="TTask">What was asked, with its references.</typeparam>
/// <typeparam name="TRecord">What came out.</typeparam>
public abstract class Evaluator<TTask, TRecord>
{
    /// <summary>Canonical text of the kind of evaluator and its settings: another text, another evaluation.</summary>
    public abstract string Settings { get; }

    /// <summary>It judges by opinion, as a language model does: what it says should be held against labels that people gave.</summary>
    public virtual bool IsJudge => false;

    /// <summary>Scores one record. A thrown exception is recorded and tried again by the next call.</summary>
    public abstract ValueTask<Score> EvaluateAsync(TTask task, TRecord record, CancellationToken cancellation);

    /// <summary>
    /// Scores one record by what is known of where it came from. By default that does not matter; an evaluator that looks at it must not let a
    /// variant's name, which is no identity, decide what its score is, but only which evidence (a person's label) belongs to it.
    /// </summary>
    public virtual ValueTask<Score> EvaluateAsync(TTask task, TRecord record, ScoreContext context, CancellationToken cancellation) =>
        EvaluateAsync(task, record, cancellation);
}
