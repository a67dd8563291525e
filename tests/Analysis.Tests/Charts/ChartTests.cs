using System.Text.RegularExpressions;
using System.Xml.Linq;
using TrialKeep.Analysis.Charts;

namespace TrialKeep.Analysis.Tests.Charts;

public sealed partial class ChartTests
{
    private static readonly XNamespace _svg = "http://www.w3.org/2000/svg";

    public static TheoryData<string> Numbers => ["", "0.5", "0.2 0.35 0.7 0.41 0.9", "NaN", "NaN 0.3 Infinity -Infinity 0.4", "1e308 -1e308 3", "5e-324 0", "1e16 10000000000000002", "-0.001 -0.0011", "7 7 7"];

    [Theory]
    [MemberData(nameof(Numbers))]
    public void Every_chart_is_sound_with_any_numbers_and_any_names(string numbers)
    {
        foreach (Chart chart in Drawings.All(Drawings.PlainNames, Parse(numbers)).Concat(Drawings.All(Drawings.HostileNames, Parse(numbers))))
        {
            XElement svg = XDocument.Parse(chart.ToSvg()).Root!;
            Assert.Equal("img", svg.Attribute("role")!.Value);
            Assert.Equal(chart.Title, chart.Title.Contains('\0') ? chart.Title : svg.Element(_svg + "title")!.Value);
            Assert.True(svg.Element(_svg + "desc")!.Value.Length > 20);
            Assert.All(svg.Descendants().Where(static element => element.Name.LocalName is not ("title" or "desc" or "text" or "style")).SelectMany(static element => element.Attributes()),
                static attribute => Assert.DoesNotMatch(NoNumber(), attribute.Value));
            Assert.DoesNotContain(svg.Descendants(), static element => element.Name.LocalName is "script" or "image" or "a" or "foreignObject");
            Assert.DoesNotContain(svg.DescendantsAndSelf().SelectMany(static element => element.Attributes()), static attribute => attribute.Name.LocalName.StartsWith("on", StringComparison.Ordinal));
            Assert.All(chart.Table.Rows, row => Assert.Equal(chart.Table.Headers.Count, row.Count));
        }
    }

    [Theory]
    [MemberData(nameof(Numbers))]
    public void No_mark_leaves_the_drawing(string numbers)
    {
        foreach (Chart chart in Drawings.All(Drawings.PlainNames, Parse(numbers)))
        {
            XElement svg = XDocument.Parse(chart.ToSvg()).Root!;
            double[] box = [.. svg.Attribute("viewBox")!.Value.Split(' ').Select(static side => double.Parse(side, System.Globalization.CultureInfo.InvariantCulture))];
            foreach (XElement element in svg.Descendants())
            {
                Assert.All(element.Attributes().Where(static attribute => attribute.Name.LocalName is "x" or "cx" or "x1" or "x2"), at => Assert.InRange(Number(at), 0, box[2]));
                Assert.All(element.Attributes().Where(static attribute => attribute.Name.LocalName is "y" or "cy" or "y1" or "y2"), at => Assert.InRange(Number(at), 0, box[3]));
            }
        }
    }

    [Fact]
    public void The_same_numbers_give_the_same_bytes_in_every_culture() =>
        Cultures.ChangeNothing(() => string.Concat(Drawings.All(Drawings.PlainNames, Parse("0.2 0.35 -1234567.8 0.41 0.9")).Select(static chart => chart.ToSvg() + string.Join('|', chart.Table.Rows.SelectMany(static row => row)))));

    [Fact]
    public void What_colour_says_is_also_said_by_shape_or_word()
    {
        string forest = new ForestChart { Title = "t", AreDifferences = true, Rows = [new("a", "", 0.2, new(0.1, 0.3), "real", ForestTone.Better), new("b", "", 0.1, new(-0.1, 0.3), "may be chance", ForestTone.Open)] }.ToSvg();
        Assert.Contains("""<g class="better"><text class="label" x="0" y="26">a</text>""", forest, StringComparison.Ordinal);
        Assert.Single(Regex.Matches(forest, "<path class=\"marker\" "));
        Assert.Single(Regex.Matches(forest, "<circle class=\"marker hollow\" "));
        Assert.Contains(">real</text>", forest, StringComparison.Ordinal);
        string wins = new WinLossChart { Title = "t", Names = ["a", "b"], Cells = [new(0, 1, 9, 1, true)] }.ToSvg();
        Assert.Contains(">9 : 1 ▲</text>", wins, StringComparison.Ordinal);
        Assert.Contains(">1 : 9 ▼</text>", wins, StringComparison.Ordinal);
        string lines = new LinesChart { Title = "t", Series = [.. Enumerable.Range(0, 6).Select(static i => new LineSeries($"s{i}", [(0, i), (1, i)]))] }.ToSvg();
        Assert.Equal(6, Regex.Matches(lines, "<g class=\"(s[0-5])\">").Select(static match => match.Groups[1].Value).Distinct().Count());
        Assert.Equal(6, Regex.Matches(lines, @"\.s[0-5] \.series \{ ([^}]+) \}|\.s0 \{").Select(static match => match.Groups[1].Value).Distinct().Count());
    }

    [Fact]
    public void Many_values_are_bars_and_few_are_dots()
    {
        static string Draw(int count) => new DistributionChart { Title = "t", Rows = [new("a", [.. Enumerable.Range(0, count).Select(static i => i * 1.0)])] }.ToSvg();
        Assert.Equal(20, Regex.Count(Draw(20), "class=\"dot\""));
        Assert.DoesNotContain("class=\"dot\"", Draw(500), StringComparison.Ordinal);
        Assert.True(Regex.Count(Draw(500), "class=\"bar\"") > 20);
    }

