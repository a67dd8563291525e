using System.Globalization;

namespace TrialKeep.Scoring.Labels;

/// <summary>Reads labels from a file.</summary>
internal static class LabelFile
{
    /// <summary>The labels by one version of the rubric.</summary>
    /// <param name="path">The file.</param>
    /// <param name="columns">Its columns.</param>
    /// <param name="rubric">The version; null when the file has only one.</param>
    /// <exception cref="InvalidInputException">The file can't be read, a row is none, or it has labels by several versions and none was chosen.</exception>
    public static IReadOnlyList<Label> Read(string path, LabelColumns columns, string? rubric)
    {
        List<Label> labels = [];
        Dictionary<(string Item, string? Variant, int? Sample, string Rater, string Rubric), long> known = [];
        foreach (Orchestration.Data.DataRow<TextRow> row in DataSet.Table(path).Rows())
        {
            if (labels.Count == 0) Demand(row, columns);
            if (Parse(row, columns) is not { } label || (rubric is not null && label.Rubric != rubric)) continue;
            if (!known.TryAdd((label.Item, label.Variant, label.Sample, label.Rater, label.Rubric), row.Line))
                throw new InvalidInputException($"{row.Origin}: {(label.Rater.Length == 0 ? "somebody" : $"'{label.Rater}'")} has labelled this already in line {known[(label.Item, label.Variant, label.Sample, label.Rater, label.Rubric)]}; keep one, or name the raters.");
            labels.Add(label);
        }

        string[] versions = [.. labels.Select(static label => label.Rubric).Distinct().Order(StringComparer.Ordinal)];
        if (versions.Length > 1) throw new InvalidInputException($"{path} has labels by the rubric versions {string.Join(", ", versions)}; say which one counts.");
        return labels;
    }

    private static void Demand(Orchestration.Data.DataRow<TextRow> row, LabelColumns columns)
    {
        foreach (string column in (string[])[columns.Item, columns.Score])
        {
            if (!row.Value.Columns.Contains(column)) throw new InvalidInputException($"{row.File}, line 1: there is no column '{column}'; there are {string.Join(", ", row.Value.Columns)}.");
        }
    }

    private static Label? Parse(Orchestration.Data.DataRow<TextRow> row, LabelColumns columns)
    {
        string score = row.Value[columns.Score]!.Trim();
        if (score.Length == 0) return null;
        string item = row.Value[columns.Item]!;
        if (item.Length == 0) throw new InvalidInputException($"{row.Origin}: the label names no item.");
        string? variant = row.Value[columns.Variant] is { Length: > 0 } name ? name : null;
        return new(
            item, variant, SampleOf(row, columns), row.Value[columns.Rater] ?? "", row.Value[columns.Rubric] ?? "", ScoreOf(score, row, columns), row.Value[columns.Comment] ?? "");
    }

    private static int? SampleOf(Orchestration.Data.DataRow<TextRow> row, LabelColumns columns)
    {
        if (row.Value[columns.Sample] is not { Length: > 0 } text) return null;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int sample)
            ? sample
            : throw new InvalidInputException($"{row.Origin}: column '{columns.Sample}': '{text}' is not a whole number from 0.");
    }

    private static double ScoreOf(string text, Orchestration.Data.DataRow<TextRow> row, LabelColumns columns)
    {
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number)) return number;
        if (bool.TryParse(text, out bool isRight)) return isRight ? 1 : 0;
        throw new InvalidInputException($"{row.Origin}: column '{columns.Score}': '{text}' is neither a number, with a point as in 0.5, nor true or false.");
    }
}
