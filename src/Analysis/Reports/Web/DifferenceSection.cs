using TrialKeep.Analysis.Charts;
using TrialKeep.Analysis.Comparison;
using TrialKeep.Analysis.Markup;
using TrialKeep.Analysis.Phrasing;
using TrialKeep.Statistics;

namespace TrialKeep.Analysis.Reports.Web;

/// <summary>How the variants differ on the same items, drawn and in numbers.</summary>
internal sealed class DifferenceSection(VariantComparison comparison, Findings findings)
{
    private const int LabelWidth = 24, NameWidth = 36, MostDrawn = 21;
    private const string Nothing = "–";

    public void Write(HtmlText html)
    {
        html.Write($"""
            <section aria-labelledby="differences">
            <h2 id="differences">Differences</h2>
            <p>{findings.Verdict()}</p>
            <figure>

            """);
        Plot().Write(html);
        html.Write($"""
            <figcaption>Dot: accuracy of the variant minus that of its baseline, in points, on the items scored in both.
            Bar: its 95% interval. The line marks no difference.{Undrawn()}</figcaption>
            </figure>
            <div class="scroll" role="region" aria-labelledby="difference-table" tabindex="0">
            <table>
            <caption id="difference-table">Every pair of variants on the items scored in both</caption>
            <thead><tr><th scope="col">Variant</th>
            <th scope="col">Baseline</th>
            <th scope="col" class="number">Points</th>
            <th scope="col" class="number">95% interval</th>
            <th scope="col" class="number">Won</th>
            <th scope="col" class="number">Lost</th>
            <th scope="col" class="number">n</th>
            <th scope="col" class="number">p</th>
            <th scope="col" class="number">Holm p</th></tr></thead>
            <tbody>

            """);
        IReadOnlyDictionary<string, string> names = DisplayText.ShortenApart(comparison.Table.Variants, NameWidth);
        foreach (PairComparison pair in comparison.Pairs)
            WriteRow(html, pair, names);
        html.WriteTrusted("""
            </tbody>
            </table>
            </div>
            <p class="note">Won: only the variant is right. Lost: only the baseline is right.
            Holm p allows for the number of pairs; at most 0.05 is called real.</p>
            </section>

            """);
    }

    private string Undrawn() => comparison.Pairs.Count <= MostDrawn ? ""
        : $" The first {MostDrawn} of {Figure.Count(comparison.Pairs.Count)} pairs are drawn; the table has them all.";

    private ForestPlot Plot()
    {
        IReadOnlyDictionary<string, string> labels = DisplayText.ShortenApart(comparison.Table.Variants, LabelWidth);
        PairComparison[] drawn = [.. comparison.Pairs.Take(MostDrawn)];
        IEnumerable<double> limits = drawn.Select(pair => pair.Difference).OfType<PairedDifference>()
            .SelectMany(difference => new[] { difference.Low, difference.High }).Append(0);
        return new ForestPlot("difference-plot", "Difference in accuracy of every pair of variants with its 95% interval",
            "The table that follows has the same numbers.", Axis.Over(limits, -1), 0, [.. drawn.Select(pair => Row(pair, labels))]);
    }

    private static ForestRow Row(PairComparison pair, IReadOnlyDictionary<string, string> labels)
    {
        string value = pair.Difference is { } difference ? Signed(difference.Estimate) : "not compared";
        Interval interval = pair.Difference is { } range ? new Interval(range.Low, range.High) : default;
        return new ForestRow($"{pair.Candidate} minus {pair.Baseline}", labels[pair.Candidate], $"minus {labels[pair.Baseline]}", value,
            pair.N == 0 ? "" : pair.IsReal ? "real" : "may be chance", pair.Difference?.Estimate, interval, Tone(pair));
    }

    private static ForestTone Tone(PairComparison pair) =>
        !pair.IsReal ? ForestTone.Open : pair.CandidateOnly > pair.BaselineOnly ? ForestTone.Better : ForestTone.Worse;

    private static void WriteRow(HtmlText html, PairComparison pair, IReadOnlyDictionary<string, string> names) => html.Write($"""
        <tr><th scope="row">{new UserName(names[pair.Candidate])}</th>
        <td class="name">{new UserName(names[pair.Baseline])}</td>
        <td class="number strong">{Estimate(pair)}</td>
        <td class="number">{Range(pair)}</td>
        <td class="number">{Figure.Count(pair.CandidateOnly)}</td>
        <td class="number">{Figure.Count(pair.BaselineOnly)}</td>
        <td class="number">{Figure.Count(pair.N)}</td>
        <td class="number">{Figure.PValue(pair.PMcNemar)}</td>
        <td class="number">{Figure.PValue(pair.PHolm)}</td></tr>

        """);

    private static string Estimate(PairComparison pair) => pair.Difference is { } difference ? Signed(difference.Estimate) : Nothing;

    /// <summary>Points with a typographic minus, which lines up with the plus.</summary>
    private static string Signed(double difference) => Figure.Points(difference).Replace('-', '\u2212');

    private static string Range(PairComparison pair) =>
        pair.Difference is { } difference ? $"{Signed(difference.Low)} to {Signed(difference.High)}" : Nothing;
}
