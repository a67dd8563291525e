using TrialKeep;
using TrialKeep.Orchestration.Data;
using WordProblems.Types;

namespace WordProblems.Sources;

/// <summary>Models whose answers were recorded: each becomes a variant that replays its text.</summary>
internal static class RecordedExperiment
{
    public static Experiment<WordProblem, Answer> Of(string file)
    {
        DataSet<RecordedRow> rows = DataSet.Jsonl<RecordedRow>(file).Buffered();
        Dictionary<string, Dictionary<string, string>> models = [];
        foreach (DataRow<RecordedRow> row in rows.Rows())
        {
            string item = Identity.Of(row.Value.Question);
            foreach ((string model, string solution) in row.Value.Solutions())
            {
                if (!models.TryGetValue(model, out Dictionary<string, string>? solutions)) models[model] = solutions = [];
                solutions[item] = solution;
            }
        }

        if (models.Count == 0) throw new InvalidInputException($"{file} has no model: a line holds one object {{\"solution\": text}} for each.");
        Experiment<WordProblem, Answer> experiment = Experiment.For<WordProblem, Answer>("word-problems-recorded").Data(rows, ToProblem);
        foreach ((string model, Dictionary<string, string> solutions) in models)
        {
            experiment = experiment.Variant(model, new RecordedVariant { Model = model }, (input, _, _) => Replay(model, solutions, input.Id), Code.Version("1"));
        }

        return experiment.Scored(Code.Version("1"));
    }

    private static WordProblem ToProblem(RecordedRow row) => new()
    {
        Id = Identity.Of(row.Question),
        Prompt = new(row.Question),
        RecordedSolutions = Identity.Hash(string.Concat(row.Solutions().Select(one => $"{one.Model.Length}:{one.Model}{one.Solution.Length}:{one.Solution}"))),
        Answer = Identity.Truth(row.GroundTruth),
    };

    private static Task<Answer> Replay(string model, Dictionary<string, string> solutions, string item) => solutions.TryGetValue(item, out string? solution)
        ? Task.FromResult(new Answer { Text = solution })
        : throw new VariantException("not-recorded", $"no answer of {model} to this question was recorded");
}
