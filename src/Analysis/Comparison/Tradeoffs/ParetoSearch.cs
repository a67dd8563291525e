using TrialKeep.Analysis.Comparison.Arms;
using TrialKeep.Analysis.Comparison.Calibrations;
using TrialKeep.Analysis.Comparison.Pairing;

namespace TrialKeep.Analysis.Comparison.Tradeoffs;

/// <summary>Finds the arms that no other beats in everything, for each measurement and for all together.</summary>
internal static class ParetoSearch
{
    // How sure an answer is costs nothing: it is held against the scores by calibration.
    public static IReadOnlyList<ParetoFront> Of(IReadOnlyList<ArmSummary> arms, ScoreRange range)
    {
        MeasurementInfo[] measurements = [.. arms.SelectMany(static arm => arm.Measurements).Select(static measurement => measurement.Info)
            .Where(static info => !CalibrationComparison.IsForecast(info.Name)).DistinctBy(static info => info.Name)];
        List<ParetoFront> fronts = [.. measurements.Select(info => Front(arms, [info], range))];
        if (measurements.Length > 1)
            fronts.Add(Front(arms, measurements, range));
        return fronts;
    }

    private static ParetoFront Front(IReadOnlyList<ArmSummary> arms, MeasurementInfo[] measurements, ScoreRange range)
    {
        ParetoPoint[] points = [.. arms.Where(static arm => arm.Mean is not null).Select(arm => Point(arm, measurements)).OfType<ParetoPoint>()];
        return new ParetoFront(measurements, [.. points.Select(point =>
            point with { DominatedBy = Array.Find(points, other => Dominates(other, point, measurements, range))?.Arm })]);
    }

    private static ParetoPoint? Point(ArmSummary arm, MeasurementInfo[] measurements)
    {
        MeasurementSummary?[] found = [.. measurements.Select(info => arm.Measurements.FirstOrDefault(measurement => measurement.Info.Name == info.Name))];
        return Array.Exists(found, static measurement => measurement is null) ? null
            : new ParetoPoint(arm.Name, arm.Mean!.Value, [.. found.Select(static measurement => measurement!.Mean)], null);
    }

    private static bool Dominates(ParetoPoint other, ParetoPoint point, MeasurementInfo[] measurements, ScoreRange range)
    {
        double gain = range.Gain(other.Quality - point.Quality);
        bool isNoWorse = gain >= 0, isBetter = gain > 0;
        for (int i = 0; i < measurements.Length; i++)
        {
            double saved = measurements[i].Better == Direction.Lower ? point.Costs[i] - other.Costs[i] : other.Costs[i] - point.Costs[i];
            isNoWorse &= saved >= 0;
            isBetter |= saved > 0;
        }

        return isNoWorse && isBetter;
    }
}
