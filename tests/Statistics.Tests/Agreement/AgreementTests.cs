using System.Text.Json;
using TrialKeep.Statistics.Agreement;

namespace TrialKeep.Statistics.Tests.Agreement;

public sealed class AgreementTests
{
    [Fact]
    public void Cohens_kappa_and_its_error_equal_statsmodels()
    {
        foreach (JsonElement row in Golden.Of("kappa").EnumerateArray())
            Equal(row, CohenKappa.Of(row.GetProperty("table").Matrix(static cell => cell.GetInt32()), Enum.Parse<KappaWeights>(row.GetProperty("weights").GetString()!)));
    }

    [Fact]
    public void Kappas_equal_statsmodels()
    {
        Close.To(SharedGolden.Scipy().Number("cohen_kappa"), CohenKappa.Of(new[,] { { 20, 5 }, { 10, 15 } }).Value, 1e-14);
        int[,] table = Golden.Of("agreement").GetProperty("fleiss").GetProperty("table").Matrix(static cell => cell.GetInt32());
        Close.To(SharedGolden.Scipy().Number("fleiss"), FleissKappa.Of(table).Value, 1e-13);
    }

    [Fact]
    public void Fleiss_kappa_equals_exact_fractions()
    {
        JsonElement golden = Golden.Of("agreement").GetProperty("fleiss");
        Equal(golden, FleissKappa.Of(golden.GetProperty("table").Matrix(static cell => cell.GetInt32())));
    }

    [Theory]
    [InlineData(DisagreementScale.Nominal, "nominal", 0.743)]
    [InlineData(DisagreementScale.Ordinal, "ordinal", 0.815)]
    [InlineData(DisagreementScale.Interval, "interval", 0.849)]
    [InlineData(DisagreementScale.Ratio, "ratio", 0.797)]
    public void Krippendorffs_alpha_equals_averages_over_pairs_and_the_published_example(DisagreementScale scale, string name, double published)
    {
        JsonElement golden = Golden.Of("agreement").GetProperty("krippendorff");
        double[,] ratings = golden.GetProperty("ratings").Matrix(static cell => cell.ValueKind == JsonValueKind.Null ? double.NaN : cell.GetDouble());
        double alpha = KrippendorffAlpha.Of(ratings, scale);
        Close.To(golden.Number(name), alpha, 1e-13);
        Assert.Equal(published, alpha, 5e-4);
    }

    [Fact]
    public void Perfect_agreement_is_one_and_no_variation_is_nothing_to_tell()
    {
        Assert.Equal(1, CohenKappa.Of(new[,] { { 4, 0 }, { 0, 6 } }).Value, 1e-15);
        Assert.Equal(1, FleissKappa.Of(new[,] { { 3, 0 }, { 0, 3 } }).Value, 1e-15);
        Assert.Equal(1, KrippendorffAlpha.Of(new double[,] { { 1, 1 }, { 2, 2 } }, DisagreementScale.Nominal));
        Assert.True(double.IsNaN(CohenKappa.Of(new[,] { { 4, 0 }, { 0, 0 } }).Value));
        Assert.True(double.IsNaN(FleissKappa.Of(new[,] { { 3, 0 }, { 3, 0 } }).Value));
        Assert.True(double.IsNaN(KrippendorffAlpha.Of(new double[,] { { 1, 1 }, { 1, 1 } }, DisagreementScale.Nominal)));
        Assert.True(double.IsNaN(KrippendorffAlpha.Of(new double[0, 2], DisagreementScale.Interval)));
        Assert.True(double.IsNaN(KrippendorffAlpha.Of(new double[,] { { 1, double.NaN }, { double.NaN, 2 } }, DisagreementScale.Interval)));
    }

    [Fact]
    public void A_judge_is_counted_against_labels()
    {
        JudgeAgreement judge = JudgeAgreement.Of([true, true, false, false, true], [true, true, true, false, false]);
        Assert.Equal(new JudgeAgreement(2, 1, 1, 1), judge);
        Assert.Equal(2 / 3.0, judge.Sensitivity!.Value, 1e-15);
        Assert.Equal(0.5, judge.Specificity);
        Assert.Equal(2 / 3.0, judge.Precision!.Value, 1e-15);
        Assert.Equal(0.6, judge.Accuracy);
        Assert.True(judge.SensitivityInterval()!.Value.Contains(2 / 3.0));
        Assert.Equal(CohenKappa.Of(new[,] { { 2, 1 }, { 1, 1 } }).Value, judge.Kappa()!.Value.Value);
        JudgeAgreement nothing = JudgeAgreement.Of([], []);
        Assert.Null(nothing.Sensitivity);
        Assert.Null(nothing.SpecificityInterval());
        Assert.Null(nothing.Kappa());
        Assert.Null(nothing.CorrectedRate(0.5));
        Assert.Throws<ArgumentException>(() => JudgeAgreement.Of([true], []));
    }

