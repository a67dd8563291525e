using System.Text.Json;
using TrialKeep.Statistics.Clusters;
using TrialKeep.Statistics.Means;
using TrialKeep.Statistics.Models;
using TrialKeep.Statistics.Randomness;

namespace TrialKeep.Statistics.Tests.Models;

public sealed class LinearModelTests
{
    private static readonly JsonElement _golden = Golden.Of("models");
    private static readonly double[] _x = _golden.Numbers("x"), _y = _golden.Numbers("y");
    private static readonly int[] _g = Labels("g"), _h = Labels("h"), _clusters = Labels("cluster");

    private static Design Treatment => new Design(_y.Length).Intercept().Number("x", _x).Factor("g", _g).Factor("h", _h).Interaction("x", "h");

    [Theory]
    [InlineData("treatment")]
    [InlineData("sum")]
    [InlineData("through")]
    public void It_equals_lm_and_sandwich(string name)
    {
        JsonElement golden = _golden.GetProperty(name);
        LinearFit fit = LinearModel.Fit(Named(name), _y);
        AllClose(golden.Numbers("coefficients"), fit.Coefficients, 1e-10);
        AllClose(golden.Numbers("residuals"), fit.Residuals, 1e-10);
        AllClose(golden.Numbers("leverages"), fit.Leverages, 1e-10);
        Assert.Equal(golden.Number("df"), fit.DegreesOfFreedom);
        Close.To(golden.Number("deviation"), fit.Deviation, 1e-11);
        Close.To(golden.Number("r2"), fit.RSquared, 1e-11);
        foreach (ErrorKind kind in Enum.GetValues<ErrorKind>())
            AllClose(golden.GetProperty("errors").Numbers(kind.ToString()), Errors(fit.Estimates(kind)), 1e-10);
        LinearEstimates hc3 = fit.Estimates(ErrorKind.Hc3);
        double[] covariance = golden.Numbers("covariance");
        for (int i = 0; i < covariance.Length; i++)
            Assert.Equal(covariance[i], hc3.Covariance(i % fit.Columns.Count, i / fit.Columns.Count), 1e-11);
        for (int i = 0; i < fit.Columns.Count; i++)
        {
            ContrastEstimate one = fit.Estimates().Coefficient(i, confidence: 0.9);
            Close.To(golden.Numbers("t")[i], one.Statistic, 1e-10);
            Close.To(golden.Numbers("p")[i], one.PValue, 1e-10);
            Close.To(golden.Numbers("intervals")[2 * i], one.Interval.Low, 1e-10);
            Close.To(golden.Numbers("intervals")[2 * i + 1], one.Interval.High, 1e-10);
            Assert.Equal(one, fit.Estimates().Coefficient(fit.Columns[i], confidence: 0.9));
        }
    }

    [Theory]
    [InlineData("treatment")]
    [InlineData("sum")]
    [InlineData("through")]
    public void Clusters_and_contrasts_equal_sandwich_and_multcomp(string name)
    {
        JsonElement golden = _golden.GetProperty(name), contrast = golden.GetProperty("contrast");
        LinearFit fit = LinearModel.Fit(Named(name), _y);
        LinearEstimates clustered = fit.ClusteredEstimates(_clusters), classic = fit.Estimates();
        AllClose(golden.GetProperty("clustered").Numbers("adjusted"), Errors(clustered), 1e-10);
        AllClose(golden.GetProperty("clustered").Numbers("plain"), Errors(fit.ClusteredEstimates(_clusters, ClusterCorrection.Plain)), 1e-10);
        AllClose(golden.Numbers("clusteredP"), [.. Enumerable.Range(0, fit.Columns.Count).Select(i => clustered.Coefficient(i).PValue)], 1e-10);
        ContrastEstimate estimate = classic.Contrast(contrast.Numbers("weights"));
        Close.To(contrast.Number("value"), estimate.Value, 1e-10);
        Close.To(contrast.Number("error"), estimate.StandardError, 1e-10);
        Close.To(contrast.Number("p"), estimate.PValue, 1e-10);
        Close.To(contrast.Numbers("interval")[0], estimate.Interval.Low, 1e-10);
        Close.To(contrast.Numbers("interval")[1], estimate.Interval.High, 1e-10);
        double[,] rows = name == "through" ? new double[,] { { 0, 1, 0 }, { 0, 0, 1 } } : Named(name).ContrastsOf("g");
        foreach ((string joint, LinearEstimates errors) in new[] { ("joint", classic), ("jointHc3", fit.Estimates(ErrorKind.Hc3)), ("jointClustered", clustered) })
        {
            FTestResult test = errors.Joint(rows);
            AllClose(golden.Numbers(joint), [test.Statistic, test.NumeratorDegreesOfFreedom, test.DenominatorDegreesOfFreedom, test.PValue], 1e-10);
        }
    }

