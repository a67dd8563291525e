using TrialKeep.Analysis.Comparison.Arms;
using TrialKeep.Statistics.Calibration;
using TrialKeep.Statistics.Descriptive;

namespace TrialKeep.Analysis.Comparison.Calibrations;

/// <summary>
/// Holds how sure answers were against whether they are right: by each measurement whose name ends in confidence or probability, or by another
/// evaluation of such a name. Told of right and wrong only, and only where every value is from 0 to 1.
/// </summary>
public static class CalibrationComparison
{
    private const int Bins = 10;

    /// <summary>Whether something of this name says how sure an answer is.</summary>
    public static bool IsForecast(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name.EndsWith("confidence", StringComparison.OrdinalIgnoreCase) || name.EndsWith("probability", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>By the measurements of the arms themselves.</summary>
    /// <param name="arms">The arms.</param>
    public static IReadOnlyList<CalibrationReport> Of(IReadOnlyList<Arm> arms)
    {
        ArgumentNullException.ThrowIfNull(arms);
        return [.. arms.SelectMany(static arm => arm.Table.Measurements.Index().Where(static measurement => IsForecast(measurement.Item.Name))
            .Select(measurement => Of(arm, measurement.Item.Name, unit => arm.Table.MeasurementsOf(arm.Column, measurement.Index)[unit]))).OfType<CalibrationReport>()];
    }

    /// <summary>By the scores of another evaluation of the same run.</summary>
    /// <param name="arms">The arms, whose scores say what is right.</param>
    /// <param name="forecasts">The scores that say how sure each answer is.</param>
    public static IReadOnlyList<CalibrationReport> Of(IReadOnlyList<Arm> arms, ArmTable forecasts)
    {
        ArgumentNullException.ThrowIfNull(arms);
        ArgumentNullException.ThrowIfNull(forecasts);
        Dictionary<ScoreUnit, int> unitOf = forecasts.Units.Index().ToDictionary(static unit => unit.Item, static unit => unit.Index);
        return [.. arms.Where(arm => arm.RunId == forecasts.RunId && forecasts.IndexOf(arm.Variant) >= 0).Select(arm => Of(arm, forecasts.Evaluator.Name,
            unit => unitOf.TryGetValue(arm.Table.Units[unit], out int other) ? forecasts.ScoresOf(forecasts.IndexOf(arm.Variant))[other] : double.NaN)).OfType<CalibrationReport>()];
    }

    private static CalibrationReport? Of(Arm arm, string name, Func<int, double> forecastOf)
    {
        List<double> said = [];
        List<bool> right = [];
        for (int unit = 0; unit < arm.Table.Units.Length; unit++)
        {
            (double score, double forecast) = (arm.Table.ScoresOf(arm.Column)[unit], forecastOf(unit));
            if (!arm.Includes(unit) || double.IsNaN(score) || double.IsNaN(forecast))
                continue;
            if (score is not (0 or 1) || forecast is < 0 or > 1)
                return null;
            said.Add(forecast);
            right.Add(score == 1);
        }

        return said.Count == 0 ? null : Report(arm.Name, name, [.. said], [.. right]);
    }

    private static CalibrationReport Report(string arm, string name, double[] said, bool[] right) => new(arm, name, said.Length, Mean.Of(said),
        (double)right.Count(static one => one) / right.Length, BrierScore.Of(said, right), CalibrationError.Expected(said, right, Bins), CalibrationError.EqualWidth(said, right, Bins));
}
