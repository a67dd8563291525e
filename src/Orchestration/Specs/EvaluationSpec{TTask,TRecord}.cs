using TrialKeep.Runtime.Keys;

namespace TrialKeep.Orchestration.Specs;

/// <summary>An evaluation of an experiment: an evaluator with a name.</summary>
/// <typeparam name="TTask">What was asked.</typeparam>
/// <typeparam name="TRecord">What came out.</typeparam>
public sealed class EvaluationSpec<TTask, TRecord>
{
    internal EvaluationSpec(string name, Evaluator<TTask, TRecord> evaluator, CodeIdentity code)
    {
        Name = name;
        Evaluator = evaluator;
        Code = code;
        Identity = Identities.Evaluation(evaluator.Settings, code);
    }

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>What scores.</summary>
    public Evaluator<TTask, TRecord> Evaluator { get; }

    /// <summary>What identifies the user's code in the evaluator.</summary>
    public CodeIdentity Code { get; }

    /// <summary>The identity of the evaluation: settings and code, not the name.</summary>
    public Digest Identity { get; }
}
