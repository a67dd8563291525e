using TrialKeep.Runtime.Keys;

namespace TrialKeep.Analysis.Comparison.Arms;

/// <summary>The cells of one variant.</summary>
internal sealed class ArmColumn(int measurements)
{
    public Standing[] Standings = [];
    public double[] Scores = [];
    public KeyId[] Keys = [];

    public double[][] Measurements { get; } = [.. Enumerable.Repeat(Array.Empty<double>(), measurements)];

    public Dictionary<int, string> Reasons { get; } = [];

    public void Grow(int from, int to)
    {
        Array.Resize(ref Standings, to);
        Array.Resize(ref Scores, to);
        Array.Resize(ref Keys, to);
        Fill(Scores, from);
        for (int i = 0; i < Measurements.Length; i++)
        {
            Array.Resize(ref Measurements[i], to);
            Fill(Measurements[i], from);
        }
    }

    public ArmColumn Cut(int count)
    {
        ArmColumn cut = new(Measurements.Length) { Standings = Standings[..count], Scores = Scores[..count], Keys = Keys[..count] };
        for (int i = 0; i < Measurements.Length; i++)
            cut.Measurements[i] = Measurements[i][..count];
        foreach ((int unit, string reason) in Reasons)
            cut.Reasons.Add(unit, reason);
        return cut;
    }

    private static void Fill(double[] values, int from) => values.AsSpan(from).Fill(double.NaN);
}
