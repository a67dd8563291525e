using System.Text.Json;
using TrialKeep.Statistics.Clusters;
using TrialKeep.Statistics.Randomness;

namespace TrialKeep.Statistics.Tests.Clusters;

public sealed class ClusterRobustMeanTests
{
    private static readonly double[] _values = [0.82, 0.61, 0.93, 0.45, 0.77, 0.58, 0.66, 0.91, 0.39, 0.72, 0.84, 0.55];
    private static readonly int[] _clusters = [1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4];

    public static TheoryData<string> Cases => [.. Golden.Of("clusters").EnumerateObject().Select(static one => one.Name)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void It_equals_sandwich(string name)
    {
        JsonElement golden = Golden.Of("clusters").GetProperty(name);
        double[] values = Golden.Numbers(golden.GetProperty("values"));
        int[] clusters = [.. golden.GetProperty("clusters").EnumerateArray().Select(static one => one.GetInt32())];
        ClusterEstimate adjusted = ClusterRobustMean.Of(values, clusters), plain = ClusterRobustMean.Of(values, clusters, ClusterCorrection.Plain);
        Close.To(golden.GetProperty("mean").GetDouble(), adjusted.Estimate, 1e-12);
        Close.To(golden.GetProperty("adjusted").GetDouble(), adjusted.StandardError, 1e-10);
        Close.To(golden.GetProperty("plain").GetDouble(), plain.StandardError, 1e-10);
        Close.To(golden.GetProperty("interval")[0].GetDouble(), adjusted.Interval().Low, 1e-10);
        Close.To(golden.GetProperty("interval")[1].GetDouble(), adjusted.Interval().High, 1e-10);
        Close.To(golden.GetProperty("p")[0].GetDouble(), adjusted.PValue(), 1e-10);
        Close.To(golden.GetProperty("p")[1].GetDouble(), adjusted.PValue(0, Alternative.Less), 1e-10);
        Close.To(golden.GetProperty("p")[2].GetDouble(), adjusted.PValue(0, Alternative.Greater), 1e-10);
        if (golden.TryGetProperty("icc", out JsonElement icc))
            Close.To(icc.GetDouble(), ClusterEffect.Of(values, clusters).IntraclassCorrelation, 1e-10);
        if (golden.TryGetProperty("psych", out JsonElement psych))
            Close.To(psych.GetDouble(), ClusterEffect.Of(values, clusters).IntraclassCorrelation, 1e-10);
    }

    [Fact]
    public void It_equals_statsmodels()
    {
        JsonElement scipy = SharedGolden.Scipy();
        Close.To(scipy.GetProperty("cluster_se_CR0_paper").GetDouble(), ClusterRobustMean.Of(_values, _clusters, ClusterCorrection.Plain).StandardError, 1e-12);
        Close.To(scipy.GetProperty("cluster_se_CR1_statsmodels").GetDouble(), ClusterRobustMean.Of(_values, _clusters).StandardError, 1e-12);
        Close.To(scipy.GetProperty("cluster_se_inspect_C/(C-1)").GetDouble(), ClusterRobustMean.Of(_values, _clusters).StandardError, 1e-12);
    }

    [Fact]
    public void A_difference_is_the_mean_of_differences()
    {
        double[] second = [.. _values.Select(static value => value * value)], differences = [.. _values.Zip(second, static (one, other) => one - other)];
        Assert.Equal(ClusterRobustMean.Of(differences, _clusters), ClusterRobustMean.Difference(_values, second, _clusters));
    }

    [Fact]
    public void Degenerate_samples_have_a_defined_value()
    {
        ClusterEstimate equal = ClusterRobustMean.Of([0.5, 0.5, 0.5, 0.5], [1, 1, 2, 2]);
        Assert.Equal(new ClusterEstimate(0.5, 0, 2), equal);
        Assert.Equal(new Interval(0.5, 0.5), equal.Interval());
        Assert.Equal((0.0, 1.0), (equal.PValue(), equal.PValue(0.5)));
        Assert.Equal((double.PositiveInfinity, 0.0), (equal.TStatistic(), equal.TStatistic(0.5)));
        Assert.Equal(0, ClusterEffect.Of([0.5, 0.5, 0.5, 0.5], [1, 1, 2, 2]).IntraclassCorrelation);
        Assert.Equal(double.NaN, ClusterEffect.Of([1, 2], [1, 2]).IntraclassCorrelation);
        Assert.Equal((1.0, 2.0), (ClusterEffect.Of([1, 2], [1, 2]).DesignEffect, ClusterEffect.Of([1, 2], [1, 2]).EffectiveSampleSize));
        ClusterEffect copies = ClusterEffect.Of([1, 1, 1, 4, 4, 4], [1, 1, 1, 2, 2, 2]);
        Assert.Equal(new ClusterEffect(1, 3, 2), copies);
        ClusterEffect mixed = ClusterEffect.Of([1, 4, 4, 1], [1, 1, 2, 2]);
        Assert.Equal((-1.0, 4.0), (mixed.IntraclassCorrelation, mixed.EffectiveSampleSize));
    }

    [Fact]
    public void What_cannot_be_estimated_is_refused()
    {
        Assert.Equal("sample", Assert.Throws<ArgumentException>(() => ClusterRobustMean.Of([], [])).ParamName);
        Assert.Equal("sample", Assert.Throws<ArgumentException>(() => ClusterRobustMean.Of([1], [1])).ParamName);
        Assert.Equal("sample", Assert.Throws<ArgumentException>(() => ClusterRobustMean.Of([1, double.NaN], [1, 2])).ParamName);
        Assert.Equal("sample", Assert.Throws<ArgumentException>(() => ClusterEffect.Of([1, double.PositiveInfinity], [1, 2])).ParamName);
        Assert.Equal("clusters", Assert.Throws<ArgumentException>(() => ClusterRobustMean.Of([1, 2], [1])).ParamName);
        Assert.Equal("clusters", Assert.Throws<ArgumentException>(() => ClusterRobustMean.Of([1, 2], [1, 1])).ParamName);
        Assert.Equal("second", Assert.Throws<ArgumentException>(() => ClusterRobustMean.Difference([1, 2], [1], [1, 2])).ParamName);
        Assert.Equal("confidence", Assert.Throws<ArgumentOutOfRangeException>(() => ClusterRobustMean.Of([1, 2], [1, 2]).Interval(1)).ParamName);
    }

    [Fact]
    public void Its_interval_covers_and_its_test_keeps_its_level_where_the_plain_ones_do_not()
    {
        int times = Simulation.Times(1000);
        double covered = Simulation.Share(times, static (random, _) => Draw(random, 30, out int[] clusters) is var x && ClusterRobustMean.Of(x, clusters).Interval().Contains(0));
        double rejected = Simulation.Share(times, static (random, _) => Draw(random, 30, out int[] clusters) is var x && ClusterRobustMean.Of(x, clusters).PValue() <= 0.05);
        double ignored = Simulation.Share(times, static (random, _) => Draw(random, 30, out int[] clusters) is var x && ClusterRobustMean.Of(x, [.. Enumerable.Range(0, x.Length)]).Interval().Contains(0));
        Simulation.IsNominal(0.95, covered, times, below: 0.01);
        Simulation.IsNominal(0.05, rejected, times, above: 0.01);
        Assert.InRange(ignored, 0, 0.8);
    }

    /// <summary>Clusters of 4 to 6 that share half of their variance.</summary>
    private static double[] Draw(SeededRandom random, int count, out int[] clusters)
    {
        clusters = [.. Enumerable.Range(0, count).SelectMany(static cluster => Enumerable.Repeat(cluster, 4 + cluster % 3))];
        double[] shared = [.. Enumerable.Range(0, count).Select(_ => random.NextNormal())];
        return [.. clusters.Select(cluster => shared[cluster] + random.NextNormal())];
    }
}
