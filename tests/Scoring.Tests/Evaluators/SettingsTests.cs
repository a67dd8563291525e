using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace TrialKeep.Scoring.Tests.Evaluators;

public sealed class SettingsTests
{
    // Written down: another text would score every stored record again.
    [Fact]
    public void Settings_are_what_they_were()
    {
        Assert.Equal("trialkeep.exact/1", TrialKeep.Evaluators.Exact<string, string?>(static task => task, static record => record).Settings);
        Assert.Equal("trialkeep.number/1", TrialKeep.Evaluators.Number<string, string?>(static _ => 0, static record => record).Settings);
        Assert.Equal("""trialkeep.number/1 {"absolute":"0.01","relative":"0"}""", TrialKeep.Evaluators.Number<string, string?>(static _ => 0, static record => record, new(0.010m)).Settings);
        Assert.Equal("""trialkeep.rouge-l/1 {"unit":"Word"}""", TrialKeep.Evaluators.RougeL<string, string?>(static _ => [], static record => record).Settings);
        Assert.Equal("trialkeep.code/1", TrialKeep.Evaluators.Of<string, string?>(static (_, _) => Score.Of(1)).Settings);
    }

    [Fact]
    public void Every_setting_is_identity_and_no_culture_is()
    {
        string[] all = All();
        Assert.Equal(all.Length, all.Distinct().Count());
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            foreach (string culture in (string[])["tr-TR", "de-DE", "ar-SA"])
            {
                CultureInfo.CurrentCulture = new CultureInfo(culture);
                Assert.Equal(all, All());
                Assert.Equal(1, Scored.Value(TrialKeep.Evaluators.Exact<string, string?>(static task => task, static record => record, TextForm.Loose), "TITLE 1.5", "title 1.5"));
                Assert.Equal("precision 0.5, recall 0.3333, F1 0.4: 1 in common, 2 found, 3 expected", Scored.By(TrialKeep.Evaluators.SetOverlap<string, string?>(static task => task.Split(' '), static record => record?.Split(' ')), "a b c", "a d").Explanation);
                Assert.Equal(1, Scored.Value(TrialKeep.Evaluators.Matches<string, string?>("^TITLE$", static record => record, RegexOptions.IgnoreCase), "", "title"));
            }
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static string[] All() =>
    [
        .. ((TextForm[])[TextForm.AsIs, TextForm.Trimmed, TextForm.Loose, TextForm.Squad, new() { Blanks = TextBlanks.Removed }, new() { IgnoresCase = true }, new() { IgnoresPunctuation = true }, new() { IgnoresArticles = true }, new() { Unicode = NormalizationForm.FormC }])
            .SelectMany(static form => (string[])
            [
                TrialKeep.Evaluators.Exact<string, string?>(static task => task, static record => record, form).Settings,
                TrialKeep.Evaluators.Contains<string, string?>(static task => [task], static record => record, WantedParts.Any, form).Settings,
                TrialKeep.Evaluators.SetOverlap<string, string?>(static task => [task], static record => [record!], OverlapMeasure.Recall, form).Settings,
                TrialKeep.Evaluators.TokenOverlap<string, string?>(static task => [task], static record => record, OverlapMeasure.Recall, form).Settings,
                TrialKeep.Evaluators.EditDistance<string, string?>(static task => task, static record => record, form).Settings,
                TrialKeep.Evaluators.EditSimilarity<string, string?>(static task => task, static record => record, form).Settings,
            ]),
        TrialKeep.Evaluators.Contains<string, string?>(static task => [task], static record => record, WantedParts.All).Settings,
        TrialKeep.Evaluators.Contains<string, string?>(static task => [task], static record => record, WantedParts.None).Settings,
        TrialKeep.Evaluators.SetOverlap<string, string?>(static task => [task], static record => [record!]).Settings,
        TrialKeep.Evaluators.SetOverlap<string, string?>(static task => [task], static record => [record!], OverlapMeasure.Precision).Settings,
        TrialKeep.Evaluators.TokenOverlap<string, string?>(static task => [task], static record => record).Settings,
        TrialKeep.Evaluators.RougeL<string, string?>(static task => [task], static record => record).Settings,
        TrialKeep.Evaluators.RougeL<string, string?>(static task => [task], static record => record, TextUnit.Character).Settings,
        TrialKeep.Evaluators.Close<string, string?>(static _ => 0, static _ => 0, new(0.5m)).Settings,
        TrialKeep.Evaluators.Close<string, string?>(static _ => 0, static _ => 0, new(0, 0.5m)).Settings,
        TrialKeep.Evaluators.Matches<string, string?>("a", static record => record).Settings,
        TrialKeep.Evaluators.Matches<string, string?>("b", static record => record).Settings,
        TrialKeep.Evaluators.Matches<string, string?>("a", static record => record, RegexOptions.IgnoreCase).Settings,
        TrialKeep.Evaluators.Matches<string, string?>("a", static record => record, timeout: TimeSpan.FromSeconds(2)).Settings,
        TrialKeep.Evaluators.Matches<string, string?>(static task => task, static record => record).Settings,
        TrialKeep.Evaluators.JsonEqual<string, string?>(static task => task, static record => record).Settings,
        TrialKeep.Evaluators.JsonEqual<string, string?>(static task => task, static record => record, ignoresOrder: true).Settings,
    ];
}