    [Fact]
    public void Differences_of_levels_equal_emmeans()
    {
        JsonElement golden = _golden.GetProperty("means");
        LinearEstimates estimates = LinearModel.Fit(new Design(_y.Length).Intercept().Factor("g", _g).Factor("h", _h), _y).Estimates();
        double[][] pairs = [[0, -1, 0, 0], [0, 0, -1, 0], [0, 1, -1, 0]];
        for (int i = 0; i < pairs.Length; i++)
        {
            ContrastEstimate difference = estimates.Contrast(pairs[i]);
            Close.To(golden.Numbers("difference")[i], difference.Value, 1e-10);
            Close.To(golden.Numbers("error")[i], difference.StandardError, 1e-10);
            Close.To(golden.Numbers("p")[i], difference.PValue, 1e-10);
        }
    }

    /// <summary>J. W. Longley's data (1967), a test of accuracy: the values that NIST's Statistical Reference Datasets certify.</summary>
    [Fact]
    public void Nearly_dependent_columns_keep_their_digits()
    {
        JsonElement golden = _golden.GetProperty("longley");
        Design design = new Design(16).Intercept();
        foreach (JsonElement column in golden.GetProperty("columns").EnumerateArray())
            design.Number($"x{design.Columns.Count}", Golden.Numbers(column));
        LinearFit fit = LinearModel.Fit(design, golden.Numbers("employed"));
        AllClose([-3482258.63459582, 15.0618722713733, -0.358191792925910E-01, -2.02022980381683, -1.03322686717359, -0.511041056535807E-01, 1829.15146461355],
            fit.Coefficients, 1e-9);
        AllClose([890420.383607373, 84.9149257747669, 0.334910077722432E-01, 0.488399681651699, 0.214274163161675, 0.226073200069370, 455.478499142212],
            Errors(fit.Estimates()), 1e-9);
        Close.To(0.995479004577296, fit.RSquared, 1e-12);
    }

    [Fact]
    public void One_factor_of_two_levels_is_the_pooled_t_test()
    {
        double[] first = [.. _y.Where((_, i) => _h[i] == 1)], second = [.. _y.Where((_, i) => _h[i] == 2)];
        TTestResult test = TTest.Pooled(second, first);
        ContrastEstimate slope = LinearModel.Fit(new Design(_y.Length).Intercept().Factor("h", _h), _y).Estimates().Coefficient("h[2]");
        Close.To(test.Estimate, slope.Value, 1e-12);
        Close.To(test.StandardError, slope.StandardError, 1e-12);
        Close.To(test.PValue, slope.PValue, 1e-11);
        Close.To(test.Interval.Low, slope.Interval.Low, 1e-11);
    }

    [Fact]
    public void A_mean_has_the_errors_of_a_cluster_robust_mean()
    {
        LinearFit fit = LinearModel.Fit(new Design(_y.Length).Intercept(), _y);
        foreach (ClusterCorrection correction in Enum.GetValues<ClusterCorrection>())
        {
            ClusterEstimate mean = ClusterRobustMean.Of(_y, _clusters, correction);
            ContrastEstimate one = fit.ClusteredEstimates(_clusters, correction).Coefficient(0);
            Close.To(mean.Estimate, one.Value, 1e-13);
            Close.To(mean.StandardError, one.StandardError, 1e-12);
            Close.To(mean.PValue(), one.PValue, 1e-11);
        }
        Assert.Equal(0, fit.RSquared, 1e-14);
    }

    [Fact]
    public void Columns_have_names_and_both_codings_fit_the_same()
    {
        Assert.Equal(["intercept", "x", "g[5]", "g[9]", "h[2]", "x:h[2]"], Treatment.Columns);
        Assert.Equal(["g[2]", "g[5]"], new Design(_y.Length).Factor("g", _g, FactorCoding.Sum).Columns);
        LinearFit treatment = LinearModel.Fit(new Design(_y.Length).Intercept().Factor("g", _g).Factor("h", _h).Interaction("g", "h"), _y);
        LinearFit sum = LinearModel.Fit(
            new Design(_y.Length).Intercept().Factor("g", _g, FactorCoding.Sum).Factor("h", _h, FactorCoding.Sum).Interaction("g", "h"), _y);
        AllClose(treatment.Residuals.ToArray(), sum.Residuals, 1e-10);
        Assert.Equal(treatment.Columns.Count, treatment.Leverages.ToArray().Sum(), 1e-12);
    }

