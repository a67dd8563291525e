using System.Globalization;
using TrialKeep.Analysis.Comparison;
using TrialKeep.Analysis.Comparison.Arms;
using TrialKeep.Analysis.Comparison.Steps;
using TrialKeep.Analysis.Reports;

namespace TrialKeep.Analysis.Tests;

/// <summary>Comparisons for the tests of reports: right and wrong with gaps, numbers, hostile texts, and any size.</summary>
internal static class Results
{
    public const string Hostile = "</script><script>alert(1)</script>]]>&amp;<!-- \u202eevil\u0000\u001b[31m\ud800 \"'`|\\{}$%#_^~=1+1";

    private static readonly MeasurementInfo _latency = new("latency", "s", Direction.Lower), _confidence = new("confidence", null, Direction.Higher);

    /// <summary>Four variants on 120 tickets, two samples each, with gaps, reasons, slices, a latency, a confidence and a loss over steps.</summary>
    public static ComparisonResult WithGaps() => ArmComparison.Of(Arm.AllOf(Table("20261121T011647000Z-3f9c2a71", 240, 0)), new() { By = ["topic"], Resamples = 400, Margin = 0.05 }) with
    {
        Steps =
        [
            new("queue", "20261121T011647000Z-3f9c2a71", null, 1, [.. Enumerable.Range(0, 40).Select(static i => new StepPoint(i, i * 7 % 13, 1))]),
            new("loss", "20261121T011647000Z-3f9c2a71", "quick", 12, [.. Enumerable.Range(1, 60).Select(static i => new StepPoint(10 * i, 3.0 / i + 0.2, 12))]),
            new("loss", "20261121T011647000Z-3f9c2a71", "careful", 11, [.. Enumerable.Range(1, 60).Select(static i => new StepPoint(10 * i, i == 30 ? double.NaN : 4.0 / i + 0.1, i == 30 ? 0 : 11))]),
        ],
    };

    /// <summary>The same against another run of it.</summary>
    public static ComparisonResult AgainstBaseline() =>
        ArmComparison.Against(Table("20261120T000000000Z-aaaa", 240, 7), Table("20261121T011647000Z-3f9c2a71", 240, 0), new() { Resamples = 400 });

    /// <summary>Scores that are numbers.</summary>
    public static ComparisonResult Numbers()
    {
        ArmTableBuilder table = new("tuning", "run-1", new("quality", ""), ["slow", "fast", "none"], ["size"], [_latency]);
        uint state = 5;
        for (int i = 0; i < 80; i++)
        {
            int unit = table.AddUnit(Item("case", i), 0, new() { Slices = [i % 2 == 0 ? "small" : "large"] });
            table.SetScore(unit, 0, Draw(ref state) % 1000 / 37.0);
            table.SetScore(unit, 1, Draw(ref state) % 1000 / 29.0 + 3);
            table.SetMeasurement(unit, 0, 0, 2.5);
            table.SetMeasurement(unit, 1, 0, 0.5 + i / 100.0);
        }

        return ArmComparison.Of(Arm.AllOf(table.Build()), new() { Resamples = 400 });
    }

    /// <summary>One run of so many units.</summary>
    public static ComparisonResult OfSize(int units) => ArmComparison.Of(Arm.AllOf(Table("run-1", units, 0)), new() { Resamples = 100 });

    /// <summary>Every name and text tries to be more than text.</summary>
    public static ComparisonResult OfHostileTexts()
    {
        ArmTableBuilder table = new(Hostile, Hostile, new(Hostile, Hostile), [Hostile, "=cmd|'/c calc'!A1", "@everyone www.attacker.example http://attacker.example", new string('w', 300)], [Hostile], [new(Hostile, Hostile, Direction.Lower)]);
        for (int i = 0; i < 12; i++)
        {
            int unit = table.AddUnit(Hostile + i.ToString(CultureInfo.InvariantCulture), 0, new() { Slices = [Hostile] });
            for (int variant = 0; variant < 4; variant++)
            {
                if (i == 4)
                    table.SetGap(unit, variant, Standing.Failed, Hostile);
                else
                    table.SetScore(unit, variant, (i + variant) % 3 == 0 ? 1 : 0);
                table.SetMeasurement(unit, variant, 0, i + variant);
            }
        }

        return ArmComparison.Of(Arm.AllOf(table.Build()), new() { By = [Hostile], Resamples = 100 });
    }

