using TrialKeep.Runtime.Keys;

namespace TrialKeep.Orchestration.Specs;

/// <summary>An evaluation of an experiment: an evaluator with a name.</summary>
/// <typeparam name="TTask">What was asked.</typeparam>
/// <typeparam name="TRecord">What came out.</typeparam>
public sealed class EvaluationSpec<TTask, TRecord>
{
    // What identifies an evaluator may lie in a file; whoever plans is ready to say what is wrong with it.
    private readonly Lazy<Digest> _identity;

    internal EvaluationSpec(string name, Evaluator<TTask, TRecord> evaluator, CodeIdentity code)
    {
        Name = name;
        Evaluator = evaluator;
        Code = code;
        _identity = new(() => Identities.Evaluation(evaluator.Settings, code));
    }

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>What scores.</summary>
    public Evaluator<TTask, TRecord> Evaluator { get; }

    /// <summary>What identifies the user's code in the evaluator.</summary>
    public CodeIdentity Code { get; }

    /// <summary>The identity of the evaluation: settings and code, not the name.</summary>
    /// <exception cref="InvalidInputException">The evaluator needs a file that can't be read.</exception>
    public Digest Identity => _identity.Value;
}
