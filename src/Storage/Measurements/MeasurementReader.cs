using TrialKeep.Runtime.Keys;
using TrialKeep.Storage.Files;
using TrialKeep.Storage.Indexes;
using TrialKeep.Storage.Journals;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Storage.Measurements;

/// <summary>
/// The measurements of a run as they were when its reader was opened. Nothing is kept in memory: every call streams the journal. Of several
/// measurements of one generation, name and step the one of the later writer, then of the higher sequence counts, whatever it says.
/// </summary>
public sealed class MeasurementReader
{
    private readonly FileOperations _files;
    private readonly RunFolder _run;
    private readonly RunIndex _index;

    internal MeasurementReader(FileOperations files, RunFolder run, RunIndex index)
    {
        _files = files;
        _run = run;
        _index = index;
    }

    /// <summary>Whether there is any; known without reading.</summary>
    public bool Any => _index.Side.Count(LineKind.Measurement) > 0;

    /// <summary>All of them as they were written, also those that a later one of the same step replaces.</summary>
    /// <exception cref="StoreException">While reading: a segment can't be read.</exception>
    public IEnumerable<StoredMeasurement> All() => SideScan.Read(_files, _run, _index, LineKind.Measurement, MeasurementLine.Reader());

    /// <summary>Those of one generation, or of the run itself, as they were written.</summary>
    /// <param name="generation">The generation; null for the run itself.</param>
    public IEnumerable<StoredMeasurement> Of(KeyId? generation) => All().Where(measurement => measurement.Generation == generation);

    /// <summary>Those of one name, of all generations, as they were written.</summary>
    public IEnumerable<StoredMeasurement> Named(string name)
    {
        LineName.Check("measurement", name);
        return All().Where(measurement => measurement.Name == name);
    }

    /// <summary>One series in order of step, one measurement a step. Takes 40 bytes of memory a measurement of that series.</summary>
    /// <param name="name">The name.</param>
    /// <param name="generation">The generation; null for the run itself.</param>
    /// <exception cref="StoreException">A segment can't be read.</exception>
    public IReadOnlyList<StoredMeasurement> Series(string name, KeyId? generation = null) => InOrder([.. Named(name).Where(measurement => measurement.Generation == generation)]);

    /// <summary>One series in short; null when there is no such series.</summary>
    /// <param name="name">The name.</param>
    /// <param name="generation">The generation; null for the run itself.</param>
    /// <exception cref="StoreException">A segment can't be read.</exception>
    public MeasurementSummary? Summarize(string name, KeyId? generation = null)
    {
        LineName.Check("measurement", name);
        return Summarize(measurement => measurement.Name == name && measurement.Generation == generation) is [{ } summary] ? summary : null;
    }

    /// <summary>Every series in short, in the order in which they were begun. Takes some 200 bytes of memory a series.</summary>
    /// <exception cref="StoreException">A segment can't be read.</exception>
    public IReadOnlyList<MeasurementSummary> Summaries() => Summarize(static _ => true);

    private List<MeasurementSummary> Summarize(Func<StoredMeasurement, bool> isWanted)
    {
        List<SeriesTally> tallies = [];
        Dictionary<(KeyId?, string), int> known = [];
        foreach (StoredMeasurement measurement in All().Where(isWanted))
        {
            if (!known.TryGetValue((measurement.Generation, measurement.Name), out int number))
            {
                known.Add((measurement.Generation, measurement.Name), number = tallies.Count);
                tallies.Add(new());
            }

            tallies[number].Add(measurement);
        }

        return [.. tallies.Select(static tally => tally.ToSummary()).Select((summary, number) => tallies[number].Rises ? summary : Recount(summary))];
    }

    // A step that came late or twice: what counts is only known when the series is in order.
    private MeasurementSummary Recount(MeasurementSummary series)
    {
        SeriesTally tally = new();
        foreach (StoredMeasurement measurement in Series(series.Name, series.Generation)) tally.Add(measurement);
        return tally.ToSummary();
    }

    private static List<StoredMeasurement> InOrder(List<StoredMeasurement> written)
    {
        bool rises = true;
        for (int i = 1; i < written.Count && rises; i++) rises = written[i].Step > written[i - 1].Step;
        if (rises) return written;
        List<StoredMeasurement> ordered = [];
        // The sort is stable: of one step the last written comes last and counts.
        foreach (StoredMeasurement measurement in written.OrderBy(static measurement => measurement.Step))
        {
            if (ordered.Count > 0 && ordered[^1].Step == measurement.Step) ordered[^1] = measurement;
            else ordered.Add(measurement);
        }

        return ordered;
    }
}
