using System.Text.Json;
using TrialKeep.Analysis.Comparison;
using TrialKeep.Analysis.Comparison.Arms;
using TrialKeep.Analysis.Comparison.Calibrations;
using TrialKeep.Analysis.Comparison.Effects;
using TrialKeep.Analysis.Comparison.Judges;
using TrialKeep.Analysis.Comparison.Leaderboards;
using TrialKeep.Analysis.Comparison.Pairing;
using TrialKeep.Analysis.Comparison.Slices;
using TrialKeep.Analysis.Comparison.Steps;
using TrialKeep.Analysis.Comparison.Tradeoffs;
using TrialKeep.Analysis.Reports.Content;
using TrialKeep.Analysis.Reports.Documents;
using TrialKeep.Statistics;
using TrialKeep.Statistics.Calibration;

namespace TrialKeep.Analysis.Reports;

/// <summary>
/// A whole comparison as one JSON object for other programs: <c>format</c> (<c>trialkeep.comparison</c>), <c>schema</c> (1), arms, pairs,
/// leaderboard, fronts, slices, agreement with labels, calibration, measurements over steps and notes. Numbers read back to the same double; null stands where there is none.
/// </summary>
public static class ComparisonJson
{
    /// <summary>The version of the object's shape.</summary>
    public const int Schema = 1;

    /// <summary>Writes the object and a line feed, as UTF-8 without a byte-order mark.</summary>
    /// <param name="output">Where to write; it is not closed.</param>
    /// <param name="result">What to report.</param>
    /// <param name="options">How much of reasons is shown, and where the numbers come from; null for the defaults.</param>
    public static void Write(Stream output, ComparisonResult result, ReportOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(result);
        using (Utf8JsonWriter json = new(output, ReportJson.Options))
            new Writer(json, new(result, options ?? new())).Write();
        output.WriteByte((byte)'\n');
    }

    private sealed class Writer(Utf8JsonWriter json, ReportWords words)
    {
        private readonly ComparisonResult _result = words.Result;

