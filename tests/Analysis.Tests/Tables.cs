using TrialKeep.Analysis.Comparison;
using TrialKeep.Analysis.Comparison.Arms;

namespace TrialKeep.Analysis.Tests;

/// <summary>Score tables for tests, written down as text: a row for each variant, a letter for each unit.</summary>
internal static class Tables
{
    /// <summary>+ right, - wrong, ? unscored, ! failed, . missing.</summary>
    public static ArmTable Of(params (string Variant, string Outcomes)[] rows) => TestArms.Letters("run-1", rows);

    public static ComparisonResult Compare(ArmTable table, ComparisonOptions? options = null) => ArmComparison.Of(Arm.AllOf(table), options ?? new() { Ranked = false });

    /// <summary>A repeated letter: Runs("+3 -2") is "+++--".</summary>
    public static string Runs(string text) => string.Concat(text.Split(' ').Select(run => new string(run[0], int.Parse(run.AsSpan(1), System.Globalization.CultureInfo.InvariantCulture))));

    /// <summary>Four variants of different strength on 120 items, two samples each, with gaps and reasons.</summary>
    public static ArmTable WithGaps()
    {
        var builder = new ArmTableBuilder("support-tickets", "20261121-011647-3f9c2a71", new("intent", ""),
            ["quick", "careful", "a-very-long-variant-name/with-a-path/and-temperature-0.7-and-top-p-0.95", "baseline"]);
        uint state = 1;
        for (int i = 0; i < 240; i++)
        {
            int unit = builder.AddUnit($"ticket-{i / 2:000}", i % 2);
            for (int variant = 0; variant < 4; variant++)
            {
                state = state * 1664525 + 1013904223;
                uint draw = state >> 16;
                if (variant == 0 && draw < 3000)
                    builder.SetGap(unit, variant, Standing.Failed, draw < 1800 ? "429 Too Many Requests" : "no answer within 30 s");
                else if (variant == 2 && draw < 4000)
                    builder.SetGap(unit, variant, Standing.Unscored, "no intent in the answer");
                else if (variant != 3 || i <= 220)
                    builder.SetScore(unit, variant, draw % 100 < 60 + 10 * variant ? 1 : 0);
            }
        }
        return builder.Build();
    }

    /// <summary>Names that try to become markup, commands of a terminal or more than they are.</summary>
    public static ArmTable Hostile()
    {
        var builder = new ArmTableBuilder("<script>document.title='owned'</script>", "run\u001b[31m\"'", new("\"'><img src=http://attacker.example/x onerror=alert(1)>", ""),
            ["<b onclick=alert(1)>bold</b>&amp;", "漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字", "evil\u202egnp.exe", new string('w', 300)]);
        for (int i = 0; i < 12; i++)
        {
            int unit = builder.AddUnit($"</th></tr></table><script>alert({i})</script>", 0);
            builder.SetScore(unit, 0, i % 2 == 0 ? 1 : 0);
            builder.SetScore(unit, 1, i % 3 == 0 ? 1 : 0);
            if (i == 4)
                builder.SetGap(unit, 2, Standing.Failed, "</dd><iframe src=//attacker.example>\r\n\u001b]0;owned\u0007");
            else
                builder.SetScore(unit, 2, 0);
            builder.SetScore(unit, 3, 1);
        }
        return builder.Build();
    }
}
