using System.Text.Json;
using TrialKeep.Analysis.Comparison.Arms;
using TrialKeep.Runtime.Keys;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Analysis.Reports.Content;

/// <summary>
/// What stands behind scores, read from the runs of a store one unit at a time: prompts rendered from the stored templates, outputs member by
/// member, explanations and errors. It keeps the keys of tasks in memory and no text. The readers stay the caller's. Not for several threads at once.
/// </summary>
public sealed class StoredContent : IReportContent, IDisposable
{
    private readonly Dictionary<string, Source> _sources = new(StringComparer.Ordinal);

    /// <summary>Reads from some runs.</summary>
    /// <param name="runs">The runs that arms are of; an arm of another run has no content.</param>
    /// <param name="evaluation">The evaluation whose explanations are shown; null for none.</param>
    public StoredContent(IEnumerable<RunReader> runs, EvaluationName? evaluation = null)
    {
        ArgumentNullException.ThrowIfNull(runs);
        foreach (RunReader run in runs)
        {
            bool hasScores = evaluation is not null && run.Evaluations().Contains(evaluation);
            _sources.TryAdd(run.Info.Id.ToString(), new(run, hasScores ? run.Evaluation(evaluation!) : null));
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<ReportText> PromptOf(Arm arm, int unit)
    {
        ArgumentNullException.ThrowIfNull(arm);
        return Find(arm, unit, out Source source, out StoredGeneration generation) && source.TaskOf(arm.Table.Units[unit].Item, generation) is { } task ? TaskText.Of(task) : [];
    }

    /// <inheritdoc/>
    public ReportAnswer? AnswerOf(Arm arm, int unit)
    {
        ArgumentNullException.ThrowIfNull(arm);
        if (!Find(arm, unit, out Source source, out StoredGeneration generation))
            return null;
        if (!generation.Succeeded)
            return new([], null, source.Run.ReadError(generation) is var error ? $"{error.Kind}: {error.Message}" : null);
        string? explanation = source.Scores is { } scores && scores.TryGet(generation.Key, out StoredScore score) ? score.Explanation ?? score.Unscored ?? score.Error?.Message ?? score.Label : null;
        return new(Members(source.Run.ReadRecordJson(generation)), explanation, null);
    }

    /// <summary>Closes the scores; the runs stay open.</summary>
    public void Dispose()
    {
        foreach (Source source in _sources.Values)
            source.Scores?.Dispose();
    }

    private bool Find(Arm arm, int unit, out Source source, out StoredGeneration generation)
    {
        generation = default;
        return _sources.TryGetValue(arm.RunId, out source!) && arm.Table.KeyOf(arm.Column, unit) is { } key && source.Run.TryGet(key, out generation);
    }

    private static ReportText[] Members(ReadOnlyMemory<byte> json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        return document.RootElement.ValueKind == JsonValueKind.Object ? [.. document.RootElement.EnumerateObject().Select(static member => new ReportText(member.Name, TaskText.Plain(member.Value)))]
            : [new("output", TaskText.Plain(document.RootElement))];
    }

    private sealed class Source(RunReader run, EvaluationReader? scores)
    {
        private readonly Dictionary<RunReader, Dictionary<string, KeyId>> _tasks = [];

        public RunReader Run => run;

        public EvaluationReader? Scores => scores;

        /// <summary>The task of an item: this run's, or that of the run whose record is reused.</summary>
        public StoredTask? TaskOf(string item, in StoredGeneration generation) => Task(run, item) ?? (run.ReaderOf(generation) is var other && other != run ? Task(other, item) : null);

        private StoredTask? Task(RunReader reader, string item)
        {
            if (!_tasks.TryGetValue(reader, out Dictionary<string, KeyId>? keys))
            {
                _tasks.Add(reader, keys = new(StringComparer.Ordinal));
                foreach (StoredTask task in reader.Tasks())
                    keys[task.Item] = task.Key;
            }

            return keys.TryGetValue(item, out KeyId key) ? reader.ReadTask(key) : null;
        }
    }
}
