using TrialKeep.Analysis.Comparison;
using TrialKeep.Analysis.Comparison.Arms;
using TrialKeep.Analysis.Comparison.Calibrations;
using TrialKeep.Analysis.Comparison.Effects;
using TrialKeep.Analysis.Comparison.Judges;
using TrialKeep.Analysis.Comparison.Slices;
using TrialKeep.Analysis.Phrasing;

namespace TrialKeep.Hosting.Verbs;

/// <summary>Prints what a comparison was asked beyond its tables: against another run, by slice, against labels.</summary>
internal static class ComparisonLines
{
    public static void Write(TextWriter output, ComparisonResult within, ComparisonResult? against)
    {
        if (against is not null)
        {
            output.WriteLine();
            output.WriteLine($"Against run {DisplayText.OneLine(against.Runs[^1])}:");
            foreach (ArmPair pair in against.Pairs) output.WriteLine(PairSentence.Of(pair, against));
            foreach (Arm arm in against.Unmatched) output.WriteLine($"{DisplayText.OneLine(arm.Name)} is in one of the runs only.");
            foreach (string note in against.Notes) output.WriteLine(note);
        }

        ComparisonResult sliced = against ?? within;
        foreach (SliceComparison slice in sliced.Slices) Write(output, slice, sliced);
        foreach (CalibrationReport report in within.Calibration) output.WriteLine(CalibrationSentence.Of(report));
        foreach (JudgeReport report in within.Judge) output.WriteLine(JudgeSentence.Of(report));
    }

    private static void Write(TextWriter output, SliceComparison slice, ComparisonResult comparison)
    {
        foreach (SliceLevelComparison level in slice.Levels)
        {
            output.WriteLine();
            output.WriteLine($"{DisplayText.OneLine(level.Level.ToString())}:");
            foreach (ArmPair pair in level.Pairs) output.WriteLine(PairSentence.Of(pair, comparison));
        }
    }
}
