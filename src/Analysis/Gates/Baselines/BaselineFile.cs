using System.Text.Json;
using TrialKeep.Analysis.Comparison.Arms;

namespace TrialKeep.Analysis.Gates.Baselines;

/// <summary>
/// The scores of a run as a file to commit, so that a gate needs neither the store nor a key: items, samples, scores, measurements, keys, digests
/// of the inputs, clusters, run and evaluators, and no content. The same scores are the same bytes. The format is in docs/formats.md.
/// </summary>
public static class BaselineFile
{
    /// <summary>What the file says it is.</summary>
    public const string Format = "trialkeep-baseline/1";

    /// <summary>Writes the scores of a run, a unit a line, as UTF-8 without a byte-order mark.</summary>
    /// <param name="output">Where to write; it is not closed.</param>
    /// <param name="tables">A table for each evaluation, all of one run.</param>
    /// <exception cref="ArgumentException">There is no table, or they are not of the same units and variants.</exception>
    public static void Write(Stream output, IReadOnlyList<ArmTable> tables)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(tables);
        if (tables.Count == 0)
            throw new ArgumentException("There are no scores to write; declare an evaluation.", nameof(tables));
        if (tables.Any(table => table.RunId != tables[0].RunId || !table.Variants.SequenceEqual(tables[0].Variants) || !table.Units.SequenceEqual(tables[0].Units)))
            throw new ArgumentException("The tables are not of the same run, units and variants; write one file for each run.", nameof(tables));
        new BaselineWriter(output, tables).Write();
    }

    /// <summary>Reads a file.</summary>
    /// <param name="json">Its bytes.</param>
    /// <param name="name">Its name, for messages.</param>
    /// <returns>A table for each evaluation.</returns>
    /// <exception cref="BaselineFormatException">It is no JSON, of another format, or lacks something.</exception>
    public static IReadOnlyList<ArmTable> Read(ReadOnlyMemory<byte> json, string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            return new BaselineReader(document.RootElement, name).Read();
        }
        catch (JsonException exception)
        {
            throw new BaselineFormatException($"The baseline file {name} is no JSON (line {exception.LineNumber + 1}); restore it, or write it anew with --write-baseline.", exception);
        }
        catch (Exception exception) when (exception is KeyNotFoundException or InvalidOperationException or FormatException or ArgumentException or IndexOutOfRangeException)
        {
            throw new BaselineFormatException($"The baseline file {name} is damaged ({exception.Message}); restore it, or write it anew with --write-baseline.", exception);
        }
    }

    /// <summary>Refuses a baseline whose scores were given by another evaluator.</summary>
    /// <param name="baseline">The tables of the file.</param>
    /// <param name="evaluators">The evaluators as they are now.</param>
    /// <param name="name">The file's name.</param>
    /// <exception cref="BaselineFormatException">An evaluation of the same name has another identity, or none is in common.</exception>
    public static void Demand(IReadOnlyList<ArmTable> baseline, IReadOnlyList<EvaluatorLabel> evaluators, string name)
    {
        ArgumentNullException.ThrowIfNull(baseline);
        ArgumentNullException.ThrowIfNull(evaluators);
        foreach (EvaluatorLabel now in evaluators)
        {
            if (baseline.FirstOrDefault(table => table.Evaluator.Name == now.Name)?.Evaluator is { } before && before.Identity != now.Identity)
                throw new BaselineFormatException($"The scores '{now.Name}' in the baseline file {name} are by evaluator {before.Identity}, and now it is {now.Identity}: "
                    + "scores of different evaluators are not compared. Score the baseline run again and write the file anew with --write-baseline.");
        }

        if (!baseline.Any(table => evaluators.Any(now => now.Name == table.Evaluator.Name)))
            throw new BaselineFormatException($"The baseline file {name} has scores by {string.Join(", ", baseline.Select(static table => $"'{table.Evaluator.Name}'"))} "
                + $"and none by {string.Join(", ", evaluators.Select(static now => $"'{now.Name}'"))}; write it anew with --write-baseline.");
    }
}
