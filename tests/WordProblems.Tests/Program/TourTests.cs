namespace TrialKeep.WordProblems.Tests.Program;

public sealed class TourTests
{
    [Fact]
    public async Task The_tour_does_what_it_says()
    {
        SampleProcess.Finished tour = await SampleProcess.RunAsync("--tour");
        Assert.True(tour.ExitCode == 0, tour.Output + tour.Error);
        string[] inOrder =
        [
            "360 generated, 0 cached, 0 failed, 0 missing; 360 scored now.",
            "0 generated, 360 cached, 0 failed, 0 missing; 0 scored now.",
            "    + Mara has 45 postcards.",
            "24 generated, 336 cached, 0 failed, 0 missing; 24 scored now.",
            "0 generated, 360 cached, 0 failed, 0 missing; 360 scored now.",
            "0 generated, 360 cached, 0 failed, 0 missing; 3 scored now.",
            "error TRK123: 'Hint' of 'Question' does not say whether it is part of the key",
            "Failed: sentence-parser is worse than in run",
            "Exit code 1",
        ];
        int at = 0;
        foreach (string text in inOrder)
        {
            int found = tour.Output.IndexOf(text, at, StringComparison.Ordinal);
            Assert.True(found >= 0, $"'{text}' is missing in:\n{tour.Output}");
            at = found + text.Length;
        }
    }
}
