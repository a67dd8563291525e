using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using TrialKeep.Statistics.Calibration;

namespace TrialKeep.Statistics.Tests.Calibration;

public sealed class CalibrationTests
{
    [Fact]
    public void All_equal_exact_fractions()
    {
        foreach (JsonElement set in Golden.Of("agreement").GetProperty("calibration").EnumerateArray())
        {
            double[] forecasts = set.Numbers("forecasts");
            bool[] happened = [.. set.GetProperty("happened").EnumerateArray().Select(static value => value.GetBoolean())];
            int bins = set.GetProperty("bins").GetInt32();
            Close.To(set.Number("brier"), BrierScore.Of(forecasts, happened), 1e-12);
            Close.To(set.Number("brier"), BrierScore.Decompose(forecasts, happened).Score, 1e-12);
            Close.To(set.Number("ece"), CalibrationError.Expected(forecasts, happened, bins), 1e-12);
            Close.To(set.Number("mce"), CalibrationError.Maximum(forecasts, happened, bins), 1e-12);
        }
    }

    [Fact]
    public void A_certain_forecaster_who_is_right_has_no_error()
    {
        bool[] happened = [true, false, true];
        Assert.Equal(0, BrierScore.Of([1, 0, 1], happened));
        Assert.Equal(0, CalibrationError.Expected([1, 0, 1], happened));
        Assert.Equal(0, CalibrationError.ExpectedOfEqualMass([1, 0, 1], happened));
        Assert.Equal(1, BrierScore.Of([0, 1, 0], happened));
        Assert.Equal(1, CalibrationError.Maximum([0, 1, 0], happened));
    }

    [Fact]
    public void An_edge_belongs_to_the_bin_below()
    {
        for (int bins = 1; bins <= 60; bins++)
        {
            for (int edge = 0; edge <= bins; edge++)
            {
                ReliabilityBin[] found = CalibrationError.EqualWidth([(double)edge / bins], [true], bins);
                Assert.Equal(1, found[Math.Max(0, edge - 1)].Count);
                Assert.Equal(bins, found.Length);
            }
        }
    }

    [Fact]
    public void Bins_of_equal_mass_keep_equal_forecasts_together_and_lose_none() =>
        Prop.ForAll(ArbMap.Default.ArbFor<(byte[] Values, byte Bins)>(), draw =>
        {
            if (draw.Values is not { Length: > 0 })
                return;
            double[] forecasts = [.. draw.Values.Select(static value => value % 8 / 7.0)];
            ReliabilityBin[] bins = CalibrationError.EqualMass(forecasts, new bool[forecasts.Length], 1 + draw.Bins % 12);
            Assert.Equal(forecasts.Length, bins.Sum(static bin => bin.Count));
            for (int i = 1; i < bins.Length; i++)
                Assert.True(bins[i - 1].High < bins[i].Low);
            Assert.All(bins, static bin => Assert.True(bin.Count > 0));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void What_is_no_probability_is_refused()
    {
        Assert.Throws<ArgumentException>(() => BrierScore.Of([], []));
        Assert.Throws<ArgumentException>(() => BrierScore.Of([0.5], [true, false]));
        Assert.Throws<ArgumentOutOfRangeException>(() => BrierScore.Of([double.NaN], [true]));
        Assert.Throws<ArgumentOutOfRangeException>(() => CalibrationError.Expected([1.1], [true]));
        Assert.Throws<ArgumentOutOfRangeException>(() => CalibrationError.Expected([0.1], [true], 0));
    }
}
