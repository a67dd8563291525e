namespace TrialKeep.Storage.Measurements;

/// <summary>Counts one series while it streams by. It is right as long as the steps rise; else the series is gathered and sorted first.</summary>
internal sealed class SeriesTally
{
    private long _count;
    private long _notANumber;
    private double _least = double.NaN;
    private double _greatest = double.NaN;
    private StoredMeasurement _last;

    /// <summary>Whether each step so far was higher than the one before it.</summary>
    public bool Rises { get; private set; } = true;

    public MeasurementSummary ToSummary() => new(_last.Generation, _last.Name, _count, _notANumber, _least, _greatest, _last);

    public void Add(in StoredMeasurement measurement)
    {
        Rises &= _count == 0 || measurement.Step > _last.Step;
        _count++;
        _last = measurement;
        if (double.IsNaN(measurement.Value))
        {
            _notANumber++;
            return;
        }

        if (!(_least <= measurement.Value)) _least = measurement.Value;
        if (!(_greatest >= measurement.Value)) _greatest = measurement.Value;
    }
}
