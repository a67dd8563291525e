using System.Text.Json;
using TrialKeep.Scoring.Shapes;

namespace TrialKeep.Scoring.Evaluators;

internal sealed class JsonShapeEvaluator<TTask, TRecord>(JsonShape shape, Func<TRecord, string?> text) : Evaluator<TTask, TRecord>
{
    private const int Shown = 5;

    public override string Settings { get; } = EvaluatorSettings.Of("trialkeep.json-shape/1", ("schema", shape.Canonical));

    public override ValueTask<Score> EvaluateAsync(TTask task, TRecord record, CancellationToken cancellation) => ValueTask.FromResult(Evaluate(record));

    private Score Evaluate(TRecord record)
    {
        if (text(record) is not { } answer) return Score.Of(correct: false, explanation: "there is no text");
        try
        {
            using JsonDocument found = CanonicalJson.Parse(answer);
            IReadOnlyList<string> problems = shape.Check(found.RootElement);
            if (problems.Count == 0) return Score.Of(correct: true);
            string more = problems.Count > Shown ? $"; and {problems.Count - Shown} more" : "";
            return Score.Of(correct: false, explanation: string.Join("; ", problems.Take(Shown)) + more);
        }
        catch (JsonException exception)
        {
            return Score.Of(correct: false, explanation: $"not JSON: {exception.Message}");
        }
    }
}