    [Fact]
    public void A_reported_rate_is_corrected_for_the_judge()
    {
        JudgeAgreement judge = new(90, 10, 20, 80);
        // 60 % true: the judge reports 0.6 * 0.9 + 0.4 * 0.2.
        Assert.Equal(0.6, judge.CorrectedRate(0.62)!.Value, 1e-12);
        Assert.Equal(0, judge.CorrectedRate(0.1));
        Assert.Equal(1, judge.CorrectedRate(0.95));
        Assert.Null(new JudgeAgreement(5, 5, 5, 5).CorrectedRate(0.5));
    }

    [Theory] // Goldens/rogan_gladen.py
    [InlineData(45, 5, 20, 80, 310, 500, 0.95, 0.5035363723095702, 0.722760785334187)]
    [InlineData(9, 1, 2, 8, 30, 100, 0.9, 0, 0.3691817853461351)]
    [InlineData(20, 0, 0, 20, 0, 50, 0.95, 0, 0.08483208583355745)]
    public void The_corrected_rate_has_the_interval_of_Lang_and_Reiczigel(int yes, int missed, int wrongly, int no, int right, int judged, double confidence, double low, double high)
    {
        Interval interval = new JudgeAgreement(yes, missed, wrongly, no).CorrectedInterval(right, judged, confidence)!.Value;
        Assert.Equal(low, interval.Low, 1e-12);
        Assert.Equal(high, interval.High, 1e-12);
    }

    [Fact]
    public void A_judge_that_tells_nothing_has_no_corrected_interval_and_one_of_few_labels_a_useless_one()
    {
        Assert.Null(new JudgeAgreement(5, 5, 5, 5).CorrectedInterval(3, 10));
        Assert.Null(new JudgeAgreement(0, 0, 0, 0).CorrectedInterval(3, 10));
        Assert.Equal(new Interval(0, 1), new JudgeAgreement(1, 0, 900, 100).CorrectedInterval(3, 10));
        Assert.Throws<ArgumentOutOfRangeException>(() => new JudgeAgreement(9, 1, 1, 9).CorrectedInterval(1, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new JudgeAgreement(9, 1, 1, 9).CorrectedInterval(11, 10));
        Assert.Throws<ArgumentOutOfRangeException>(() => new JudgeAgreement(9, 1, 1, 9).CorrectedInterval(-1, 10));
    }

    [Fact]
    public void Tables_that_make_no_sense_are_refused()
    {
        Assert.Throws<ArgumentException>(() => CohenKappa.Of(new int[2, 3]));
        Assert.Throws<ArgumentException>(() => CohenKappa.Of(new int[2, 2]));
        Assert.Throws<ArgumentOutOfRangeException>(() => CohenKappa.Of(new[,] { { -1, 0 }, { 0, 2 } }));
        Assert.Throws<ArgumentException>(() => FleissKappa.Of(new int[0, 3]));
        Assert.Throws<ArgumentException>(() => FleissKappa.Of(new[,] { { 1, 2 }, { 1, 1 } }));
        Assert.Throws<ArgumentException>(() => FleissKappa.Of(new[,] { { 1, 0 }, { 0, 1 } }));
        Assert.Throws<ArgumentException>(() => KrippendorffAlpha.Of(new[,] { { 1, double.PositiveInfinity } }, DisagreementScale.Interval));
        Assert.Throws<ArgumentException>(() => KrippendorffAlpha.Of(new double[,] { { 1, -2 } }, DisagreementScale.Ratio));
    }

    private static void Equal(JsonElement golden, KappaEstimate estimate)
    {
        Close.To(golden.Number("value"), estimate.Value, 1e-12);
        Close.To(golden.Number("se"), estimate.StandardError, 1e-10);
        Assert.InRange(estimate.Value, estimate.Interval.Low, estimate.Interval.High);
    }
}
