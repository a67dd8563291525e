namespace TrialKeep.WordProblems.Tests.Program;

/// <summary>What can't be used gets one clear sentence, an exit code and no trace in the store.</summary>
public sealed class BadInputTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public Task A_missing_file() => Refuses(2, "nowhere.jsonl does not exist", "--data", "nowhere.jsonl");

    [Fact]
    public Task A_line_that_is_not_json() => Refuses(2, "bad.jsonl, line 2: ", "--data", _folder.Write("bad.jsonl", """
        {"question": "Q", "answer": "#### 1"}
        not json
        """));

    [Fact]
    public Task A_line_without_a_question() => Refuses(2, "bad.jsonl, line 2: ", "--data", _folder.Write("bad.jsonl", """
        {"question": "Q", "answer": "#### 1"}
        {"answer": "#### 1"}
        """));

    [Fact]
    public Task A_line_without_a_number() => Refuses(2, "bad.jsonl, line 1: the answer has no number", "--data", _folder.Write("bad.jsonl", """{"question": "Q", "answer": "one"}"""));

    [Fact]
    public Task The_same_question_twice() => Refuses(2, "bad.jsonl, line 3: the item", "--data", _folder.Write("bad.jsonl", """
        {"question": "Q", "answer": "#### 1"}

        {"question": "Q", "answer": "#### 2"}
        """));

    [Fact]
    public Task An_empty_file() => Refuses(2, "has no item", "--data", _folder.Write("empty.jsonl", ""));

    [Fact]
    public Task Recorded_answers_without_a_model() => Refuses(2, "has no model", "--recorded", _folder.Write("bad.jsonl", """{"question": "Q", "ground_truth": "A: 1"}"""));

    [Fact]
    public Task An_unknown_option() => Refuses(2, "'--lmit'", "--lmit", "3");

    [Fact]
    public Task A_negative_limit() => Refuses(2, "--limit takes a whole number from 1, not '-1'", "--limit", "-1");

    [Fact]
    public Task A_limit_that_is_no_number() => Refuses(2, "--limit takes a whole number from 1, not 'ten'", "--limit", "ten");

    [Fact]
    public Task No_such_variant() => Refuses(2, "No variant is called 'gpt*'; there are two-numbers, keyword-rules, sentence-parser", "--variant", "gpt*");

    [Fact]
    public Task An_endpoint_without_a_model() => Refuses(2, "--endpoint needs --model", "--endpoint", "http://localhost:1/v1");

    [Fact]
    public Task An_endpoint_with_a_user() => Refuses(2, "--endpoint takes an address without a user and a password", "--endpoint", "http://me:secret@localhost:1/v1", "--model", "m");

    [Fact]
    public Task A_key_that_is_not_set() => Refuses(2, "TRIALKEEP_NO_SUCH_KEY", "--endpoint", "http://localhost:1/v1", "--model", "m", "--api-key-env", "TRIALKEEP_NO_SUCH_KEY");

    [Fact]
    public Task Two_sources_at_once() => Refuses(2, "leave out --data", "--recorded", _folder.Write("r.jsonl", "{}"), "--data", "d.jsonl");

    [Fact]
    public Task A_report_into_a_folder_that_is_not_there() => Refuses(2, "does not exist", "--report", Path.Combine(_folder.Path, "no", "report.html"));

    [Fact]
    public async Task A_store_that_can_not_be_written()
    {
        string file = _folder.Write("file", "");
        SampleProcess.Finished run = await SampleProcess.RunAsync("--store", Path.Combine(file, "trials"));
        Assert.Equal(2, run.ExitCode);
        OneSentence(run.Error, "file");
        Assert.Equal("", await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_store_of_a_newer_format()
    {
        Directory.CreateDirectory(_folder.Store);
        string identity = Path.Combine(_folder.Store, "trialkeep.json");
        await File.WriteAllTextAsync(identity, """{"format":99,"id":"00000000000000000000000000000000","created":"2030-01-01T00:00:00.0000000+00:00"}""", TestContext.Current.CancellationToken);
        SampleProcess.Finished run = await SampleProcess.RunAsync("--store", _folder.Store);
        Assert.Equal(7, run.ExitCode);
        OneSentence(run.Error, "99");
        Assert.Equal([identity], Directory.GetFileSystemEntries(_folder.Store));
    }

    [Fact]
    public async Task A_miss_that_may_not_be_asked_for()
    {
        SampleProcess.Finished run = await SampleProcess.RunAsync("--store", _folder.Store, "--offline");
        Assert.Equal(8, run.ExitCode);
        OneSentence(run.Error, "so that none of 900 answers is stored");
        Assert.False(Directory.Exists(_folder.Store));
        await SampleProcess.RunAsync("--store", _folder.Store, "--limit", "1", "--quiet");
        run = await SampleProcess.RunAsync("--store", _folder.Store, "--offline");
        Assert.Equal(8, run.ExitCode);
        OneSentence(run.Error, "897 of 900 answers are not stored, first that of the variant 'two-numbers' to the item 'wp-0002'");
    }

    private static void OneSentence(string error, string part)
    {
        Assert.Contains(part, error, StringComparison.Ordinal);
        Assert.Single(error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }

    private async Task Refuses(int exitCode, string part, params string[] arguments)
    {
        SampleProcess.Finished run = await SampleProcess.RunAsync([.. arguments, "--store", _folder.Store]);
        Assert.True(exitCode == run.ExitCode, run.Error);
        OneSentence(run.Error, part);
        Assert.Equal("", run.Output);
        Assert.False(Directory.Exists(_folder.Store));
    }
}
