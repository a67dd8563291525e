using System.IO.Compression;
using System.Text.Json;

namespace TrialKeep.WordProblems.Tests.Program;

/// <summary>The README's main job, as a process.</summary>
public sealed class MainJobTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_first_run_asks_everything_and_the_second_nothing()
    {
        JsonElement first = (await Json()).Json;
        JsonElement second = (await Json()).Json;
        Assert.Equal((900, 0, 900), (Int(first, "generated"), Int(first, "cached"), Int(first, "evaluated")));
        Assert.Equal((0, 900, 0), (Int(second, "generated"), Int(second, "cached"), Int(second, "evaluated")));
        Assert.Equal(Figures(first), Figures(second));
        Assert.Equal(first.GetProperty("runId").GetString(), second.GetProperty("runId").GetString());
    }

    [Fact]
    public async Task The_readme_shows_what_is_printed()
    {
        string readme = await File.ReadAllTextAsync(Checkout.PathOf("README.md"), TestContext.Current.CancellationToken);
        int start = readme.IndexOf("```text\n", StringComparison.Ordinal) + 8;
        string shown = readme[start..readme.IndexOf("```", start, StringComparison.Ordinal)];
        Assert.Equal(WithoutRun(shown), WithoutRun((await Run()).Output));
    }

    [Fact]
    public async Task The_figures_hold_together()
    {
        JsonElement json = (await Json()).Json;
        Assert.Equal(1, Int(json, "schema"));
        Assert.Equal(["two-numbers", "keyword-rules", "sentence-parser"], json.GetProperty("models").EnumerateObject().Select(static model => model.Name));
        foreach (JsonProperty model in json.GetProperty("models").EnumerateObject())
        {
            JsonElement value = model.Value;
            Assert.Equal(Int(value, "planned"), Int(value, "total") + Int(value, "unscored") + Int(value, "failed") + Int(value, "missing"));
            Assert.Equal(Int(value, "correct") / (double)Int(value, "total"), value.GetProperty("accuracy").GetDouble());
            Assert.InRange(value.GetProperty("accuracy").GetDouble(), value.GetProperty("low").GetDouble(), value.GetProperty("high").GetDouble());
        }

        Assert.Equal(
            [("two-numbers", "keyword-rules"), ("two-numbers", "sentence-parser"), ("keyword-rules", "sentence-parser")],
            json.GetProperty("comparisons").EnumerateArray().Select(static pair => (pair.GetProperty("baseline").GetString()!, pair.GetProperty("candidate").GetString()!)));
    }

    [Fact]
    public async Task Deleting_every_database_changes_nothing()
    {
        SampleProcess.Finished first = await Run();
        string[] databases = [.. Directory.GetFiles(_folder.Store, "*", SearchOption.AllDirectories).Where(IsDatabase)];
        Assert.NotEmpty(databases);
        foreach (string database in databases) File.Delete(database);
        SampleProcess.Finished second = await Run();
        Assert.Contains("0 generated, 900 cached", second.Output, StringComparison.Ordinal);
        Assert.Equal(first.Output.Split('\n')[1..], second.Output.Split('\n')[1..]);
    }

    [Theory]
    [InlineData("none")]
    [InlineData("libnothing.so.0")]
    public async Task It_works_where_sqlite_can_not_be_loaded(string library)
    {
        foreach (int items in (int[])[3, 4])
        {
            using SampleProcess process = SampleProcess.Start(["--store", _folder.Store, "--limit", $"{items}", "--json", "-"], ("TRIALKEEP_SQLITE", library));
            SampleProcess.Finished run = await process.EndAsync();
            Assert.True(run.ExitCode == 0, run.Error);
            Assert.Equal(items == 3 ? (9, 0) : (3, 9), (Int(run.Json, "generated"), Int(run.Json, "cached")));
        }

        Assert.DoesNotContain(Directory.GetFiles(_folder.Store), IsDatabase);
    }

    [Fact]
    public async Task The_order_of_completion_leaves_no_trace_in_the_exported_results()
    {
        string[] files = [.. Enumerable.Range(0, 3).Select(index => Path.Combine(_folder.Path, $"results-{index}.jsonl"))];
        string[] parallelism = ["1", "4", "64"];
        for (int i = 0; i < files.Length; i++)
        {
            SampleProcess.Finished run = await SampleProcess.RunAsync("--store", $"{_folder.Store}-{i}", "--parallelism", parallelism[i], "--results", files[i], "--quiet");
            Assert.Equal(0, run.ExitCode);
        }

        byte[] first = await File.ReadAllBytesAsync(files[0], TestContext.Current.CancellationToken);
        Assert.All(files, file => Assert.Equal(first, File.ReadAllBytes(file)));
        Assert.Equal(900, first.Count(static b => b == '\n'));
    }

    [Fact]
    public async Task Cultures_and_globalization_change_no_key()
    {
        await Json();
        foreach (string culture in (string[])["fi-FI", "tr-TR", "ar-SA"])
        {
            foreach (string invariant in (string[])["0", "1"])
            {
                using SampleProcess process = SampleProcess.Start(["--store", _folder.Store, "--json", "-"],
                    ("LANG", $"{culture.Replace('-', '_')}.UTF-8"), ("LC_ALL", $"{culture.Replace('-', '_')}.UTF-8"), ("DOTNET_SYSTEM_GLOBALIZATION_INVARIANT", invariant));
                SampleProcess.Finished run = await process.EndAsync();
                Assert.Equal(0, run.ExitCode);
                Assert.Equal((0, 900), (Int(run.Json, "generated"), Int(run.Json, "cached")));
            }
        }
    }

    [Fact]
    public async Task A_culture_in_which_the_store_is_written_first_makes_the_same_run()
    {
        using SampleProcess process = SampleProcess.Start(["--store", _folder.Store, "--json", "-"], ("LANG", "ar_SA.UTF-8"), ("LC_ALL", "ar_SA.UTF-8"), ("DOTNET_SYSTEM_GLOBALIZATION_INVARIANT", "0"));
        JsonElement first = (await process.EndAsync()).Json;
        JsonElement second = (await Json()).Json;
        Assert.Equal((900, 900), (Int(first, "generated"), Int(second, "cached")));
        Assert.Equal(Figures(first), Figures(second));
    }

    [Fact]
    public async Task A_report_is_one_file_without_a_network()
    {
        string report = Path.Combine(_folder.Path, "report.html");
        SampleProcess.Finished run = await SampleProcess.RunAsync("--store", _folder.Store, "--report", report, "--quiet");
        Assert.Equal((0, ""), (run.ExitCode, run.Output));
        string html = await File.ReadAllTextAsync(report, TestContext.Current.CancellationToken);
        Assert.Contains("sentence-parser", html, StringComparison.Ordinal);
        Assert.DoesNotContain("src=\"http", html, StringComparison.Ordinal);
        string block = html.Split("id=\"d0\">")[1].Split('<')[0];
        using GZipStream gzip = new(new MemoryStream(Convert.FromBase64String(block)), CompressionMode.Decompress);
        using JsonDocument details = await JsonDocument.ParseAsync(gzip, default, TestContext.Current.CancellationToken);
        string prompt = details.RootElement[0][0].GetProperty("prompt").EnumerateArray().Single(static part => string.Equals(part[0].GetString(), "prompt", StringComparison.OrdinalIgnoreCase)).EnumerateArray().Last().GetString()!;
        Assert.Contains("####", prompt, StringComparison.Ordinal);
        Assert.DoesNotContain("{", prompt, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_smaller_plan_is_another_run_that_reuses_what_is_known()
    {
        await Json();
        JsonElement limited = (await SampleProcess.RunAsync("--store", _folder.Store, "--limit", "20", "--variant", "*-rules", "--json", "-")).Json;
        Assert.Equal((0, 20, 0), (Int(limited, "generated"), Int(limited, "cached"), Int(limited, "evaluated")));
        Assert.Equal(["keyword-rules"], limited.GetProperty("models").EnumerateObject().Select(static model => model.Name));
    }

    [Fact]
    public async Task Samples_are_answers_of_their_own()
    {
        JsonElement json = (await SampleProcess.RunAsync("--store", _folder.Store, "--limit", "10", "--samples", "3", "--json", "-")).Json;
        Assert.Equal(90, Int(json, "generated"));
        Assert.All(json.GetProperty("models").EnumerateObject(), static model => Assert.Equal(30, Int(model.Value, "planned")));
    }

    private static IEnumerable<string> WithoutRun(string output) => output.Split('\n').Where(static line => !line.StartsWith("run 2", StringComparison.Ordinal));

    private static int Int(JsonElement element, string name) => element.GetProperty(name).GetInt32();

    private static string Figures(JsonElement json) => json.GetProperty("models").GetRawText() + json.GetProperty("comparisons").GetRawText();

    private static bool IsDatabase(string file) => Path.GetFileName(file) is var name && (name.EndsWith(".db", StringComparison.Ordinal) || name.Contains(".db-", StringComparison.Ordinal) || name == "catalog.lock");

    private Task<SampleProcess.Finished> Run() => SampleProcess.RunAsync("--store", _folder.Store);

    private Task<SampleProcess.Finished> Json() => SampleProcess.RunAsync("--store", _folder.Store, "--json", "-");
}
