using System.Globalization;
using TrialKeep.Hosting.Options;
using TrialKeep.Hosting.Rendering;
using TrialKeep.Orchestration.Progress;

namespace TrialKeep.Hosting.Tests;

public sealed class RenderingTests
{
    [Fact]
    public void Progress_says_how_far_how_fast_and_how_long()
    {
        RunProgress progress = new(RunStage.Generate, 2800, 1200, 400, 2, TimeSpan.FromSeconds(10));
        Assert.Equal("generate  1,602 of 2,800  cached 1,200  failed 2  40.2/s  29 s left", ConsoleProgress.Text(progress));
        Assert.Equal("evaluate  0 of 5", ConsoleProgress.Text(new RunProgress(RunStage.Evaluate, 5, 0, 0, 0, TimeSpan.Zero)));
    }

    [Fact]
    public void Progress_is_one_line_on_a_terminal_and_plain_lines_elsewhere()
    {
        Clock clock = new();
        foreach (bool isTerminal in (bool[])[true, false])
        {
            using StringWriter error = new(CultureInfo.InvariantCulture);
            using (ConsoleProgress progress = new(new HostConsole(static () => TextWriter.Null, () => error, isTerminal), clock))
            {
                for (int i = 0; i < 120; i++)
                {
                    clock.Advance(TimeSpan.FromMilliseconds(100));
                    progress.Report(new RunProgress(RunStage.Generate, 120, 0, i, 0, TimeSpan.FromSeconds(i)));
                }
            }

            Assert.Equal(isTerminal ? 0 : 2, error.ToString().Count(static c => c == '\n'));
            Assert.Equal(isTerminal ? 122 : 0, error.ToString().Count(static c => c == '\r'));
        }
    }

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