    [Fact]
    public void The_quartiles_are_in_the_table_and_what_is_no_number_is_counted()
    {
        DistributionChart chart = new() { Title = "t", Rows = [new("a", [4, 1, 2, double.NaN, 3, 5]), new("none", [double.NaN])] };
        Assert.Equal(["a", "5", "1", "2", "3", "4", "5"], chart.Table.Rows[0]);
        Assert.Equal(["none", "0", "–", "–", "–", "–", "–"], chart.Table.Rows[1]);
        Assert.EndsWith("; 2 that are no finite numbers are left out.", chart.Description, StringComparison.Ordinal);
    }

    [Fact]
    public void A_long_series_keeps_its_peak_and_stays_small()
    {
        LineSeries series = new("s", [.. Enumerable.Range(0, 100_000).Select(static i => ((double)i, i == 54_321 ? 100.0 : 1))]);
        string svg = new LinesChart { Title = "t", Series = [series] }.ToSvg();
        Assert.True(svg.Length < 20_000, $"{svg.Length} characters");
        string[] heights = [.. Regex.Matches(svg, @"L[\d.]+ ([\d.]+)").Select(static match => match.Groups[1].Value).Distinct()];
        Assert.Equal(2, heights.Length);
    }

    [Fact]
    public void A_value_that_is_none_interrupts_the_line()
    {
        string svg = new LinesChart { Title = "t", Series = [new("s", [(0, 1), (1, 2), (2, double.NaN), (3, 2), (4, 1)])] }.ToSvg();
        Assert.Equal(2, Regex.Count(Regex.Match(svg, "<path class=\"series\" d=\"([^\"]*)\"").Groups[1].Value, "M"));
    }

    [Fact]
    public void The_best_of_a_row_is_framed_whichever_way_is_better()
    {
        static int[] Framed(Direction better) => [.. Regex.Matches(new HeatMapChart
        {
            Title = "t", Columns = ["a", "b", "c"], Rows = [new("r", [new(0.2, 5), new(0.9, 5), new(null, 0)])], Better = better,
        }.ToSvg(), "class=\"cell [a-z0-9]+( framed)?\"").Select(static match => match.Groups[1].Length)];
        Assert.Equal([0, 7, 0], Framed(Direction.Higher));
        Assert.Equal([7, 0, 0], Framed(Direction.Lower));
    }

    [Fact]
    public void More_than_can_be_drawn_is_said_and_stays_in_the_table()
    {
        string[] names = [.. Enumerable.Range(0, 30).Select(static i => $"n{i}")];
        WinLossChart wins = new() { Title = "t", Names = names, Cells = [] };
        HeatMapChart map = new() { Title = "t", Columns = names, Rows = [.. names.Select(name => new HeatMapRow(name, [.. names.Select(static _ => new HeatMapCell(1, 1))]))] };
        LinesChart lines = new() { Title = "t", Series = [.. names.Select(static name => new LineSeries(name, []))] };
        Assert.Contains("The first 8 of 30 are drawn.", wins.Description, StringComparison.Ordinal);
        Assert.Contains("The first 24 of 30 rows are drawn. The first 8 of 30 columns are drawn.", map.Description, StringComparison.Ordinal);
        Assert.Contains("The first 12 of 30 are drawn.", lines.Description, StringComparison.Ordinal);
        Assert.All([wins.Table, map.Table, lines.Table], static table => Assert.Equal(30, table.Rows.Count));
    }

    [Fact]
    public void Labels_of_a_scatter_do_not_lie_on_each_other()
    {
        ScatterPoint[] points = [.. Enumerable.Range(0, 12).Select(static i => new ScatterPoint($"arm number {i}", 1 + i % 3 * 0.001, 0.5, false))];
        XElement svg = XDocument.Parse(new ParetoChart { Title = "t", Points = points }.ToSvg()).Root!;
        (double X, double Y)[] labels = [.. svg.Descendants(_svg + "text").Where(static text => text.Attribute("class")!.Value == "point-label")
            .Select(static text => (Number(text.Attribute("x")!), Number(text.Attribute("y")!)))];
        Assert.InRange(labels.Length, 2, 12);
        Assert.All(labels, label => Assert.DoesNotContain(labels, other => other != label && Math.Abs(other.X - label.X) < 80 && Math.Abs(other.Y - label.Y) < 15));
    }

    [Fact]
    public void Empty_bins_of_a_reliability_diagram_are_listed_and_not_drawn()
    {
        ReliabilityChart chart = new() { Title = "t", Bins = [new(0, 0.5, 40, 0.2, 0.3), new(0.5, 1, 0, double.NaN, double.NaN)] };
        Assert.Single(Regex.Matches(chart.ToSvg(), "<rect class=\"marker\""));
        Assert.Equal(["0.5 to 1", "0", "–", "–"], chart.Table.Rows[1]);
    }

    private static double[] Parse(string numbers) =>
        [.. numbers.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(static number => double.Parse(number, System.Globalization.CultureInfo.InvariantCulture))];

    private static double Number(XAttribute attribute) => double.Parse(attribute.Value, System.Globalization.CultureInfo.InvariantCulture);

    [GeneratedRegex("NaN|Infinity|∞|[0-9]E[+-]?[0-9]")]
    private static partial Regex NoNumber();
}
