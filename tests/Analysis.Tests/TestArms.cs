using System.Globalization;
using TrialKeep.Analysis.Comparison.Arms;
using TrialKeep.Runtime.Keys;

namespace TrialKeep.Analysis.Tests;

/// <summary>Tables of scores for tests.</summary>
internal static class TestArms
{
    public static readonly EvaluatorLabel Evaluator = new("correct", "0123456789abcdef");

    /// <summary>+ right, - wrong, ? unscored, ! failed, . missing; one letter a unit.</summary>
    public static ArmTable Letters(string run, params (string Variant, string Outcomes)[] rows) => Letters(run, samples: 1, rows);

    /// <summary>The same with several samples an item, next to each other.</summary>
    public static ArmTable Letters(string run, int samples, params (string Variant, string Outcomes)[] rows)
    {
        ArmTableBuilder table = new("word-problems", run, Evaluator, rows.Select(static row => row.Variant));
        for (int i = 0; i < rows[0].Outcomes.Length; i++)
        {
            int unit = table.AddUnit(Item(i / samples), i % samples);
            for (int variant = 0; variant < rows.Length; variant++)
                Set(table, unit, variant, rows[variant].Outcomes[i]);
        }

        return table.Build();
    }

    /// <summary>Numbers; NaN is an answer that failed.</summary>
    public static ArmTable Numbers(string run, params (string Variant, double[] Scores)[] rows)
    {
        ArmTableBuilder table = new("word-problems", run, Evaluator, rows.Select(static row => row.Variant));
        for (int i = 0; i < rows[0].Scores.Length; i++)
        {
            int unit = table.AddUnit(Item(i));
            for (int variant = 0; variant < rows.Length; variant++)
            {
                if (double.IsNaN(rows[variant].Scores[i]))
                    table.SetGap(unit, variant, Standing.Failed, "timeout");
                else
                    table.SetScore(unit, variant, rows[variant].Scores[i]);
            }
        }

        return table.Build();
    }

    public static string Item(int number) => string.Create(CultureInfo.InvariantCulture, $"item-{number:0000}");

    public static KeyId Key(string text) => Digest.Of(System.Text.Encoding.UTF8.GetBytes(text)).Id;

    public static void Set(ArmTableBuilder table, int unit, int variant, char letter)
    {
        if (letter is '+' or '-')
            table.SetScore(unit, variant, letter == '+' ? 1 : 0);
        else
            table.SetGap(unit, variant, letter switch { '?' => Standing.Unscored, '!' => Standing.Failed, '.' => Standing.Missing, 'x' => Standing.Erased, _ => throw new ArgumentOutOfRangeException(nameof(letter)) },
                letter == '!' ? "429" : null);
    }
}
