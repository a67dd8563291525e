using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace TrialKeep.Hosting.Tests;

/// <summary>The report file: its format by its name, and what of the store gets into it.</summary>
public sealed partial class ReportTests : IDisposable
{
    private readonly Program _program = new();

    public void Dispose() => _program.Dispose();

    [Theory]
    [InlineData("report.html", "<!DOCTYPE html>")]
    [InlineData("report", "<!DOCTYPE html>")]
    [InlineData("report.MD", "# ")]
    [InlineData("report.tex", "% Needs \\usepackage{booktabs}.")]
    [InlineData("report.csv", "kind,slice,level,arm,baseline,")]
    [InlineData("report.json", "{\n  \"format\": \"trialkeep.comparison\"")]
    public async Task The_name_of_the_file_says_the_format(string name, string beginning)
    {
        string file = _program.PathOf(name);
        Assert.Equal((0, "", ""), await _program.RunAsync("--quiet", "--report", file));
        Assert.StartsWith(beginning, await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_has_prompts_and_outputs_from_the_store_and_run_and_compare_write_the_same()
    {
        (string first, string second) = (_program.PathOf("first.html"), _program.PathOf("second.html"));
        await _program.RunAsync("--quiet", "--report", first);
        await _program.RunAsync("compare", "--quiet", "--report", second);
        string page = await File.ReadAllTextAsync(first, TestContext.Current.CancellationToken);
        Assert.Equal(page, await File.ReadAllTextAsync(second, TestContext.Current.CancellationToken));
        JsonElement details = Block(page, "d0");
        JsonElement cell = details[1][0];
        Assert.Contains("Question number 1?", cell.GetProperty("prompt").EnumerateArray().Select(static part => part[1].GetString()!.ReplaceLineEndings(" ").Trim()));
        Assert.NotEqual(0, cell.GetProperty("output").GetArrayLength());
        Assert.Contains("Framework", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_the_numbers_come_from_names_the_commit_of_every_run()
    {
        _program.Items = 10;
        await _program.RunAsync("--quiet");
        _program.Code = "2";
        string file = _program.PathOf("report.md");
        await _program.RunAsync("--quiet");
        Assert.Equal(0, (await _program.RunAsync("compare", "--against", "previous", "--quiet", "--report", file)).ExitCode);
        string text = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
        Assert.Matches("- Begun: 2", text);
        Assert.Matches("- Begun of run 2[^:]*: 2", text);
        Assert.SkipUnless(Directory.Exists(Path.Combine(AppContext.BaseDirectory, "../../../../../.git")), "The tests do not run in a git repository.");
        Assert.Matches("- Commit: [0-9a-f]{40}", text);
        Assert.Matches("- Commit of run 2[^:]*: [0-9a-f]{40}", text);
    }

    [Theory]
    [InlineData("--redact")]
    [InlineData("--no-content")]
    public async Task A_report_without_content_has_no_prompt(string option)
    {
        string file = _program.PathOf("report.html");
        await _program.RunAsync("--quiet", "--report", file, option);
        string page = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
        Assert.DoesNotContain("Question", page + string.Concat(Blocks().Matches(page).Select(match => Block(page, match.Groups[1].Value).GetRawText())), StringComparison.Ordinal);
        Assert.Contains("p1", Block(page, "columns").GetProperty("items").EnumerateArray().Select(static item => item.GetString()));
    }

    [Theory]
    [InlineData("--redact shows digests of texts and --no-content nothing of them; leave one of them out.", "--report", "report.html", "--redact", "--no-content")]
    [InlineData("--redact and --no-content are about the report; name its file with --report FILE.", "--redact")]
    public async Task What_can_not_be_meant_is_refused(string sentence, params string[] args) =>
        Assert.Equal((2, "", sentence + Environment.NewLine), await _program.RunAsync(args));

    private static JsonElement Block(string page, string id)
    {
        string text = Blocks().Matches(page).Single(match => match.Groups[1].Value == id).Groups[2].Value;
        using GZipStream gzip = new(new MemoryStream(Convert.FromBase64String(text)), CompressionMode.Decompress);
        using StreamReader reader = new(gzip, Encoding.UTF8);
        return JsonDocument.Parse(reader.ReadToEnd()).RootElement;
    }

    [GeneratedRegex("<script type=\"application/gzip;base64\" id=\"([a-z0-9]+)\">([^<]*)</script>")]
    private static partial Regex Blocks();
}
