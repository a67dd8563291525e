using System.Xml.Linq;

namespace TrialKeep.Hosting.Tests;

/// <summary>What a gate tells a build server: annotations, a summary, a JUnit file; and the files of other verbs.</summary>
public sealed class BuildTests : IDisposable
{
    private readonly Program _program = new();

    public void Dispose() => _program.Dispose();

    [Fact]
    public async Task On_GitHub_a_worse_variant_is_an_error_and_a_row_of_the_summary()
    {
        await WorseAsync();
        string summary = _program.PathOf("summary.md");
        await File.WriteAllTextAsync(summary, "Of an earlier step.\n\n", TestContext.Current.CancellationToken);
        OnGitHub(summary);
        (int code, string output, _) = await _program.RunAsync("gate");
        Assert.Equal(1, code);
        Assert.Contains("\n::error title=Gate failed%3A high::Failed: high is worse than in run ", output, StringComparison.Ordinal);
        string text = await File.ReadAllTextAsync(summary, TestContext.Current.CancellationToken);
        Assert.StartsWith("Of an earlier step.\n\n## Gate: failed\n", text, StringComparison.Ordinal);
        Assert.Contains("| ❌ failed | exact \\>= baseline - 0.02 | high | -0.3 |", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task On_Azure_the_summary_is_a_file_of_the_agents_folder_and_never_the_same_twice()
    {
        await WorseAsync();
        _program.Environment["TF_BUILD"] = "True";
        _program.Environment["AGENT_TEMPDIRECTORY"] = Directory.CreateDirectory(_program.PathOf("agent")).FullName;
        (int code, string output, _) = await _program.RunAsync("gate");
        Assert.Equal(1, code);
        Assert.Contains("\n##vso[task.logissue type=error;]Failed: high is worse", output, StringComparison.Ordinal);
        Assert.Contains($"\n##vso[task.uploadsummary]{_program.PathOf("agent/gate-1.md")}\n", output, StringComparison.Ordinal);
        Assert.Contains("gate-2.md\n", (await _program.RunAsync("gate")).Output, StringComparison.Ordinal);
        Assert.StartsWith("## Gate: failed\n", await File.ReadAllTextAsync(_program.PathOf("agent/gate-1.md"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Elsewhere_there_is_no_command_unless_it_is_asked_for()
    {
        await WorseAsync();
        string plain = (await _program.RunAsync("gate")).Output;
        Assert.DoesNotContain("::", plain, StringComparison.Ordinal);
        Assert.Contains("::error ", (await _program.RunAsync("gate", "--annotations", "github")).Output, StringComparison.Ordinal);
        Assert.Contains("##vso[task.logissue ", (await _program.RunAsync("gate", "--annotations", "azure")).Output, StringComparison.Ordinal);
        OnGitHub(_program.PathOf("summary.md"));
        Assert.Equal(plain, (await _program.RunAsync("gate", "--annotations", "none")).Output);
        Assert.False(File.Exists(_program.PathOf("summary.md")));
        Assert.Contains("::error ", (await _program.RunAsync("gate", "--annotations", "auto")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_on_standard_output_stays_whole_and_quiet_silences_people_only()
    {
        await WorseAsync();
        OnGitHub(null);
        (_, string output, string error) = await _program.RunAsync("gate", "--json", "-");
        Assert.Equal("", output);
        Assert.StartsWith("::error ", error, StringComparison.Ordinal);
        Assert.StartsWith("::error ", (await _program.RunAsync("gate", "--quiet")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_junit_file_has_a_case_for_each_variant()
    {
        await WorseAsync();
        Assert.Equal(1, (await _program.RunAsync("gate", "--junit", _program.PathOf("gate.xml"))).ExitCode);
        XElement suite = XDocument.Load(_program.PathOf("gate.xml")).Root!.Element("testsuite")!;
        Assert.Equal([("low", "skipped"), ("high", "failure")], suite.Elements("testcase").Select(static one => ((string)one.Attribute("name")!, one.Elements().Single().Name.LocalName)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_gate_that_could_not_be_asked_is_no_gate_that_passed(bool hasRun)
    {
        if (hasRun) await _program.RunAsync("--quiet");
        OnGitHub(_program.PathOf("summary.md"));
        (int code, string output, string error) = await _program.RunAsync("gate", "--junit", _program.PathOf("gate.xml"));
        Assert.Equal(5, code);
        Assert.Contains("::warning title=Gate%3A nothing to compare::", output, StringComparison.Ordinal);
        Assert.Contains(hasRun ? "There is no other completed run" : "There is no run of this plan", error, StringComparison.Ordinal);
        Assert.Single(XDocument.Load(_program.PathOf("gate.xml")).Descendants("error"));
        Assert.StartsWith("## Gate: nothing to compare\n", await File.ReadAllTextAsync(_program.PathOf("summary.md"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_summary_that_can_not_be_written_is_told_in_one_sentence()
    {
        await WorseAsync();
        OnGitHub(_program.PathOf("no/such/summary.md"));
        (int code, _, string error) = await _program.RunAsync("gate");
        Assert.Equal(2, code);
        Assert.StartsWith($"{_program.PathOf("no/such/summary.md")} can't be written (", error, StringComparison.Ordinal);
        _program.Environment.Clear();
        _program.Environment["TF_BUILD"] = "True";
        _program.Environment["AGENT_TEMPDIRECTORY"] = _program.PathOf("nowhere");
        (code, _, error) = await _program.RunAsync("gate");
        Assert.Equal(2, code);
        Assert.StartsWith($"{_program.PathOf("nowhere")} can't be written (", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--annotations takes auto, github, azure or none, not 'gitlab'. See --help.", "gate", "--annotations", "gitlab")]
    [InlineData("--json and --junit both write to standard output; give each its own place.", "gate", "--json", "-", "--junit", "-")]
    [InlineData("--junit is empty; give it a value, or leave it out.", "gate", "--junit", "")]
    public async Task What_can_not_be_meant_is_refused(string sentence, params string[] args)
    {
        (int code, string output, string error) = await _program.RunAsync(args);
        Assert.Equal((2, "", sentence + Environment.NewLine), (code, output, error));
    }

    [Fact]
    public async Task A_gate_writes_the_answers_and_the_page_of_the_judged_run_as_compare_does()
    {
        await WorseAsync();
        await _program.RunAsync("compare", "--quiet", "--results", _program.PathOf("compared.jsonl"), "--report", _program.PathOf("compared.html"));
        Assert.Equal(1, (await _program.RunAsync("gate", "--quiet", "--results", _program.PathOf("gated.jsonl"), "--report", _program.PathOf("gated.html"))).ExitCode);
        Assert.Equal(200, (await File.ReadAllLinesAsync(_program.PathOf("gated.jsonl"), TestContext.Current.CancellationToken)).Length);
        foreach (string kind in new[] { "jsonl", "html" })
            Assert.Equal(await File.ReadAllBytesAsync(_program.PathOf($"compared.{kind}"), TestContext.Current.CancellationToken), await File.ReadAllBytesAsync(_program.PathOf($"gated.{kind}"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_judge_without_labels_is_a_warning_in_every_output()
    {
        _program.Finish = static experiment => experiment.Evaluate("opinion", new Judge(static _ => Score.Of(1), isJudge: true), TrialKeep.Code.Version("1"));
        await _program.RunAsync("--quiet");
        _program.Code = "2";
        await _program.RunAsync("--quiet");
        OnGitHub(_program.PathOf("summary.md"));
        (int code, string output, string error) = await _program.RunAsync("gate", "--margin", "0.1", "--junit", _program.PathOf("gate.xml"));
        Assert.Equal(0, code);
        const string warning = "The gate rests on the judge 'opinion', and how it agrees with people is not known";
        Assert.Contains($"::warning title=Gate warning::{warning}", output, StringComparison.Ordinal);
        Assert.Contains(warning, error, StringComparison.Ordinal);
        Assert.Contains($"- Warning: {warning}", await File.ReadAllTextAsync(_program.PathOf("summary.md"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.StartsWith(warning, XDocument.Load(_program.PathOf("gate.xml")).Descendants("system-err").Single().Value, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GITHUB_ACTIONS")]
    [InlineData("TF_BUILD")]
    public async Task What_an_answer_says_is_no_command_to_a_build_server(string variable)
    {
        _program.Items = 4;
        _program.Environment[variable] = "true";
        _program.Fault = static item => item switch
        {
            "p1" => throw new InvalidOperationException("no\n::set-env name=PATH::evil\n  ::add-mask::x ##vso[task.setvariable variable=a]b ##[error]c"),
            _ => null!,
        };
        (int code, string output, string error) = await _program.RunAsync("run", "--results", "-");
        Assert.Equal(3, code);
        Assert.Empty(output);
        (_, output, string compared) = await _program.RunAsync("compare");
        foreach (string text in new[] { error, output, compared })
        {
            Assert.DoesNotMatch("(?m)^\\s*::", text);
            Assert.DoesNotContain("##vso[", text, StringComparison.Ordinal);
            Assert.DoesNotContain("##[", text, StringComparison.Ordinal);
        }

        Assert.Contains("##vso [task.setvariable variable=a]b ## [error]c", error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_command_in_parts_is_none_either_and_other_text_is_untouched()
    {
        using StringWriter seen = new();
        using Builds.CommandGuard guard = new(seen);
        foreach (char letter in " ::warning::a\nb ::c ##VSO[d ##x[ #[ a:b::c\n\n:: [e]\n") guard.Write(letter);
        guard.Write("##");
        guard.Write("vso");
        guard.Write("[task]:");
        guard.Write(":\n:");
        guard.WriteLine(":end");
        Assert.Equal(" : :warning::a\nb ::c ##VSO [d ##x[ #[ a:b::c\n\n: : [e]\n##vso [task]::\n: :end" + seen.NewLine, seen.ToString());
    }

    private async Task WorseAsync()
    {
        await _program.RunAsync("--quiet");
        _program.Code = "2";
        _program.Right["high"] = 50;
        await _program.RunAsync("--quiet");
    }

    private void OnGitHub(string? summary)
    {
        _program.Environment["GITHUB_ACTIONS"] = "true";
        if (summary is not null) _program.Environment["GITHUB_STEP_SUMMARY"] = summary;
    }
}
