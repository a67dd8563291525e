using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using TrialKeep.Analysis.Comparison;
using TrialKeep.Analysis.Reports;

namespace TrialKeep.Analysis.Tests.Browser;

public sealed class ComparisonPageInBrowserTests(Chromium chromium) : IClassFixture<Chromium>, IDisposable
{
    // Not by a script: the page's policy forbids the evaluation of one that is asked again and again.
    private const string Ready = "html[data-ready=yes]";
    private static readonly LocatorWaitForOptions s_attached = new() { State = WaitForSelectorState.Attached };

    private readonly string _folder = Directory.CreateTempSubdirectory("trialkeep-report-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(ColorScheme.Light, 1100)]
    [InlineData(ColorScheme.Dark, 1100)]
    [InlineData(ColorScheme.Light, 390)]
    public async Task It_has_no_accessibility_violation_with_and_without_an_open_item(ColorScheme scheme, int width)
    {
        IPage page = await OpenAsync(Results.WithGaps(), width, scheme);
        await DemandAccessibleAsync(page);
        await page.Locator("[role=row].row").First.ClickAsync();
        await DemandAccessibleAsync(page);
    }

    [Fact]
    public async Task It_opens_from_a_file_requests_nothing_and_says_nothing_on_the_console()
    {
        foreach (ComparisonResult result in Results.OfLittle().Append(Results.WithGaps()).Append(Results.AgainstBaseline()).Append(Results.Numbers()).Append(Results.OfHostileTexts()))
        {
            IPage page = await chromium.NewPageAsync(1100, ColorScheme.Light);
            await page.Context.SetOfflineAsync(true);
            List<string> requests = [], messages = [];
            page.Request += (_, request) => requests.Add(request.Url);
            page.Console += (_, message) => messages.Add(message.Text);
            page.PageError += (_, error) => messages.Add(error);
            page.Dialog += (_, dialog) => messages.Add(dialog.Message);
            string address = Save(result, new Results.Content(Results.Hostile));
            await page.GotoAsync(address);
            await page.Locator(Ready).WaitForAsync(s_attached);
            Assert.Equal([address], requests);
            Assert.Empty(messages);
        }
    }

    [Fact]
    public async Task It_sorts_by_any_column()
    {
        IPage page = await OpenAsync(Results.WithGaps(), 1100, ColorScheme.Light);
        await page.ClickAsync("#head button:has-text('item')");
        Assert.Equal("ascending", await page.GetAttributeAsync("#head [role=columnheader]:first-child", "aria-sort"));
        Assert.Equal("ticket-000", await FirstAsync(page));
        await page.ClickAsync("#head button:has-text('item')");
        Assert.Equal("ticket-119", await FirstAsync(page));
        await page.ClickAsync("#head button:has-text('item')");
        Assert.Equal("none", await page.GetAttributeAsync("#head [role=columnheader]:first-child", "aria-sort"));
        await page.ClickAsync("#head button:has-text('quick')");
        await page.ClickAsync("#head button:has-text('quick')");
        Assert.Equal("✓ right", await page.InnerTextAsync("[role=row].row >> nth=0 >> [role=gridcell] >> nth=3"));
    }

    [Fact]
    public async Task It_filters_by_text_outcome_and_regression()
    {
        ComparisonResult result = Results.WithGaps();
        IPage page = await OpenAsync(result, 1100, ColorScheme.Light);
        await page.FillAsync("#find", "ticket-01");
        Assert.Equal("20 of 240 rows", await page.InnerTextAsync("#count"));
        await page.FillAsync("#find", "delivery");
        Assert.Equal("80 of 240 rows", await page.InnerTextAsync("#count"));
        await page.FillAsync("#find", "");
        await page.SelectOptionAsync("#show", new SelectOptionValue { Label = "Some arm failed" });
        Assert.Equal($"{result.Arms[0].Failed} of 240 rows", await page.InnerTextAsync("#count"));
        await page.SelectOptionAsync("#show", new SelectOptionValue { Label = "Regressions: careful against quick" });
        Assert.Equal($"{result.Pairs[0].Lost} of 240 rows", await page.InnerTextAsync("#count"));
        await page.SelectOptionAsync("#show", new SelectOptionValue { Label = "Improvements: careful against quick" });
        Assert.Equal($"{result.Pairs[0].Won} of 240 rows", await page.InnerTextAsync("#count"));
    }

    [Fact]
    public async Task It_finds_words_in_prompts_and_outputs()
    {
        IPage page = await OpenAsync(Results.WithGaps(), 1100, ColorScheme.Light);
        await page.FillAsync("#find", "does ticket-007 want");
        Assert.Equal("0 of 240 rows", await page.InnerTextAsync("#count"));
        await page.CheckAsync("#deep");
        await Assertions.Expect(page.Locator("#count")).ToHaveTextAsync("2 of 240 rows");
    }

    [Fact]
    public async Task An_item_shows_its_prompt_and_every_answer_side_by_side()
    {
        IPage page = await OpenAsync(Results.WithGaps(), 1100, ColorScheme.Light);
        await page.FillAsync("#find", "ticket-007");
        await page.ClickAsync("[role=row].row >> nth=1");
        await Assertions.Expect(page.Locator("#detail")).ToBeVisibleAsync();
        Assert.Equal("ticket-007 (sample 1)", await page.InnerTextAsync("#detail-title"));
        string text = await page.InnerTextAsync("#detail-body");
        Assert.All(["What does ticket-007 want?\nAnswer with one word.", "quick says refund", "careful says refund", "The label is refund.", "latency (s): ", "finishReason"], part => Assert.Contains(part, text, StringComparison.Ordinal));
        Assert.Equal(4, await page.Locator("#detail article").CountAsync());
        Assert.Equal(2, await page.EvaluateAsync<int>("new Set([...document.querySelectorAll('#detail article')].slice(0, 2).map(card => card.getBoundingClientRect().left)).size"));
    }

    [Fact]
    public async Task The_keyboard_is_enough()
    {
        IPage page = await OpenAsync(Results.WithGaps(), 1100, ColorScheme.Light);
        await page.FocusAsync("#grid");
        foreach (string key in new[] { "ArrowDown", "ArrowDown", "PageDown", "End", "Home", "ArrowDown", "Enter" })
            await page.Keyboard.PressAsync(key);
        await Assertions.Expect(page.Locator("#detail-title")).ToHaveTextAsync("ticket-000 (sample 1)");
        Assert.Equal("r1", await page.GetAttributeAsync("#grid", "aria-activedescendant"));
        Assert.Equal("true", await page.GetAttributeAsync("#r1", "aria-selected"));
        await page.Keyboard.PressAsync("Escape");
        Assert.Equal("grid", await page.EvaluateAsync<string>("document.activeElement.id"));
        await page.Keyboard.PressAsync("Shift+Tab");
        Assert.Equal("deep", await page.EvaluateAsync<string>("document.activeElement.id"));
    }

    [Fact]
    public async Task What_is_looked_at_is_in_the_address()
    {
        IPage page = await OpenAsync(Results.WithGaps(), 1100, ColorScheme.Light);
        await page.FillAsync("#find", "billing");
        await page.ClickAsync("#head button:has-text('item')");
        await page.ClickAsync("#head button:has-text('item')");
        await page.ClickAsync("[role=row].row >> nth=0");
        await Assertions.Expect(page.Locator("#detail")).ToBeVisibleAsync();
        string title = await page.InnerTextAsync("#detail-title");
        string address = page.Url;
        IPage again = await chromium.NewPageAsync(1100, ColorScheme.Light);
        await again.GotoAsync(address);
        await again.Locator(Ready).WaitForAsync(s_attached);
        Assert.Equal("billing", await again.InputValueAsync("#find"));
        Assert.Equal("80 of 240 rows", await again.InnerTextAsync("#count"));
        Assert.Equal(title, await again.InnerTextAsync("#detail-title"));
    }

    [Theory]
    [InlineData(390)]
    [InlineData(320)]
    public async Task It_never_scrolls_sideways_on_a_phone(int width)
    {
        foreach (ComparisonResult result in new[] { Results.WithGaps(), Results.Numbers(), Results.OfHostileTexts() })
        {
            IPage page = await OpenAsync(result, width, ColorScheme.Light);
            Assert.Equal(width, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
            await page.Locator("[role=row].row").First.ClickAsync();
            await Assertions.Expect(page.Locator("#detail")).ToBeVisibleAsync();
            Assert.True(await page.EvaluateAsync<bool>("document.querySelector('#detail').scrollWidth <= document.querySelector('#detail').clientWidth + 1"));
        }
    }

    [Fact]
    public async Task Hostile_texts_stay_text()
    {
        IPage page = await chromium.NewPageAsync(1100, ColorScheme.Light);
        List<string> messages = [];
        page.Dialog += (_, dialog) => messages.Add(dialog.Message);
        page.PageError += (_, error) => messages.Add(error);
        await page.GotoAsync(Save(Results.OfHostileTexts(), new Results.Content(Results.Hostile)));
        await page.Locator(Ready).WaitForAsync(s_attached);
        await page.Locator("[role=row].row").First.ClickAsync();
        await Assertions.Expect(page.Locator("#detail")).ToBeVisibleAsync();
        string shown = await page.InnerTextAsync("#detail-body");
        Assert.Contains("</script><script>alert(1)</script>]]>&amp;<!-- \ufffdevil\ufffd\ufffd[31m\ufffd \"'`|\\{}$%#_^~=1+1", shown, StringComparison.Ordinal);
        Assert.Equal(1, await page.EvaluateAsync<int>("document.querySelectorAll('script:not([type])').length"));
        Assert.Equal(0, await page.EvaluateAsync<int>("document.querySelectorAll('img, iframe, object, embed, link, [onclick], [onerror], [onload]').length"));
        Assert.Empty(messages);
    }

    [Fact]
    public async Task A_line_of_a_megabyte_is_shown()
    {
        ComparisonResult result = Results.OfSize(2);
        IPage page = await chromium.NewPageAsync(390, ColorScheme.Dark);
        await page.GotoAsync(Save(result, new Results.Content(new string('x', 1 << 20))));
        await page.Locator(Ready).WaitForAsync(s_attached);
        await page.Locator("[role=row].row").First.ClickAsync();
        await Assertions.Expect(page.Locator("#detail")).ToBeVisibleAsync();
        Assert.Equal(390, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        Assert.Equal(50_000, await page.EvaluateAsync<int>("document.querySelector('#detail pre').textContent.length"));
        Assert.Equal("Show all 1,048,576 characters", await page.EvaluateAsync<string>("document.querySelector('#detail pre + button').textContent"));
        Assert.Equal(1 << 20, await page.EvaluateAsync<int>("(document.querySelector('#detail pre + button').click(), document.querySelector('#detail pre').textContent.length)"));
    }

    [Fact]
    public async Task Without_script_everything_but_the_items_is_there()
    {
        IPage page = await chromium.NewPageAsync(1100, ColorScheme.Light);
        await using IBrowserContext context = await page.Context.Browser!.NewContextAsync(new() { JavaScriptEnabled = false });
        IPage plain = await context.NewPageAsync();
        await plain.GotoAsync(Save(Results.WithGaps(), new Results.Content()));
        string text = await plain.InnerTextAsync("body");
        Assert.All(["Accuracy", "Differences", "Leaderboard", "Slices", "Quality and cost", "What is missing", "Regressions and improvements", "The table of items needs script", "Where this comes from"], part => Assert.Contains(part, text, StringComparison.Ordinal));
        Assert.True(await plain.Locator("svg.chart").CountAsync() >= 5);
        Assert.False(await plain.Locator("#explorer").IsVisibleAsync());
    }

    [Fact]
    public async Task A_hundred_thousand_rows_open_and_the_last_is_reached()
    {
        IPage page = await OpenAsync(Results.OfSize(100_000), 1100, ColorScheme.Light);
        await page.FocusAsync("#grid");
        await page.Keyboard.PressAsync("End");
        Assert.Equal("100001", await page.GetAttributeAsync("#grid", "aria-rowcount"));
        Assert.Equal("ticket-49999", await page.InnerTextAsync("#r99999 >> [role=gridcell] >> nth=0"));
        Assert.True(await page.Locator("[role=row].row").CountAsync() < 60);
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("#detail-title")).ToHaveTextAsync("ticket-49999 (sample 1)");
        if (Environment.GetEnvironmentVariable("TRIALKEEP_REPORT_FIGURES") is not { } figures)
            return;
        string file = Directory.GetFiles(_folder).Single();
        IPage timed = await page.Context.NewPageAsync();
        await timed.GotoAsync(new Uri(file).AbsoluteUri);
        await timed.Locator(Ready).WaitForAsync(s_attached);
        await File.WriteAllTextAsync(figures, $"{new FileInfo(file).Length} bytes, ready after {await timed.EvaluateAsync<double>("performance.now()")} ms", TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task It_prints_dark_on_white_without_controls()
    {
        IPage page = await OpenAsync(Results.WithGaps(), 700, ColorScheme.Dark);
        await page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });
        Assert.Equal("rgb(255, 255, 255)", await page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor"));
        Assert.Equal("rgb(0, 0, 0)", await page.EvaluateAsync<string>("getComputedStyle(document.body).color"));
        Assert.Equal("rgb(0, 0, 0)", await page.EvaluateAsync<string>("getComputedStyle(document.querySelector('.chart .label')).fill"));
        Assert.False(await page.Locator("#grid").IsVisibleAsync());
        Assert.Equal(0, await page.EvaluateAsync<int>("[...document.querySelectorAll('.drawing')].filter(box => box.scrollWidth > box.clientWidth + 1).length"));
    }

    [Fact]
    public async Task Pictures_for_people_to_look_at()
    {
        string folder = Environment.GetEnvironmentVariable("TRIALKEEP_PICTURES") ?? Directory.CreateDirectory(Path.Combine(_folder, "pictures")).FullName;
        foreach ((string name, ComparisonResult result) in new[] { ("gaps", Results.WithGaps()), ("baseline", Results.AgainstBaseline()), ("numbers", Results.Numbers()) })
        {
            foreach ((string kind, int width, ColorScheme scheme) in new[] { ("light", 1100, ColorScheme.Light), ("dark", 1100, ColorScheme.Dark), ("phone", 390, ColorScheme.Light) })
            {
                IPage page = await OpenAsync(result, width, scheme);
                byte[] picture = await page.ScreenshotAsync(new() { FullPage = true, Path = Path.Combine(folder, $"{name}-{kind}.png") });
                Assert.True(picture.Length > 20_000, $"{name} {kind} is nearly empty");
                await page.Locator("[role=row].row").Nth(2).ClickAsync();
                await Assertions.Expect(page.Locator("#detail")).ToBeVisibleAsync();
                await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}-{kind}-item.png") });
                await page.Keyboard.PressAsync("Escape");
                await page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });
                if (kind == "light")
                    await page.ScreenshotAsync(new() { FullPage = true, Path = Path.Combine(folder, $"{name}-print.png") });
            }
        }
    }

    private static async Task DemandAccessibleAsync(IPage page)
    {
        AxeResult result = await page.RunAxe();
        Assert.Empty(result.Violations.Select(violation => $"{violation.Id}: {violation.Help}: {string.Join(" | ", violation.Nodes.Select(node => node.Html[..Math.Min(200, node.Html.Length)]))}"));
        Assert.True(result.Passes.Length > 15, $"axe checked only {result.Passes.Length} rules");
    }

    private static Task<string> FirstAsync(IPage page) => page.InnerTextAsync("[role=row].row >> nth=0 >> [role=gridcell] >> nth=0");

    private async Task<IPage> OpenAsync(ComparisonResult result, int width, ColorScheme scheme)
    {
        IPage page = await chromium.NewPageAsync(width, scheme);
        await page.GotoAsync(Save(result, new Results.Content()));
        await page.Locator(Ready).WaitForAsync(s_attached);
        return page;
    }

    private string Save(ComparisonResult result, IReportContent content)
    {
        string path = Path.Combine(_folder, $"{Guid.NewGuid():N}.html");
        using (FileStream file = File.Create(path))
            HtmlReport.Write(file, result, content);
        return new Uri(path).AbsoluteUri;
    }
}
