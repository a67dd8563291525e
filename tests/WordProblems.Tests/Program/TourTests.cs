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

    [Fact]
    public async Task A_tour_that_is_stopped_while_it_compiles_leaves_nothing()
    {
        string temporary = Directory.CreateTempSubdirectory("trialkeep-stopped-").FullName;
        try
        {
            using SampleProcess tour = SampleProcess.Start(["--tour"], ("TMPDIR", temporary));
            while (!tour.HasExited && Directory.GetDirectories(temporary, "forgotten", SearchOption.AllDirectories).Length == 0) await Task.Delay(10, TestContext.Current.CancellationToken);
            await tour.SignalAsync("INT");
            SampleProcess.Finished stopped = await tour.EndAsync();
            Assert.Equal(130, stopped.ExitCode);
            Assert.DoesNotContain("Exit code", stopped.Output, StringComparison.Ordinal);
            Assert.Empty(Directory.GetDirectories(temporary, "trialkeep-tour-*"));
        }
        finally
        {
            Directory.Delete(temporary, recursive: true);
        }
    }

    [Fact]
    public async Task A_step_that_fails_ends_the_tour_with_its_exit_code()
    {
        Assert.SkipUnless(File.Exists("/bin/echo"), "There is no /bin/echo here.");
        using SampleProcess process = SampleProcess.Start(["--tour"], ("DOTNET_HOST_PATH", "/bin/echo"));
        SampleProcess.Finished tour = await process.EndAsync();
        Assert.Equal(70, tour.ExitCode);
        Assert.Contains("The compiler said something else", tour.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("7. A verdict", tour.Output, StringComparison.Ordinal);
    }
}
