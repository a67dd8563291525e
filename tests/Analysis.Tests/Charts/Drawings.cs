using TrialKeep.Analysis.Charts;
using TrialKeep.Statistics;
using TrialKeep.Statistics.Calibration;

namespace TrialKeep.Analysis.Tests.Charts;

/// <summary>A chart of every kind over the same names and numbers.</summary>
internal static class Drawings
{
    public static IReadOnlyList<string> HostileNames { get; } =
        ["</text></svg><script>alert(1)</script>", "a\u202eb\u0000c\ud800d", "\"' onload=alert(1) x='", new string('w', 400), "]]>&amp;<!--"];

    public static IReadOnlyList<string> PlainNames { get; } = ["adder", "planner", "careful", "a model with a longer name/2026-11", "baseline"];

    /// <summary>One chart of each kind. The numbers are dealt to the names in turn.</summary>
    public static IReadOnlyList<Chart> All(IReadOnlyList<string> names, IReadOnlyList<double> numbers)
    {
        double At(int i) => numbers.Count == 0 ? 0 : numbers[i % numbers.Count];
        int count = numbers.Count == 0 ? 0 : names.Count;
        string[] used = [.. names.Take(count)];
        return
        [
            new ForestChart
            {
                Title = "Differences " + names[0], AreDifferences = true,
                Rows = [.. used.Select((name, i) => new ForestEntry(name, "minus " + names[0], At(i), new Interval(Math.Min(At(i), At(i + 1)), Math.Max(At(i), At(i + 1))),
                    i % 2 == 0 ? "real" : "may be chance", (ForestTone)(i % 4)))],
            },
            new DumbbellChart { Title = "Before and after", Baseline = names[0], Candidate = names[^1], Rows = [.. used.Select((name, i) => new DumbbellRow(name, At(i), i == 3 ? null : At(i + 1)))] },
            new WinLossChart
            {
                Title = "Everybody against everybody", Names = used,
                Cells = [.. from row in Enumerable.Range(0, used.Length) from column in Enumerable.Range(row + 1, used.Length - row - 1)
                    select new WinLossCell(row, column, 3 * row + column, 12 * column, (row + column) % 2 == 1)],
            },
            new DistributionChart { Title = "Latency", Axis = "latency (s)", Rows = [.. used.Select((name, i) => new DistributionRow(name, [.. Enumerable.Range(0, 12 + 40 * i).Select(k => At(i + k) * (1 + k % 7 / 10.0))]))] },
            new ParetoChart { Title = "Quality against cost", CostAxis = "cost ($)", Points = [.. used.Select((name, i) => new ScatterPoint(name, At(i), At(i + 1), i % 2 == 0))] },
            new HeatMapChart
            {
                Title = "By topic", Columns = used,
                Rows = [.. used.Select((name, row) => new HeatMapRow(name, [.. used.Select((_, column) => new HeatMapCell(row == column ? null : At(row + column), 10 * row + column))]))],
            },
            new LinesChart { Title = "Loss over steps", ValueAxis = "loss", Series = [.. used.Select((name, i) => new LineSeries(name, [.. Enumerable.Range(0, i == 0 ? 1 : 900).Select(k => ((double)k, At(k / 100 + i)))]))] },
            new ReliabilityChart { Title = "Calibration " + names[0], Bins = [.. used.Select((_, i) => new ReliabilityBin(i / 5.0, (i + 1) / 5.0, 30 * i, At(i), At(i + 1)))] },
            new PowerCurveChart { Title = "Power " + names[0], Points = [.. used.Select((_, i) => (100.0 * i, At(i)))], Now = count == 0 ? null : 200, Needed = count == 0 ? null : At(0) },
        ];
    }
}