        public void Write()
        {
            json.WriteStartObject();
            json.WriteString("format", "trialkeep.comparison");
            json.WriteNumber("schema", Schema);
            json.WriteString("headline", new Verdict(words).Headline());
            json.WriteString("experiment", _result.Experiment);
            json.WriteString("evaluator", _result.Evaluator.Name);
            json.WriteString("evaluatorIdentity", _result.Evaluator.Identity);
            json.WriteString("scores", Word(_result.Kind));
            Texts("runs", _result.Runs);
            Settings();
            List("arms", _result.Arms, Arm);
            List("pairs", _result.Pairs, Pair);
            List("unmatched", _result.Unmatched, Name);
            Board(_result.Leaderboard);
            List("fronts", _result.Fronts, Front);
            List("slices", _result.Slices, Slice);
            List("judge", _result.Judge, Judge);
            List("calibration", _result.Calibration, Calibration);
            List("steps", _result.Steps, Steps);
            Texts("notes", _result.Notes);
            json.WriteStartObject("provenance");
            foreach (ReportFact fact in words.Options.Provenance.DistinctBy(static fact => fact.Name))
                json.WriteString(fact.Name, fact.Value);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        private void Judge(JudgeReport report)
        {
            double confidence = _result.Options.Confidence;
            json.WriteStartObject();
            json.WriteString("arm", report.Arm);
            json.WriteString("labels", report.Labels);
            json.WriteNumber("labelled", report.Agreement.Count);
            json.WriteNumber("leftOut", report.LeftOut);
            Estimate("sensitivity", report.Agreement.Sensitivity, report.Agreement.SensitivityInterval(confidence));
            Estimate("specificity", report.Agreement.Specificity, report.Agreement.SpecificityInterval(confidence));
            Estimate("kappa", report.Agreement.Kappa(confidence)?.Value, report.Agreement.Kappa(confidence)?.Interval);
            ReportJson.WriteFinite(json, "reported", report.Reported);
            Estimate("corrected", report.Corrected, report.CorrectedInterval(confidence));
            json.WriteEndObject();
        }

        private void Calibration(CalibrationReport report)
        {
            json.WriteStartObject();
            json.WriteString("arm", report.Arm);
            json.WriteString("forecast", report.Forecast);
            json.WriteNumber("answers", report.Count);
            json.WriteNumber("meanForecast", report.MeanForecast);
            json.WriteNumber("right", report.Right);
            json.WriteNumber("brier", report.Brier);
            json.WriteNumber("calibrationError", report.Error);
            List("bins", report.Bins, Bin);
            json.WriteEndObject();
        }

        private void Bin(ReliabilityBin bin)
        {
            json.WriteStartObject();
            json.WriteNumber("low", bin.Low);
            json.WriteNumber("high", bin.High);
            json.WriteNumber("answers", bin.Count);
            ReportJson.WriteFinite(json, "meanForecast", bin.MeanForecast);
            ReportJson.WriteFinite(json, "right", bin.ObservedRate);
            json.WriteEndObject();
        }

        private void Steps(StepSeries series)
        {
            json.WriteStartObject();
            json.WriteString("measurement", series.Measurement);
            json.WriteString("run", series.Run);
            json.WriteString("variant", series.Variant);
            json.WriteNumber("generations", series.Generations);
            List("points", series.Points, Point);
            json.WriteEndObject();
        }

        private void Point(StepPoint point)
        {
            json.WriteStartObject();
            json.WriteNumber("step", point.Step);
            ReportJson.WriteFinite(json, "mean", point.Mean);
            json.WriteNumber("count", point.Count);
            json.WriteEndObject();
        }

        private void Estimate(string name, double? value, Interval? interval)
        {
            json.WriteStartObject(name);
            ReportJson.WriteFinite(json, "value", value);
            ReportJson.WriteFinite(json, "low", interval?.Low);
            ReportJson.WriteFinite(json, "high", interval?.High);
            json.WriteEndObject();
        }

        private void Settings()
        {
            json.WriteNumber("confidence", _result.Options.Confidence);
            json.WriteNumber("level", _result.Options.Level);
            json.WriteString("missing", Word(_result.Options.Missing));
            json.WriteString("correction", Word(_result.Options.Correction));
            json.WriteString("better", Word(_result.Options.Better));
            ReportJson.WriteFinite(json, "margin", _result.Options.Margin);
        }

        private void Arm(ArmSummary arm)
        {
            json.WriteStartObject();
            json.WriteString("name", arm.Name);
            json.WriteString("variant", arm.Arm.Variant);
            json.WriteString("run", arm.Arm.RunId);
            json.WriteNumber("planned", arm.Planned);
            json.WriteNumber("scored", arm.Scored);
            json.WriteNumber("failed", arm.Failed);
            json.WriteNumber("missing", arm.Missing);
            if (arm.Erased > 0) json.WriteNumber("erased", arm.Erased);
            json.WriteNumber("unscored", arm.Unscored);
            json.WriteNumber("items", arm.Items);
            json.WriteNumber("clusters", arm.Clusters);
            ReportJson.WriteFinite(json, "right", arm.Right);
            ReportJson.WriteFinite(json, "mean", arm.Mean);
            ReportJson.WriteFinite(json, "median", arm.Median);
            ReportJson.WriteFinite(json, "standardDeviation", arm.StandardDeviation);
            Limits(arm.Interval);
            json.WriteString("intervalMethod", arm.IntervalMethod);
            List("gaps", arm.Gaps, Gap);
            List("measurements", arm.Measurements, Measurement);
            json.WriteEndObject();
        }

        private void Gap(GapReason gap)
        {
            json.WriteStartObject();
            json.WriteString("standing", Word(gap.Standing));
            json.WriteString("reason", words.Options.Content.Apply(gap.Reason));
            json.WriteNumber("count", gap.Count);
            json.WriteEndObject();
        }

        private void Measurement(MeasurementSummary summary)
        {
            json.WriteStartObject();
            json.WriteString("name", summary.Info.Name);
            json.WriteString("unit", summary.Info.Unit);
            json.WriteString("better", Word(summary.Info.Better));
            json.WriteNumber("count", summary.Count);
            Finite("mean", summary.Mean);
            Finite("median", summary.Median);
            Finite("p95", summary.P95);
            Finite("total", summary.Total);
            json.WriteEndObject();
        }

        private void Pair(ArmPair pair)
        {
            json.WriteStartObject();
            json.WriteString("candidate", pair.Candidate.Name);
            json.WriteString("candidateRun", pair.Candidate.RunId);
            json.WriteString("baseline", pair.Baseline.Name);
            json.WriteString("baselineRun", pair.Baseline.RunId);
            json.WriteString("verdict", words.Judgement(pair));
            json.WriteBoolean("paired", pair.IsPaired);
            json.WriteString("test", Word(pair.Test));
            json.WriteString("testReason", pair.TestReason);
            ReportJson.WriteFinite(json, "difference", pair.Effect?.Value);
            Limits(pair.Effect?.Interval);
            ReportJson.WriteFinite(json, "baselineMean", pair.BaselineMean);
            ReportJson.WriteFinite(json, "candidateMean", pair.CandidateMean);
            ReportJson.WriteFinite(json, "p", pair.P);
            ReportJson.WriteFinite(json, "adjustedP", pair.AdjustedP);
            ReportJson.WriteFinite(json, "standardized", pair.Standardized);
            json.WriteNumber("won", pair.Won);
            json.WriteNumber("lost", pair.Lost);
            Counts(pair.Counts);
            ReportJson.WriteFinite(json, "worst", pair.Bounds?.Worst);
            ReportJson.WriteFinite(json, "best", pair.Bounds?.Best);
            Power(pair.Power);
            List("regressions", pair.Regressions, Change);
            List("improvements", pair.Improvements, Change);
            List("gaps", pair.Gaps, PairGap);
            List("changed", pair.Changed, Unit);
            Texts("prompts", pair.Prompts.Select(static prompt => prompt.ToString()));
            json.WriteEndObject();
        }

        private void Counts(PairCounts counts)
        {
            json.WriteStartObject("counts");
            json.WriteNumber("compared", counts.Compared);
            json.WriteNumber("clusters", counts.Clusters);
            json.WriteNumber("inBoth", counts.InBoth);
            json.WriteNumber("onlyInBaseline", counts.OnlyInBaseline);
            json.WriteNumber("onlyInCandidate", counts.OnlyInCandidate);
            json.WriteNumber("changed", counts.Changed);
            json.WriteNumber("bothScored", counts.BothScored);
            json.WriteNumber("candidateMissing", counts.CandidateMissing);
            json.WriteNumber("candidateFailed", counts.CandidateFailed);
            json.WriteNumber("candidateUnscored", counts.CandidateUnscored);
            json.WriteNumber("baselineGaps", counts.BaselineGaps);
            json.WriteNumber("neitherScored", counts.NeitherScored);
            if (counts.Erased > 0) json.WriteNumber("erased", counts.Erased);
            json.WriteNumber("imputed", counts.Imputed);
            json.WriteEndObject();
        }

        private void Power(EffectPower? power)
        {
            if (power is null)
            {
                json.WriteNull("power");
                return;
            }

            json.WriteStartObject("power");
            Finite("difference", power.Difference);
            json.WriteBoolean("isMargin", power.IsMargin);
            ReportJson.WriteFinite(json, "power", power.Power);
            ReportJson.WriteFinite(json, "neededPairs", power.NeededPairs);
            ReportJson.WriteFinite(json, "detectable", power.Detectable);
            json.WriteNumber("target", power.Target);
            json.WriteEndObject();
        }

        private void Change(ItemChange change)
        {
            json.WriteStartObject();
            json.WriteString("item", change.Unit.Item);
            json.WriteNumber("sample", change.Unit.Sample);
            Finite("baseline", change.Baseline);
            Finite("candidate", change.Candidate);
            json.WriteBoolean("imputed", change.IsImputed);
            json.WriteEndObject();
        }

        private void PairGap(PairGap gap)
        {
            json.WriteStartObject();
            json.WriteString("item", gap.Unit.Item);
            json.WriteNumber("sample", gap.Unit.Sample);
            json.WriteString("baseline", Word(gap.Baseline));
            json.WriteString("candidate", Word(gap.Candidate));
            json.WriteString("reason", words.Options.Content.Apply(gap.Reason));
            json.WriteEndObject();
        }

        private void Unit(ScoreUnit unit)
        {
            json.WriteStartObject();
            json.WriteString("item", unit.Item);
            json.WriteNumber("sample", unit.Sample);
            json.WriteEndObject();
        }

        private void Name(Arm arm)
        {
            json.WriteStartObject();
            json.WriteString("name", arm.Name);
            json.WriteString("run", arm.RunId);
            json.WriteEndObject();
        }

        private void Board(Leaderboard? board)
        {
            if (board is null)
                json.WriteNull("leaderboard");
            else
                List("leaderboard", board.Entries, Entry);
        }

        private void Entry(LeaderboardEntry entry)
        {
            json.WriteStartObject();
            json.WriteString("arm", entry.Arm);
            json.WriteNumber("rank", entry.Rank);
            json.WriteNumber("rankLow", entry.RankLow);
            json.WriteNumber("rankHigh", entry.RankHigh);
            Finite("mean", entry.Mean);
            Finite("probabilityBest", entry.ProbabilityBest);
            json.WriteEndObject();
        }

        private void Front(ParetoFront front)
        {
            json.WriteStartObject();
            Texts("measurements", front.Measurements.Select(static info => info.Name));
            List("points", front.Points, Point);
            json.WriteEndObject();
        }

        private void Point(ParetoPoint point)
        {
            json.WriteStartObject();
            json.WriteString("arm", point.Arm);
            Finite("quality", point.Quality);
            json.WriteStartArray("costs");
            foreach (double cost in point.Costs)
                json.WriteNumberValue(cost);
            json.WriteEndArray();
            json.WriteString("dominatedBy", point.DominatedBy);
            json.WriteEndObject();
        }

        private void Slice(SliceComparison slice)
        {
            json.WriteStartObject();
            json.WriteString("slice", slice.Slice);
            List("levels", slice.Levels, Level);
            json.WriteEndObject();
        }

        private void Level(SliceLevelComparison level)
        {
            json.WriteStartObject();
            json.WriteString("level", level.Level.Level);
            List("arms", level.Arms, Arm);
            List("pairs", level.Pairs, Pair);
            json.WriteEndObject();
        }

        private void Limits(Interval? interval)
        {
            ReportJson.WriteFinite(json, "low", interval?.Low);
            ReportJson.WriteFinite(json, "high", interval?.High);
        }

        private void Finite(string name, double value) => ReportJson.WriteFinite(json, name, value);

        private void Texts(string name, IEnumerable<string> texts)
        {
            json.WriteStartArray(name);
            foreach (string text in texts)
                json.WriteStringValue(text);
            json.WriteEndArray();
        }

        private void List<T>(string name, IEnumerable<T> values, Action<T> write)
        {
            json.WriteStartArray(name);
            foreach (T value in values)
                write(value);
            json.WriteEndArray();
        }

        // CandidateMissing is "candidateMissing".
        private static string Word<T>(T value)
            where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
    }
}