    [Fact]
    public void A_perfect_fit_has_coefficients_and_no_errors()
    {
        double[] x = [1, 2, 3, 4, 5.5];
        LinearFit line = LinearModel.Fit(new Design(5).Intercept().Number("x", x), [.. x.Select(static value => 0.1 + 0.3 * value)]);
        Assert.True(line.IsPerfect);
        Assert.Equal((0, 1), (line.ResidualSumOfSquares, line.RSquared));
        Assert.All(line.Residuals.ToArray(), static residual => Assert.Equal(0, residual));
        Close.To(0.3, line.Coefficients[1], 1e-13);
        Assert.Throws<InvalidOperationException>(() => line.Estimates());
        Assert.Throws<InvalidOperationException>(() => line.ClusteredEstimates([1, 1, 2, 2, 3]));
        LinearFit constant = LinearModel.Fit(new Design(5).Intercept().Number("x", x), [7, 7, 7, 7, 7]);
        Assert.True(constant.IsPerfect);
        Assert.Equal(double.NaN, constant.RSquared);
        Assert.Equal(0, LinearModel.Fit(new Design(2).Intercept(), [0, 0]).Coefficients[0]);
    }

    [Fact]
    public void Designs_that_do_not_determine_a_coefficient_are_refused_by_name()
    {
        Assert.Contains("'twice'", Refused("design", () => LinearModel.Fit(Treatment.Number("twice", [.. _x.Select(static x => 2 * x + 0.1)]), _y)), StringComparison.Ordinal);
        Assert.Contains("'k[9]'", Refused("design", () => LinearModel.Fit(
            new Design(6).Intercept().Factor("h", [1, 1, 1, 2, 2, 2]).Factor("k", [9, 9, 9, 8, 8, 8]).Number("z", [1, 2, 3, 4, 5, 7]), new double[6])), StringComparison.Ordinal);
        Assert.Contains("'zero'", Refused("design", () => LinearModel.Fit(new Design(3).Number("zero", [0, 0, 0]), [1, 2, 3])), StringComparison.Ordinal);
    }

    [Fact]
    public void What_cannot_be_fitted_is_refused()
    {
        Refused("observations", () => new Design(0));
        Refused("design", () => LinearModel.Fit(new Design(1).Intercept(), [1]));
        Refused("design", () => LinearModel.Fit(new Design(2).Intercept().Number("x", [1, 2]), [1, 2]));
        Refused("design", () => LinearModel.Fit(new Design(2), [1, 2]));
        Refused("response", () => LinearModel.Fit(new Design(2).Intercept(), [1]));
        Refused("response", () => LinearModel.Fit(new Design(2).Intercept(), [1, double.NaN]));
        Refused("response", () => LinearModel.Fit(new Design(2).Intercept(), [1, double.PositiveInfinity]));
        Refused("values", () => new Design(2).Number("x", [1, double.NaN]));
        Refused("values", () => new Design(2).Number("x", [1]));
        Refused("levels", () => new Design(2).Factor("g", [4, 4]));
        Refused("levels", () => new Design(2).Factor("g", [4]));
        Refused("name", () => new Design(2).Intercept().Intercept());
        Refused("name", () => new Design(2).ContrastsOf("x"));
        Refused("second", () => new Design(2).Number("x", [1, 2]).Interaction("x", "y"));
        LinearFit fit = LinearModel.Fit(Treatment, _y);
        LinearEstimates estimates = fit.Estimates();
        Refused("column", () => estimates.Coefficient(6));
        Refused("column", () => estimates.Coefficient("g[3]"));
        Refused("second", () => estimates.Covariance(0, -1));
        Refused("hypothesis", () => estimates.Coefficient(0, double.NaN));
        Refused("confidence", () => estimates.Coefficient(0, 0, 1));
        Refused("weights", () => estimates.Contrast([1]));
        Refused("weights", () => estimates.Contrast([1, 0, 0, 0, 0, double.NaN]));
        Refused("contrasts", () => estimates.Joint(new double[0, 6]));
        Refused("contrasts", () => estimates.Joint(new double[1, 5]));
        Refused("contrasts", () => estimates.Joint(new double[,] { { 0, 1, 0, 0, 0, 0 }, { 0, 2, 0, 0, 0, 0 } }));
        Refused("contrasts", () => estimates.Joint(new double[,] { { 0, 1, 0, 0, 0, double.NaN } }));
        Refused("clusters", () => fit.ClusteredEstimates([1, 2]));
        Refused("clusters", () => fit.ClusteredEstimates(new int[_y.Length]));
        LinearFit alone = LinearModel.Fit(new Design(4).Intercept().Number("only", [0, 0, 0, 1]), [1, 2, 4, 9]);
        Refused("kind", () => alone.Estimates(ErrorKind.Hc2));
        Refused("kind", () => alone.Estimates(ErrorKind.Hc3));
        Assert.True(alone.Estimates(ErrorKind.Hc1).Coefficient(1).StandardError > 0);
    }

