using TrialKeep.Runtime.Keys;
using TrialKeep.Runtime.Schemas;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Orchestration.Specs;

/// <summary>An evaluation of an experiment: an evaluator with a name, of the records or of what a transform makes of them.</summary>
/// <typeparam name="TTask">What was asked.</typeparam>
/// <typeparam name="TRecord">What came out.</typeparam>
public abstract class EvaluationSpec<TTask, TRecord>
    where TRecord : IExperimentRecord<TRecord>
{
    // What identifies an evaluator may lie in a file; whoever plans is ready to say what is wrong with it.
    private readonly Lazy<Digest> _identity;
    private readonly Func<string> _settings;

    private protected EvaluationSpec(string name, Func<string> settings, bool isJudge, CodeIdentity code)
    {
        Name = name;
        _settings = settings;
        IsJudge = isJudge;
        Code = code;
        _identity = new(() => Identities.Evaluation(Settings, code));
    }

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>Canonical text of the kind of evaluator and its settings.</summary>
    /// <exception cref="InvalidInputException">The evaluator needs a file that can't be read.</exception>
    public string Settings => _settings();

    /// <summary>It judges by opinion (<see cref="Evaluator{TTask, TRecord}.IsJudge"/>).</summary>
    public bool IsJudge { get; }

    /// <summary>What identifies the user's code in the evaluator.</summary>
    public CodeIdentity Code { get; }

    /// <summary>The identity of the evaluation: settings and code, not the name and not what is scored.</summary>
    /// <exception cref="InvalidInputException">The evaluator needs a file that can't be read.</exception>
    public Digest Identity => _identity.Value;

    /// <summary>What scores the record itself; null when it is a transform's output that is scored.</summary>
    public virtual Evaluator<TTask, TRecord>? Evaluator => null;

    /// <summary>The transform whose output is scored; null when it is the record.</summary>
    public virtual Transform<TRecord>? Transform => null;

    /// <summary>The schema of what is scored.</summary>
    internal abstract Schema Scored { get; }

    /// <summary>Reads what is to be scored as JSON for readers outside: a record that succeeded, or an output of the transform that is there.</summary>
    internal abstract byte[] View(RunReader reader, in StoredGeneration generation, out KeyId output);

    /// <summary>Reads what is to be scored, as it is stored, and how to score it.</summary>
    internal abstract Func<ScoreContext, CancellationToken, ValueTask<Score>> Open(RunReader reader, TTask task, in StoredGeneration generation, out KeyId output);
}
