namespace TrialKeep.Hosting.Tests;

/// <summary>Verbs that look write nothing, and nothing that they print commands a terminal.</summary>
public sealed class LookingTests : IDisposable
{
    private readonly Program _program = new() { Items = 3 };

    public void Dispose() => _program.Dispose();

    [Theory]
    [InlineData(0, "plan")]
    [InlineData(0, "estimate")]
    [InlineData(5, "diff")]
    [InlineData(5, "compare")]
    [InlineData(5, "gate")]
    [InlineData(0, "why")]
    [InlineData(3, "evaluate")]
    [InlineData(8, "--offline")]
    public async Task Nothing_is_written_where_no_store_is(int expected, string verb)
    {
        Assert.Equal(expected, (await _program.RunAsync(verb)).ExitCode);
        Assert.False(Directory.Exists(_program.Store));
        Directory.CreateDirectory(_program.Store);
        Assert.Equal(expected, (await _program.RunAsync(verb)).ExitCode);
        Assert.Empty(_program.Files());
    }

    [Theory]
    [InlineData(0, "plan")]
    [InlineData(0, "estimate")]
    [InlineData(0, "diff")]
    [InlineData(0, "compare")]
    [InlineData(5, "gate")]
    [InlineData(0, "why")]
    public async Task Nothing_is_written_where_a_store_is(int expected, string verb)
    {
        await _program.RunAsync("--quiet");
        SortedDictionary<string, string> before = _program.Files();
        Assert.Equal(expected, (await _program.RunAsync(verb)).ExitCode);
        Assert.Equal(before, _program.Files());
    }

    [Theory]
    [InlineData("run")]
    [InlineData("plan")]
    [InlineData("evaluate")]
    [InlineData("compare")]
    [InlineData("gate")]
    [InlineData("why")]
    [InlineData("--offline")]
    public async Task A_file_is_refused_as_a_store_by_all(string verb)
    {
        await File.WriteAllTextAsync(_program.Store, "mine", TestContext.Current.CancellationToken);
        (int code, string output, string error) = await _program.RunAsync(verb);
        Assert.Equal((2, "", $"'{_program.Store}' is a file, and a store is a folder; name another place for it.{Environment.NewLine}"), (code, output, error));
    }

    [Fact]
    public async Task Commands_to_a_terminal_are_not_printed()
    {
        _program.Suffix = "\u001b[31m";
        _program.Wording = "\u001b]0;owned\u0007";
        _program.Right.Clear();
        _program.Right["evil\u202egnp"] = 100;
        _program.Fault = static _ => throw new VariantException("ki\u001bnd", "mess\u009bage");
        (_, string plan, _) = await _program.RunAsync("plan");
        (_, _, string failures) = await _program.RunAsync("run");
        _program.Wording = "\u001b]0;other\u0007";
        (_, string why, _) = await _program.RunAsync("why");
        (_, _, string refused) = await _program.RunAsync("why", "\u001b[2J");
        Assert.Contains("missing\tp0\uFFFD[31m\tevil\uFFFDgnp", plan, StringComparison.Ordinal);
        Assert.Contains("failed with ki\uFFFDnd, first that of evil\uFFFDgnp to p0\uFFFD[31m: mess\uFFFDage", failures, StringComparison.Ordinal);
        Assert.Contains("    + \uFFFD]0;other\uFFFD", why, StringComparison.Ordinal);
        Assert.All([plan, failures, why, refused], static text => Assert.DoesNotContain(text, static c => (char.IsControl(c) && c is not ('\n' or '\t')) || c == '\u202e'));
    }

    [Fact]
    public async Task What_a_builder_refuses_is_one_sentence_and_exits_with_2()
    {
        _program.Finish = static experiment => experiment.Evaluate("", new Judge(static _ => Score.Of(true)), Code.Version("1"));
        Assert.Equal((2, "", $"An evaluation has an empty name; give it one.{Environment.NewLine}"), await _program.RunAsync());
        _program.Finish = static experiment => experiment.Samples(0);
        (int code, _, string error) = await _program.RunAsync();
        Assert.Equal(2, code);
        Assert.Single(error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.False(Directory.Exists(_program.Store));
    }
}