    [Fact]
    public void A_contrast_without_error_has_a_defined_test()
    {
        LinearEstimates estimates = LinearModel.Fit(new Design(3).Intercept(), [1, 2, 4]).Estimates();
        Assert.Equal(new ContrastEstimate(0, 0, 0, 2, 1, new Interval(0, 0)), estimates.Contrast([0]));
        ContrastEstimate other = estimates.Contrast([0], 1);
        Assert.Equal((double.NegativeInfinity, 0), (other.Statistic, other.PValue));
    }

    [Fact]
    public void Intervals_cover_where_variances_differ_and_within_clusters()
    {
        // The deviation grows with x: HC3 holds where the classic error does not.
        double[] x = [.. Enumerable.Range(0, 60).Select(static i => i < 50 ? 0.2 * (i % 5) : 4.0)];
        bool Covers(SeededRandom random, ErrorKind kind) => LinearModel.Fit(new Design(60).Intercept().Number("x", x),
            Each(x, value => value + (0.2 + value) * random.NextNormal())).Estimates(kind).Coefficient(1).Interval.Contains(1);

        int times = Simulation.Times(1000);
        Simulation.IsNominal(0.95, Simulation.Share(times, (random, _) => Covers(random, ErrorKind.Hc3)), times, below: 0.03, above: 0.03);
        Assert.InRange(Simulation.Share(times, (random, _) => Covers(random, ErrorKind.Classic)), 0, 0.85);

        // Skewed values that share half of their variance within clusters, and a regressor that is constant in them.
        int[] clusters = [.. Enumerable.Range(0, 160).Select(static i => i / 4)];
        double[] z = [.. clusters.Select(static cluster => (double)(cluster % 2))];
        bool Significant(SeededRandom random, bool clustered)
        {
            double[] shared = Simulation.Draw(40, () => -Math.Log(1 - random.NextUniform()));
            LinearFit fit = LinearModel.Fit(new Design(160).Intercept().Number("z", z), Each(clusters, cluster => shared[cluster] - Math.Log(1 - random.NextUniform())));
            return (clustered ? fit.ClusteredEstimates(clusters) : fit.Estimates()).Coefficient(1).PValue <= 0.05;
        }

        Simulation.IsNominal(0.05, Simulation.Share(times, (random, _) => Significant(random, true)), times, below: 0.01, above: 0.02);
        Assert.InRange(Simulation.Share(times, (random, _) => Significant(random, false)), 0.12, 1);
    }

    [Fact]
    public void The_joint_test_holds_its_level()
    {
        int[] levels = [.. Enumerable.Range(0, 24).Select(static i => i % 4)];
        Simulation.IsNominal(1000, 0.05, 0, random =>
        {
            Design design = new Design(24).Intercept().Factor("g", levels, FactorCoding.Sum);
            return LinearModel.Fit(design, Simulation.Draw(24, () => random.NextNormal())).Estimates().Joint(design.ContrastsOf("g")).PValue <= 0.05;
        });
    }

    private static Design Named(string name) => name switch
    {
        "treatment" => Treatment,
        "sum" => new Design(_y.Length).Intercept().Number("x", _x).Factor("g", _g, FactorCoding.Sum).Factor("h", _h, FactorCoding.Sum).Interaction("g", "h"),
        _ => new Design(_y.Length).Number("x", _x).Number("five", [.. _g.Select(static g => g == 5 ? 1.0 : 0)]).Number("nine", [.. _g.Select(static g => g == 9 ? 1.0 : 0)]),
    };

    private static double[] Each<T>(T[] values, Func<T, double> draw) => [.. values.Select(draw)];

    private static int[] Labels(string name) => [.. _golden.Numbers(name).Select(static value => (int)value)];

    private static double[] Errors(LinearEstimates estimates) =>
        [.. Enumerable.Range(0, estimates.Columns.Count).Select(i => estimates.Coefficient(i).StandardError)];

    private static void AllClose(double[] expected, ReadOnlySpan<double> actual, double relative)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
            Close.To(expected[i], actual[i], relative);
    }

    private static string Refused(string name, Func<object> call)
    {
        ArgumentException refusal = Assert.ThrowsAny<ArgumentException>(() => call());
        Assert.Equal(name, refusal.ParamName);
        return refusal.Message;
    }
}
