using System.Globalization;
using System.Text.RegularExpressions;
using TrialKeep.Hosting.Options;
using TrialKeep.Hosting.Rendering;
using TrialKeep.Orchestration.Progress;

namespace TrialKeep.Hosting.Tests;

public sealed partial class RenderingTests
{
    [Fact]
    public void Progress_says_how_far_how_fast_and_how_long()
    {
        RunProgress progress = new(RunStage.Generate, 2800, 1200, 400, 2, TimeSpan.FromSeconds(10));
        Assert.Equal("generate  1,602 of 2,800  cached 1,200  failed 2  40.2/s  29 s left", ProgressText.Of(progress));
        Assert.Equal("evaluate  0 of 5", ProgressText.Of(new RunProgress(RunStage.Evaluate, 5, 0, 0, 0, TimeSpan.Zero)));
    }

    [Fact]
    public void Progress_is_a_plain_line_every_few_seconds_where_nobody_sits()
    {
        string[] lines = Shown(isTerminal: false, width: null).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(2, lines.Length);
        Assert.All(lines, static line => Assert.Matches(@"^generate  \d+ of 120  failed 1  \d", line));
    }

    [Theory]
    [InlineData(100, true)]
    [InlineData(40, false)]
    public void Progress_is_one_line_on_a_terminal_that_is_drawn_anew_and_gone_at_the_end(int width, bool hasBar)
    {
        string shown = Shown(isTerminal: true, width);
        Assert.Equal(0, shown.Count(static c => c == '\n'));
        // Nothing but colours, and carriage returns with the line cleared.
        string[] frames = Controls().Replace(shown, "").Split('\r', StringSplitOptions.RemoveEmptyEntries);
        Assert.InRange(frames.Length, 100, 130);
        Assert.All(frames, frame => Assert.True(frame.Length < width, frame));
        Assert.Contains("generate  60 of 120", frames[60], StringComparison.Ordinal);
        Assert.Equal(hasBar, frames[60].Contains('\u2501', StringComparison.Ordinal));
        Assert.EndsWith("\r\u001b[2K", shown, StringComparison.Ordinal);
        // Nothing moves the cursor to another line or hides it.
        Assert.All(Controls().Matches(shown), static code => Assert.Contains(code.Value[^1], "mK"));
    }

    [Fact]
    public void The_bar_is_of_what_was_cached_done_and_failed()
    {
        RunProgress progress = new(RunStage.Generate, 24, 6, 12, 3, TimeSpan.Zero);
        Assert.Equal("[blue]======[/][green]============[/][red]===[/][grey]---[/]  generate  21 of 24  cached 6  failed 3", TerminalProgress.Markup(progress, 100, isUnicode: false));
        Assert.StartsWith("[grey]------------------------[/]  evaluate  0 of 0", TerminalProgress.Markup(new RunProgress(RunStage.Evaluate, 0, 0, 0, 0, TimeSpan.Zero), 100, isUnicode: false), StringComparison.Ordinal);
        Assert.Equal("generate  21", TerminalProgress.Markup(progress, 12, isUnicode: false));
    }

    private static string Shown(bool isTerminal, int? width)
    {
        Clock clock = new();
        using StringWriter error = new(CultureInfo.InvariantCulture);
        using (ProgressDisplay progress = ProgressDisplay.On(new HostConsole(static () => TextWriter.Null, () => error, isTerminal, terminalWidth: () => width), clock))
        {
            for (int i = 0; i < 120; i++)
            {
                clock.Advance(TimeSpan.FromMilliseconds(100));
                progress.Report(new RunProgress(RunStage.Generate, 120, 0, i, isTerminal ? 0 : 1, TimeSpan.FromSeconds(i)));
            }
        }

        return error.ToString();
    }

    [GeneratedRegex(@"\u001b\[[0-9;?]*[A-Za-z]")]
    private static partial Regex Controls();

    [Theory]
    [InlineData("a\nb\nc", "a\nx\nc", "  a|- b|+ x|  c")]
    [InlineData("a", "a\nb", "  a|+ b")]
    [InlineData("a\nb", "b", "- a|  b")]
    [InlineData("same", "same", "  same")]
    public void A_diff_is_by_lines(string before, string after, string expected) => Assert.Equal(expected, string.Join('|', LineDiff.Of(before, after)));

    [Theory]
    [InlineData("run --api-key abc --limit 3", "run --api-key *** --limit 3")]
    [InlineData("--token=abc --api-key-env NAME", "--token=*** --api-key-env NAME")]
    [InlineData("--api-key:abc --api-key-env:NAME", "--api-key:*** --api-key-env:NAME")]
    [InlineData("--endpoint http://me:pass@host:80/v1?to=a@b plain@text", "--endpoint http://***@host:80/v1?to=a@b plain@text")]
    [InlineData("--endpoint=https://me:p@ss@host/v1", "--endpoint=https://***@host/v1")]
    [InlineData("--PASSWORD x --quiet", "--PASSWORD *** --quiet")]
    public void Secrets_on_a_command_line_are_masked(string given, string kept) => Assert.Equal(kept, CommandLine.Masked(given.Split(' ')));

    private sealed class Clock : TimeProvider
    {
        private long _now;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _now;

        public void Advance(TimeSpan time) => _now += time.Ticks;
    }
}
