using TrialKeep.Analysis.Comparison;
using TrialKeep.Analysis.Comparison.Arms;

namespace TrialKeep.Analysis.Reports.Html;

/// <summary>The units of all arms, each once, in the order in which they come; and where each arm has them.</summary>
internal sealed class ReportUnits
{
    private readonly int[][] _unitsOfArms;

    public ReportUnits(IReadOnlyList<Arm> arms)
    {
        Arms = arms;
        Dictionary<ScoreUnit, int> rows = [];
        List<ScoreUnit> units = [];
        _unitsOfArms = new int[arms.Count][];
        List<int[]> found = [];
        foreach (Arm arm in arms)
        {
            int[] rowsOfArm = new int[arm.Table.Units.Length];
            for (int unit = 0; unit < rowsOfArm.Length; unit++)
            {
                rowsOfArm[unit] = -1;
                if (!arm.Includes(unit))
                    continue;
                if (!rows.TryGetValue(arm.Table.Units[unit], out int row))
                {
                    rows.Add(arm.Table.Units[unit], row = units.Count);
                    units.Add(arm.Table.Units[unit]);
                }

                rowsOfArm[unit] = row;
            }

            found.Add(rowsOfArm);
        }

        Units = units;
        for (int arm = 0; arm < arms.Count; arm++)
            _unitsOfArms[arm] = Inverse(found[arm], units.Count);
    }

    public IReadOnlyList<Arm> Arms { get; }

    public IReadOnlyList<ScoreUnit> Units { get; }

    /// <summary>The index of a row's unit in an arm's table; -1 when the arm did not plan it.</summary>
    public int UnitOf(int arm, int row) => _unitsOfArms[arm][row];

    private static int[] Inverse(int[] rows, int count)
    {
        int[] units = new int[count];
        units.AsSpan().Fill(-1);
        for (int unit = 0; unit < rows.Length; unit++)
        {
            if (rows[unit] >= 0)
                units[rows[unit]] = unit;
        }

        return units;
    }
}
