using System.Text.Json;
using TrialKeep.Models.Tests;

namespace TrialKeep.WordProblems.Tests.Program;

/// <summary>Ctrl-C and SIGTERM keep what finished and say so by the exit code.</summary>
public sealed class SignalTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("INT", 130)]
    [InlineData("TERM", 143)]
    public async Task A_signal_keeps_what_finished(string signal, int exitCode)
    {
        TaskCompletionSource arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);
        int asked = 0;
        await using LoopbackChatServer server = new(_ =>
        {
            if (Interlocked.Increment(ref asked) <= 3) return LoopbackReply.Answer("#### 1");
            arrived.TrySetResult();
            return LoopbackReply.Silence();
        });
        string data = _folder.Write("questions.jsonl", string.Join('\n', Enumerable.Range(0, 10).Select(static i => $$"""{"question": "Question {{i}}?", "answer": "#### 1"}""")));
        string[] arguments = ["--endpoint", server.Endpoint.ToString(), "--model", "m", "--data", data, "--store", _folder.Store, "--parallelism", "1"];
        using SampleProcess process = SampleProcess.Start(arguments);
        await arrived.Task.WaitAsync(TestContext.Current.CancellationToken);
        await process.SignalAsync(signal);
        SampleProcess.Finished stopped = await process.EndAsync();
        Assert.Equal(exitCode, stopped.ExitCode);
        Assert.Contains("Stopping", stopped.Error, StringComparison.Ordinal);
        Assert.Contains("3 generated, 0 cached, 0 failed, 7 missing", stopped.Output, StringComparison.Ordinal);

        await using LoopbackChatServer healthy = new(static _ => LoopbackReply.Answer("#### 1"));
        SampleProcess.Finished resumed = await SampleProcess.RunAsync(["--endpoint", healthy.Endpoint.ToString(), .. arguments[2..], "--json", "-"]);
        Assert.True(resumed.ExitCode == 0, resumed.Error);
        JsonElement json = resumed.Json;
        Assert.Equal((7, 3), (json.GetProperty("generated").GetInt32(), json.GetProperty("cached").GetInt32()));
    }

    [Fact]
    public async Task A_signal_stops_the_work_when_nobody_can_be_told()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "There is no /dev/full here.");
        TaskCompletionSource arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using LoopbackChatServer server = new(_ =>
        {
            arrived.TrySetResult();
            return LoopbackReply.Silence();
        });
        string data = _folder.Write("questions.jsonl", """{"question": "Question?", "answer": "#### 1"}""");
        using SampleProcess process = SampleProcess.StartRedirected("2>/dev/full", "--endpoint", server.Endpoint.ToString(), "--model", "m", "--data", data, "--store", _folder.Store);
        await arrived.Task.WaitAsync(TestContext.Current.CancellationToken);
        await process.SignalAsync("INT");
        SampleProcess.Finished stopped = await process.EndAsync();
        Assert.Equal(130, stopped.ExitCode);
        Assert.Contains("0 generated, 0 cached, 0 failed, 1 missing", stopped.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(">/dev/full")]
    [InlineData(">/dev/full", "--json", "-")]
    public async Task A_full_standard_output_is_no_fault_of_the_program(string redirection, params string[] arguments)
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "There is no /dev/full here.");
        using SampleProcess process = SampleProcess.StartRedirected(redirection, ["--limit", "2", "--store", _folder.Store, .. arguments]);
        SampleProcess.Finished run = await process.EndAsync();
        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith("Standard output can't be written", run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }
}
