using TrialKeep.Analysis.Comparison;
using TrialKeep.Analysis.Comparison.Calibrations;
using TrialKeep.Analysis.Comparison.Judges;
using TrialKeep.Analysis.Phrasing;
using TrialKeep.Analysis.Reports;
using TrialKeep.Hosting.Rendering;

namespace TrialKeep.Hosting.Verbs;

/// <summary>Prints what a comparison was asked beyond its tables: against another run, by slice, against labels.</summary>
internal static class ComparisonLines
{
    public static void Write(HostConsole console, ComparisonResult within, ComparisonResult? against)
    {
        if (against is not null)
        {
            console.Out.WriteLine();
            TextReport.WriteAgainst(console.Out, against, console.Width);
        }

        TextReport.WriteSlices(console.Out, against ?? within, console.Width);
        foreach (CalibrationReport report in within.Calibration) console.Out.WriteLine(CalibrationSentence.Of(report));
        foreach (JudgeReport report in within.Judge) console.Out.WriteLine(JudgeSentence.Of(report));
    }
}