    /// <summary>Nothing, one unit, nothing scored.</summary>
    public static IEnumerable<ComparisonResult> OfLittle()
    {
        foreach (int units in new[] { 0, 1, 2 })
        {
            yield return OfSize(units);
            ArmTableBuilder empty = new("e", "r", new("v", ""), ["a", "b"]);
            for (int i = 0; i < units; i++)
                empty.AddUnit(Item("i", i));
            yield return ArmComparison.Of(Arm.AllOf(empty.Build()), new() { Resamples = 100 });
        }

        ArmTableBuilder one = new("e", "r", new("v", ""), ["only"]);
        one.SetScore(one.AddUnit("i"), 0, 1e-300);
        yield return ArmComparison.Of(Arm.AllOf(one.Build()), new() { Resamples = 100 });
    }

    /// <summary>What stands behind the scores, made from names; hostile where the names are.</summary>
    public sealed class Content(string? text = null) : IReportContent
    {
        public IReadOnlyList<ReportText> PromptOf(Arm arm, int unit) => [new("Prompt, user", text ?? $"What does {arm.Table.Units[unit].Item} want?\nAnswer with one word."), new("Answer", "refund")];

        public ReportAnswer? AnswerOf(Arm arm, int unit) => arm.Table.StandingsOf(arm.Column)[unit] is Standing.Missing ? null
            : arm.Table.StandingsOf(arm.Column)[unit] is Standing.Failed ? new([], null, text ?? "timeout: no answer within 30 s")
            : new([new("text", text ?? $"{arm.Variant} says refund"), new("finishReason", "stop")], text ?? "The label is refund.", null);
    }

    private static ArmTable Table(string run, int units, uint seed)
    {
        string[] names = ["quick", "careful", "a-long-variant-name/with-a-path/and-temperature-0.7", "baseline"];
        ArmTableBuilder table = new("support-tickets", run, new("intent", "0123456789abcdef"), names, ["topic"], [_latency, _confidence]);
        uint state = 1;
        for (int i = 0; i < units; i++)
        {
            int unit = table.AddUnit(Item("ticket", i / 2), i % 2, new() { Slices = [new[] { "billing", "delivery", "returns" }[i / 2 % 3]] });
            for (int variant = 0; variant < names.Length; variant++)
            {
                uint draw = Draw(ref state);
                uint shifted = draw + seed;
                if (variant == 0 && draw < 3000)
                    table.SetGap(unit, variant, Standing.Failed, draw < 1800 ? "429 Too Many Requests" : "no answer within 30 s");
                else if (variant == 2 && draw < 4000)
                    table.SetGap(unit, variant, Standing.Unscored, "no intent in the answer");
                else if (variant != 3 || i <= 220)
                    table.SetScore(unit, variant, shifted % 100 < 60 + 12 * variant - 2 * seed ? 1 : 0);
                table.SetMeasurement(unit, variant, 0, 0.2 + variant * 0.5 + draw % 50 / 100.0);
                table.SetMeasurement(unit, variant, 1, 0.4 + draw % 61 / 100.0);
            }
        }

        return table.Build();
    }

    private static string Item(string name, int number) => string.Create(CultureInfo.InvariantCulture, $"{name}-{number:000}");

    private static uint Draw(ref uint state)
    {
        state = state * 1664525 + 1013904223;
        return state >> 16;
    }
}
