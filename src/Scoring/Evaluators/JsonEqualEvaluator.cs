using System.Text.Json;
using TrialKeep.Scoring.Shapes;

namespace TrialKeep.Scoring.Evaluators;

internal sealed class JsonEqualEvaluator<TTask, TRecord>(Func<TTask, string> expected, Func<TRecord, string?> text, bool ignoresOrder) : Evaluator<TTask, TRecord>
{
    public override string Settings { get; } = EvaluatorSettings.Of("trialkeep.json-equal/1", ("arrays", ignoresOrder ? "in any order" : "in order"));

    public override ValueTask<Score> EvaluateAsync(TTask task, TRecord record, CancellationToken cancellation) => ValueTask.FromResult(Evaluate(task, record));

    private Score Evaluate(TTask task, TRecord record)
    {
        if (text(record) is not { } answer) return Score.Of(correct: false, explanation: "there is no text");
        using JsonDocument truth = CanonicalJson.Parse(expected(task));
        try
        {
            using JsonDocument found = CanonicalJson.Parse(answer);
            return Score.Of(CanonicalJson.Of(found.RootElement, ignoresOrder) == CanonicalJson.Of(truth.RootElement, ignoresOrder));
        }
        catch (JsonException exception)
        {
            return Score.Of(correct: false, explanation: $"not JSON: {exception.Message}");
        }
    }
}
