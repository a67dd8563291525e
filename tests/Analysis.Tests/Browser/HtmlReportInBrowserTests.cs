using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using TrialKeep.Analysis.Comparison;
using TrialKeep.Analysis.Reports;

namespace TrialKeep.Analysis.Tests.Browser;

public sealed class HtmlReportInBrowserTests(Chromium chromium) : IClassFixture<Chromium>, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("trialkeep-report-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(ColorScheme.Light, 1100)]
    [InlineData(ColorScheme.Dark, 1100)]
    [InlineData(ColorScheme.Light, 390)]
    public async Task It_has_no_accessibility_violation(ColorScheme scheme, int width)
    {
        IPage page = await OpenAsync(Tables.WithGaps(), width, scheme);
        AxeResult result = await page.RunAxe();
        Assert.Empty(result.Violations.Select(violation => $"{violation.Id}: {violation.Help}: {string.Join(" | ", violation.Nodes.Select(node => node.Html))}"));
        Assert.True(result.Passes.Length > 15, $"axe checked only {result.Passes.Length} rules");
    }

    [Theory]
    [InlineData(390)]
    [InlineData(320)]
    public async Task It_never_scrolls_sideways_on_a_phone(int width)
    {
        foreach (ScoreTable table in new[] { Tables.WithGaps(), Tables.Hostile(), Tables.Of([.. Enumerable.Range(0, 12).Select(i => ($"variant-{i}", "+-+-"))]) })
        {
            IPage page = await OpenAsync(table, width, ColorScheme.Light);
            Assert.Equal(width, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        }
    }

    [Fact]
    public async Task No_text_of_a_drawing_leaves_a_phone()
    {
        foreach (ScoreTable table in new[] { Tables.WithGaps(), Tables.Hostile() })
        {
            IPage page = await OpenAsync(table, 390, ColorScheme.Light);
            Assert.Equal(0, await page.EvaluateAsync<int>(
                "[...document.querySelectorAll('svg text')].filter(text => { const box = text.getBoundingClientRect(); return box.left < 0 || box.right > innerWidth; }).length"));
        }
    }

    [Fact]
    public async Task No_label_of_a_drawing_runs_into_its_number()
    {
        IPage page = await OpenAsync(Tables.WithGaps(), 390, ColorScheme.Light);
        string[] touching = await page.EvaluateAsync<string[]>("""
            [...document.querySelectorAll('svg g')].filter(row => row.querySelector('.label')).flatMap(row => {
                const box = name => row.querySelector(name)?.getBoundingClientRect();
                return [['.label', '.value'], ['.detail', '.end']].filter(([left, right]) => box(left) && box(right) && box(left).right > box(right).left)
                    .map(([left]) => row.querySelector(left).textContent);
            })
            """);
        Assert.Empty(touching);
    }

    [Fact]
    public async Task Nothing_is_requested_and_nothing_is_refused()
    {
        foreach (ScoreTable table in new[] { Tables.WithGaps(), Tables.Hostile() })
        {
            IPage page = await chromium.NewPageAsync(1100, ColorScheme.Light);
            List<string> requests = [], messages = [];
            page.Request += (_, request) => requests.Add(request.Url);
            page.Console += (_, message) => messages.Add(message.Text);
            page.PageError += (_, error) => messages.Add(error);
            page.Dialog += (_, dialog) => messages.Add(dialog.Message);
            string address = Save(table);
            await page.GotoAsync(address, new PageGotoOptions { WaitUntil = WaitUntilState.NetworkIdle });
            Assert.Equal([address], requests);
            Assert.Empty(messages);
        }
    }

    [Fact]
    public async Task Hostile_names_stay_text()
    {
        IPage page = await OpenAsync(Tables.Hostile(), 1100, ColorScheme.Light);
        Assert.Equal(0, await page.EvaluateAsync<int>("document.querySelectorAll('script, img, iframe, b, [onclick], [onerror]').length"));
        Assert.Equal("<script>document.title='owned'</script>: comparison of 4 variants", await page.TitleAsync());
        Assert.Equal("<b onclick=alert(1)>bold</b>&amp;", await page.Locator("tbody th").First.InnerTextAsync());
    }

    [Fact]
    public async Task Its_policy_admits_its_style_in_light_and_dark()
    {
        const string Background = "getComputedStyle(document.body).backgroundColor";
        IPage light = await OpenAsync(Tables.WithGaps(), 1100, ColorScheme.Light), dark = await OpenAsync(Tables.WithGaps(), 1100, ColorScheme.Dark);
        Assert.Equal("rgb(247, 246, 243)", await light.EvaluateAsync<string>(Background));
        Assert.Equal("rgb(17, 20, 23)", await dark.EvaluateAsync<string>(Background));
    }

    [Fact]
    public async Task It_prints_dark_on_white_without_cutting_tables()
    {
        IPage page = await OpenAsync(Tables.WithGaps(), 700, ColorScheme.Dark);
        await page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });
        Assert.Equal("rgb(255, 255, 255)", await page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor"));
        Assert.Equal("rgb(0, 0, 0)", await page.EvaluateAsync<string>("getComputedStyle(document.body).color"));
        Assert.Equal(0, await page.EvaluateAsync<int>("[...document.querySelectorAll('.scroll')].filter(box => box.scrollWidth > box.clientWidth + 1).length"));
    }

    private async Task<IPage> OpenAsync(ScoreTable table, int width, ColorScheme scheme)
    {
        IPage page = await chromium.NewPageAsync(width, scheme);
        await page.GotoAsync(Save(table));
        return page;
    }

    private string Save(ScoreTable table)
    {
        string path = Path.Combine(_folder, $"{Guid.NewGuid():N}.html");
        using (FileStream file = File.Create(path))
            HtmlReport.Write(file, VariantComparison.Of(table));
        return new Uri(path).AbsoluteUri;
    }
}
