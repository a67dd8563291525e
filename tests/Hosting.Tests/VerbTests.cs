using System.Globalization;
using System.Text.Json;

namespace TrialKeep.Hosting.Tests;

/// <summary>The verbs, as a command line calls them.</summary>
public sealed class VerbTests : IDisposable
{
    private readonly Program _program = new();

    public void Dispose() => _program.Dispose();

    [Fact]
    public async Task Run_is_the_default_and_prints_the_comparison()
    {
        (int code, string output, string error) = await _program.RunAsync();
        Assert.Equal((0, ""), (code, error));
        Assert.Contains("200 generated, 0 cached, 0 failed, 0 missing; 200 scored now.", output, StringComparison.Ordinal);
        Assert.Contains("high beats low by 20.0 points", output, StringComparison.Ordinal);
        (code, output, _) = await _program.RunAsync("run");
        Assert.Equal(0, code);
        Assert.Contains("0 generated, 200 cached", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Plan_shows_what_a_run_would_do_and_writes_nothing()
    {
        (int code, string output, _) = await _program.RunAsync("plan", "--limit", "2");
        Assert.Equal(0, code);
        Assert.Equal(["puzzles: 2 items, 2 variants, 4 answers; a new run.", "          4  missing", "missing\tp0\tlow", "missing\tp0\thigh", "missing\tp1\tlow", "missing\tp1\thigh", ""], output.Split('\n'));
        Assert.False(Directory.Exists(_program.Store));
    }

    [Fact]
    public async Task A_subset_has_a_seed_and_shares_of_a_slice()
    {
        string[] drawn = await DrawnAsync("--subset", "10");
        string[] other = await DrawnAsync("--subset", "10", "--subset-seed", "6");
        string[] shares = await DrawnAsync("--subset", "10", "--subset-seed", "6", "--subset-by", "kind");
        Assert.NotEqual(drawn, other);
        Assert.NotEqual(other, shares);
        Assert.Equal((2, 5), (Even(other), Even(shares)));
        Assert.Equal((10, 10, 10), (drawn.Length, other.Length, shares.Length));
        (int code, _, string error) = await _program.RunAsync("plan", "--subset", "10", "--subset-by", "colour");
        Assert.Equal(2, code);
        Assert.Contains("has no slice 'colour'; there are kind.", error, StringComparison.Ordinal);
        (code, _, error) = await _program.RunAsync("plan", "--subset-seed", "6");
        Assert.Equal(2, code);
        Assert.Contains("say how many items are to be drawn (--subset N)", error, StringComparison.Ordinal);
        Assert.Contains("--subset-seed takes a whole number, not 'three'", (await _program.RunAsync("plan", "--subset", "2", "--subset-seed", "three")).Error, StringComparison.Ordinal);

        static int Even(string[] items) => items.Count(static item => int.Parse(item[1..], CultureInfo.InvariantCulture) % 2 == 0);

        async Task<string[]> DrawnAsync(params string[] options) =>
            [.. (await _program.RunAsync(["plan", .. options])).Output.Split('\n').Where(static line => line.StartsWith("missing\t", StringComparison.Ordinal)).Select(static line => line.Split('\t')[1]).Distinct()];
    }

    [Fact]
    public async Task Compare_shows_the_stored_run_and_asks_nothing()
    {
        (int code, _, string error) = await _program.RunAsync("compare");
        Assert.Equal(5, code);
        Assert.Contains("run it first", error, StringComparison.Ordinal);
        (_, string ran, _) = await _program.RunAsync("run");
        (code, string compared, _) = await _program.RunAsync("compare");
        Assert.Equal(0, code);
        Assert.Equal(ran.Split('\n')[1..], compared.Split('\n')[1..]);
    }

    [Fact]
    public async Task Comparing_one_variant_is_nothing_to_compare_and_running_it_is_fine()
    {
        Assert.Equal(0, (await _program.RunAsync("--variant", "low")).ExitCode);
        Assert.Equal(5, (await _program.RunAsync("compare", "--variant", "low")).ExitCode);
    }

    [Fact]
    public async Task Why_shows_the_part_that_differs_as_a_diff()
    {
        await _program.RunAsync("--limit", "3", "--quiet");
        Assert.Contains("Every planned answer is stored", (await _program.RunAsync("why", "--limit", "3")).Output, StringComparison.Ordinal);
        _program.Wording = "Puzzle";
        (int code, string output, _) = await _program.RunAsync("why", "p1", "--limit", "3");
        Assert.Equal(0, code);
        Assert.Equal(["p1: the key differs from that of the stored task.", "  2 answers are to be asked for.", "  question:", "    - Question", "    + Puzzle", "      number 1?", ""], output.Split('\n'));
        Assert.Equal(2, (await _program.RunAsync("why", "p7", "--limit", "3")).ExitCode);
    }

    [Theory]
    [InlineData(80, "0.05", 0, "Passed")]
    [InlineData(60, "0.05", 1, "Failed")]
    [InlineData(78, "0.01", 4, "Undecided")]
    public async Task The_gate_judges_against_the_run_before(int right, string margin, int expected, string verdict)
    {
        await _program.RunAsync("--quiet");
        _program.Right["high"] = right;
        _program.Code = "2";
        await _program.RunAsync("--quiet");
        (int code, string output, _) = await _program.RunAsync("gate", "--margin", margin, "--variant", "*");
        Assert.Equal(expected, code);
        Assert.Contains(verdict, output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_gate_takes_a_run_by_the_beginning_of_its_id()
    {
        (_, string json, _) = await _program.RunAsync("--json", _program.PathOf("first.json"), "--quiet");
        string first = JsonDocument.Parse(await File.ReadAllBytesAsync(_program.PathOf("first.json"), TestContext.Current.CancellationToken)).RootElement.GetProperty("runId").GetString()!;
        _program.Code = "2";
        await _program.RunAsync("--quiet");
        Assert.Equal(0, (await _program.RunAsync("gate", "--baseline", first[..20], "--margin", "0.1")).ExitCode);
        (int ambiguous, _, string error) = await _program.RunAsync("gate", "--baseline", "2", "--margin", "0.1");
        Assert.Equal(2, ambiguous);
        Assert.Contains("ambiguous", error, StringComparison.Ordinal);
        Assert.Equal(2, (await _program.RunAsync("gate", "--baseline", "1999", "--margin", "0.1")).ExitCode);
    }

    [Fact]
    public async Task The_gate_has_nothing_to_compare_without_a_run_before_or_with_another_evaluator()
    {
        await _program.RunAsync("--quiet");
        Assert.Equal(5, (await _program.RunAsync("gate")).ExitCode);
        _program.Code = "2";
        _program.Evaluator = "2";
        await _program.RunAsync("--quiet");
        (int code, _, string error) = await _program.RunAsync("gate");
        Assert.Equal(5, code);
        Assert.Contains("scores of different evaluators are not compared", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_gate_over_an_incomplete_run_is_incomplete_unless_it_fails()
    {
        await _program.RunAsync("--quiet");
        _program.Code = "2";
        _program.Fault = static item => item == "p0" ? throw new InvalidOperationException("no") : null!;
        Assert.Equal(3, (await _program.RunAsync("--quiet")).ExitCode);
        Assert.Equal(3, (await _program.RunAsync("gate", "--margin", "0.2")).ExitCode);
    }

    [Fact]
    public async Task Failed_items_are_counted_by_kind_with_the_first_message_and_exit_with_3()
    {
        _program.Fault = static item => item switch
        {
            "p1" or "p2" => throw new VariantException(FailureKind.RateLimited, "too many calls"),
            "p5" => throw new TimeoutException("it took too long"),
            _ => null!,
        };
        (int code, string output, string error) = await _program.RunAsync("--limit", "10");
        Assert.Equal(3, code);
        Assert.Contains("14 generated, 0 cached, 6 failed, 0 missing", output, StringComparison.Ordinal);
        Assert.Contains("4 of 20 answers failed with rate-limited, first that of low to p1: too many calls", error, StringComparison.Ordinal);
        Assert.Contains("2 of 20 answers failed with timeout, first that of low to p5: it took too long", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Evaluate_scores_and_asks_no_variant()
    {
        await _program.RunAsync("--limit", "5", "--quiet");
        _program.Evaluator = "2";
        (int code, string output, _) = await _program.RunAsync("evaluate", "--limit", "5");
        Assert.Equal(0, code);
        Assert.Contains("0 generated, 10 cached, 0 failed, 0 missing; 10 scored now.", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Evaluate_without_a_run_says_so_and_begins_none()
    {
        (int code, string output, string error) = await _program.RunAsync("evaluate");
        Assert.Equal((3, ""), (code, output));
        Assert.Contains("run it first", error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_program.Store));
        await _program.RunAsync("--limit", "5", "--quiet");
        SortedDictionary<string, string> before = _program.Files();
        Assert.Equal(3, (await _program.RunAsync("evaluate", "--limit", "6")).ExitCode);
        Assert.Equal(2, (await _program.RunAsync("evaluate", "--limit", "5", "--fresh")).ExitCode);
        Assert.Equal(before, _program.Files());
    }

    [Theory]
    [InlineData("--margin takes a share from 0 to less than 1, not '2'", "gate", "--margin", "2")]
    [InlineData("--only takes failed, missing or outdated, not 'all'", "--only", "all")]
    [InlineData("--samples takes a whole number from 1, not '0'", "--samples", "0")]
    [InlineData("Unrecognized command or argument 'walk'", "walk")]
    [InlineData("Unrecognized command or argument '--lmit'", "--lmit", "3")]
    public async Task A_wrong_word_gets_one_sentence_and_exits_with_2(string sentence, params string[] args)
    {
        (int code, string output, string error) = await _program.RunAsync(args);
        Assert.Equal((2, ""), (code, output));
        Assert.StartsWith(sentence, error, StringComparison.Ordinal);
        Assert.Single(error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.False(Directory.Exists(_program.Store));
    }

    [Fact]
    public async Task Help_lists_the_verbs_the_options_and_the_programs_own()
    {
        (int code, string output, _) = await _program.RunAsync("--help");
        Assert.Equal(0, code);
        Assert.All((string[])["plan", "evaluate", "compare", "gate", "why", "--store", "--limit", "--json", "--own"], word => Assert.Contains(word, output, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Quiet_prints_nothing_and_files_are_written()
    {
        string[] files = [_program.PathOf("figures.json"), _program.PathOf("results.jsonl"), _program.PathOf("report.html")];
        (int code, string output, string error) = await _program.RunAsync("--quiet", "--json", files[0], "--results", files[1], "--report", files[2]);
        Assert.Equal((0, "", ""), (code, output, error));
        Assert.Equal(files.Order(StringComparer.Ordinal), Directory.GetFiles(Path.GetDirectoryName(files[0])!).Order(StringComparer.Ordinal));
        Assert.Equal(200, JsonDocument.Parse(await File.ReadAllBytesAsync(files[0], TestContext.Current.CancellationToken)).RootElement.GetProperty("generated").GetInt32());
        Assert.Equal(200, File.ReadLines(files[1]).Count());
        Assert.StartsWith("<!doctype html>", await File.ReadAllTextAsync(files[2], TestContext.Current.CancellationToken), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_damaged_line_is_named_and_exits_with_7_and_hides_nothing_else()
    {
        await _program.RunAsync("--limit", "3", "--quiet");
        await _program.RunAsync("--limit", "4", "--quiet");
        string journal = Directory.GetFiles(_program.Store, "w0001-000001.jsonl", SearchOption.AllDirectories)
            .Where(static file => file.Contains("journal", StringComparison.Ordinal)).Order(StringComparer.Ordinal).First();
        byte[] bytes = await File.ReadAllBytesAsync(journal, TestContext.Current.CancellationToken);
        // The header is checked by itself: damage in it is damage whatever follows.
        bytes[40] ^= 1;
        await File.WriteAllBytesAsync(journal, bytes, TestContext.Current.CancellationToken);
        (int code, string output, string error) = await _program.RunAsync("compare", "--limit", "3");
        Assert.Equal(7, code);
        Assert.Contains($"{journal}, line 1, byte 0: ", error, StringComparison.Ordinal);
        Assert.Contains("high", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_command_line_is_kept_with_the_run_without_its_secrets()
    {
        await _program.RunAsync("--limit", "1", "--quiet");
        string run = await File.ReadAllTextAsync(Directory.GetFiles(_program.Store, "run.json", SearchOption.AllDirectories).Single(), TestContext.Current.CancellationToken);
        Assert.Contains("--limit 1 --quiet", run, StringComparison.Ordinal);
    }
}
