namespace TrialKeep.Testing.Tests;

/// <summary>What docs/guides/testing.md shows stands here, and does what it says.</summary>
public sealed class GuideTests : IDisposable, IAsyncLifetime
{
    private readonly Folder _folder = new();

    private string Scores => _folder.PathOf("scores.json");

    private string Baseline => _folder.PathOf("baseline.json");

    private string Store => _folder.Store;

    public async ValueTask InitializeAsync()
    {
        _folder.Scores("scores.json", 190);
        _folder.Scores("baseline.json", 190);
        await _folder.RunAsync(190, "1");
    }

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    public void Dispose()
    {
        if (Directory.Exists(_folder.Root)) _folder.Dispose();
    }

    [Fact]
    public void The_solvers_are_no_worse_than_what_was_committed() =>
        ExperimentGate.OfFile(Scores).Against(Baseline).NoWorseBy(0.02).Require();

    [Fact]
    public void The_latest_run_is_good_and_fast_enough() =>
        ExperimentGate.Of<Puzzle, Guess>(Store, "puzzles").Rule("correct >= 0.8").Rule("latency.mean <= 0.7").Require();

    [Fact]
    public void A_small_run_may_be_undecided() =>
        ExperimentGate.OfFile(Scores).Against(Baseline).NoWorseBy(0.01).Require(undecided: Otherwise.Pass, nothingToCompare: Otherwise.Skip);

    [Fact]
    public void The_guide_shows_these_tests()
    {
        string here = Flat(File.ReadAllText(Checkout.PathOf("tests/Testing.Tests/GuideTests.cs")));
        string[] blocks = [.. File.ReadAllText(Checkout.PathOf("docs/guides/testing.md")).ReplaceLineEndings("\n").Split("```csharp\n").Skip(1).Select(static part => part.Split("```")[0])];
        Assert.Equal(3, blocks.Length);
        Assert.All(blocks, block => Assert.Contains(Flat(block), here, StringComparison.Ordinal));
    }

    private static string Flat(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
