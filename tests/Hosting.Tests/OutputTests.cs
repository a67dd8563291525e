namespace TrialKeep.Hosting.Tests;

/// <summary>Where results go: streams that break, files that are whole, places that are given twice.</summary>
public sealed class OutputTests : IDisposable
{
    private readonly Program _program = new() { Items = 5 };

    public void Dispose() => _program.Dispose();

    [Fact]
    public async Task Standard_output_that_is_full_is_told_in_one_sentence_and_the_run_is_kept()
    {
        using StringWriter error = new();
        using BrokenWriter broken = new();
        Assert.Equal(2, await _program.RunAsync(broken, error));
        Assert.Equal($"Standard output can't be written (No space left on device); what the run has done is stored, and the same call writes its results again.{Environment.NewLine}", error.ToString());
        Assert.Contains("0 generated, 10 cached", (await _program.RunAsync()).Output, StringComparison.Ordinal);
        Assert.Equal(2, await _program.RunAsync(broken, error, "--help"));
    }

    [Fact]
    public async Task Standard_error_that_can_not_be_written_changes_nothing()
    {
        using StringWriter output = new();
        using BrokenWriter broken = new();
        _program.Fault = static item => item == "p0" ? throw new InvalidOperationException("no") : null!;
        Assert.Equal(3, await _program.RunAsync(output, broken));
        Assert.Contains("8 generated, 0 cached, 2 failed", output.ToString(), StringComparison.Ordinal);
        Assert.Equal(2, await _program.RunAsync(output, broken, "--limit", "no"));
    }

    [Theory]
    [InlineData("--json")]
    [InlineData("--results")]
    [InlineData("--report")]
    public async Task A_file_on_standard_output_takes_the_place_of_the_table(string option)
    {
        (int code, string output, string error) = await _program.RunAsync(option, "-");
        Assert.Equal((0, "", ""), (code, output, error));
    }

    [Theory]
    [InlineData("--json and --report both write to standard output; give each its own place.", "--json", "-", "--report", "-")]
    [InlineData("--json and --results both write to out; give each its own place.", "--json", "./out", "--results", "out")]
    [InlineData("--json is empty; give it a value, or leave it out.", "--json", "")]
    [InlineData("--store is empty; give it a value, or leave it out.", "--store", "")]
    [InlineData("--variant is empty; give it a value, or leave it out.", "--variant", " ")]
    [InlineData("--baseline is empty; give it a value, or leave it out.", "gate", "--baseline", "")]
    [InlineData("--offline asks nothing and --fresh asks for everything; leave one of them out.", "--offline", "--fresh")]
    public async Task What_can_not_be_meant_is_refused_before_anything_runs(string sentence, params string[] args)
    {
        (int code, string output, string error) = await _program.RunAsync(args);
        Assert.Equal((2, "", sentence + Environment.NewLine), (code, output, error));
        Assert.False(Directory.Exists(_program.Store));
    }

    [Fact]
    public void A_file_that_can_not_be_finished_leaves_the_one_before()
    {
        string file = _program.PathOf("figures.json");
        File.WriteAllText(file, "before");
        Assert.Throws<InvalidInputException>(() => Results.OutputFile.Write(file, static stream =>
        {
            stream.Write("half"u8);
            stream.Flush();
            throw new IOException("No space left on device");
        }));
        Assert.Equal("before", File.ReadAllText(file));
        Assert.Equal([file], Directory.GetFiles(Path.GetDirectoryName(file)!));
    }

    [Fact]
    public void A_link_stays_a_link_and_a_device_a_device()
    {
        string file = _program.PathOf("figures.json");
        string link = _program.PathOf("link.json");
        File.WriteAllText(file, "before");
        File.CreateSymbolicLink(link, file);
        Results.OutputFile.Write(link, static stream => stream.Write("after"u8));
        Assert.Equal(("after", file), (File.ReadAllText(file), new FileInfo(link).LinkTarget));
        Assert.SkipUnless(File.Exists("/dev/null"), "There is no /dev/null here.");
        Results.OutputFile.Write("/dev/null", static stream => stream.Write("nothing"u8));
        Assert.Equal("", File.ReadAllText("/dev/null"));
    }
}
