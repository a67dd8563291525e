using System.Diagnostics;
using System.Globalization;
using TrialKeep.Analysis.Comparison;
using TrialKeep.Analysis.Comparison.Arms;
using TrialKeep.Analysis.Reports;
using TrialKeep.Benchmarks.Measuring;
using TrialKeep.Statistics.Randomness;

namespace TrialKeep.Benchmarks.Analysis;

/// <summary>Prints the seconds to fill a table, to compare its pairs, to compare and rank them and to write the page, the table's memory and the most memory.</summary>
internal sealed class CompareChild : IChild
{
    public string Name => "compare";

    public Task<int> RunAsync(string[] arguments)
    {
        (int arms, int items) = (int.Parse(arguments[0], CultureInfo.InvariantCulture), int.Parse(arguments[1], CultureInfo.InvariantCulture));
        bool isNumber = arguments[2] == "numbers";
        Compare(Fill(arms, 500, isNumber), ranked: true);
        long before = GC.GetTotalMemory(forceFullCollection: true), started = Stopwatch.GetTimestamp();
        ArmTable table = Fill(arms, items, isNumber);
        ChildProcess.Print(Timed.Since(started));
        double held = GC.GetTotalMemory(forceFullCollection: true) - before;
        ChildProcess.Print(Timed.Run(() => Compare(table, ranked: false)));
        ComparisonResult? result = null;
        ChildProcess.Print(Timed.Run(() => result = Compare(table, ranked: true)));
        using FileStream page = new(Path.Combine(arguments[3], "page.html"), FileMode.Create);
        ChildProcess.Print(Timed.Run(() => HtmlReport.Write(page, result!, content: null)));
        ChildProcess.Print(held);
        ChildProcess.Print(ChildProcess.PeakMemory());
        return Task.FromResult(0);
    }

    private static ComparisonResult Compare(ArmTable table, bool ranked) => ArmComparison.Of(Arm.AllOf(table), new() { Ranked = ranked });

    private static ArmTable Fill(int arms, int items, bool isNumber)
    {
        SeededRandom random = new(seed: 5);
        ArmTableBuilder table = new("bench", "run-1", new("correct", ""), Enumerable.Range(0, arms).Select(static arm => $"arm-{arm}"));
        for (int item = 0; item < items; item++)
        {
            int unit = table.AddUnit(string.Create(CultureInfo.InvariantCulture, $"item-{item:000000}"));
            double ease = random.NextUniform();
            for (int arm = 0; arm < arms; arm++)
                table.SetScore(unit, arm, isNumber ? ease + 0.1 * random.NextNormal() + 0.002 * arm : 0.7 * ease + 0.3 * random.NextUniform() < 0.5 + 0.01 * arm ? 1 : 0);
        }

        return table.Build();
    }
}
