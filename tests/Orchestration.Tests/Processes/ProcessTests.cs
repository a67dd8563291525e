using System.Globalization;
using System.Text;

namespace TrialKeep.Orchestration.Tests.Processes;

public sealed class ProcessTests
{
    private static readonly byte[] s_task = Encoding.UTF8.GetBytes("""{"question":"2 + 2?"}""");

    [Fact]
    public async Task It_reads_its_task_and_answers()
    {
        ProcessAnswer answer = await Shell("cat; printf ' and more' >&2").RunAsync(s_task);
        Assert.Equal(("""{"question":"2 + 2?"}""", true, "and more", 0), (answer.Text, answer.IsText, answer.Error.Trim(), answer.LeftBehind));
    }

    [Fact]
    public async Task Files_variables_and_folder_are_what_they_are_said_to_be()
    {
        ProcessVariant variant = new("/bin/sh", "-c", "cat \"$1\" > \"$RESULT\"; printf ' %s %s' \"$2\" \"$(ls -A | wc -l | tr -d ' ')\" >> \"$RESULT\"; pwd; echo noise", "sh", "{task}", "a 'b\" $HOME *")
        {
            Input = ProcessInput.File,
            ReadsResultFile = true,
            Variables = new Dictionary<string, string?> { ["RESULT"] = "{result}" },
        };
        Assert.Equal("""{"question":"2 + 2?"} a 'b" $HOME * 0""", (await variant.RunAsync(s_task)).Text);
    }

    [Fact]
    public async Task Variables_are_inherited_only_when_they_are_to_be()
    {
        ProcessVariant variant = new("/bin/sh", "-c", "printf '%s|%s' \"${HOME-none}\" \"$A\"") { InheritsVariables = false, Variables = new Dictionary<string, string?> { ["A"] = "b", ["PATH"] = null } };
        Assert.Equal("none|b", (await variant.RunAsync(s_task)).Text);
    }

    [Fact]
    public async Task Another_exit_code_is_a_failure_with_the_last_lines_of_its_errors_and_no_secret()
    {
        ProcessVariant variant = new("/bin/sh", "-c", "i=0; while [ $i -lt 40 ]; do echo line $i >&2; i=$((i+1)); done; echo token hunter2hunter2 $API_KEY >&2; exit 3", "--password", "hunter3hunter3")
        {
            Secrets = ["hunter2hunter2"],
            Variables = new Dictionary<string, string?> { ["API_KEY"] = "abcdefgh1234" },
        };
        VariantException failure = await Assert.ThrowsAsync<VariantException>(() => variant.RunAsync(s_task));
        Assert.Equal(FailureKind.ExitCode, failure.Kind);
        Assert.Contains("code 3", failure.Message, StringComparison.Ordinal);
        Assert.Contains("line 39 | token *** ***", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("line 5 ", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_not_there_or_answers_nothing_is_said_so()
    {
        VariantException missing = await Assert.ThrowsAsync<VariantException>(() => new ProcessVariant("/no/such/program").RunAsync(s_task));
        Assert.Equal(FailureKind.NotStarted, missing.Kind);
        VariantException silent = await Assert.ThrowsAsync<VariantException>(() => new ProcessVariant("/bin/true") { ReadsResultFile = true }.RunAsync(s_task));
        Assert.Equal(FailureKind.InvalidResponse, silent.Kind);
        VariantException chatty = await Assert.ThrowsAsync<VariantException>(() => new ProcessVariant("/bin/sh", "-c", "echo 12345") { LongestResult = 5 }.RunAsync(s_task));
        Assert.Contains("6 bytes", chatty.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ten_megabytes_on_both_pipes_before_the_task_is_read_block_nothing()
    {
        byte[] task = new byte[3 << 20];
        task.AsSpan().Fill((byte)'t');
        ProcessVariant variant = new("python3", "-c", "import sys\nsys.stderr.write('e' * 10000000)\nsys.stdout.write('o' * 10000000)\nsys.stdout.write(str(len(sys.stdin.read())))");
        ProcessAnswer answer = await variant.RunAsync(task);
        Assert.Equal(10_000_000 + 7, answer.Result.Length);
        Assert.EndsWith(task.Length.ToString(CultureInfo.InvariantCulture), answer.Text, StringComparison.Ordinal);
        Assert.InRange(answer.Error.Length, 1, 10_000);
    }

    [Fact]
    public async Task A_task_that_nobody_reads_is_no_fault()
    {
        Assert.Equal("ok\n", (await new ProcessVariant("/bin/sh", "-c", "exec <&-; echo ok").RunAsync(new byte[5 << 20])).Text);
    }

    [Fact]
    public async Task Bytes_that_are_no_text_come_as_they_are()
    {
        ProcessAnswer answer = await Shell("printf 'a\\377\\376b'").RunAsync(s_task);
        Assert.Equal([(byte)'a', 255, 254, (byte)'b'], answer.Result.ToArray());
        Assert.Equal((false, "a\uFFFD\uFFFDb"), (answer.IsText, answer.Text));
    }

    [Fact]
    public async Task A_time_out_ends_the_whole_tree_though_it_does_not_want_to()
    {
        string mark = Guid.NewGuid().ToString("N");
        // A child of its own session whose parent has left it, and everybody ignores SIGTERM.
        ProcessVariant variant = new("/bin/sh", "-c", $"trap '' TERM; (setsid sh -c 'trap \"\" TERM; exec python3 -c \"import time; time.sleep(600)\" {mark}' &) ; echo started >&2; while :; do sleep 0.05; done")
        {
            Timeout = TimeSpan.FromMilliseconds(700),
            GracePeriod = TimeSpan.FromMilliseconds(100),
        };
        VariantException failure = await Assert.ThrowsAsync<VariantException>(() => variant.RunAsync(s_task));
        Assert.Equal(FailureKind.Timeout, failure.Kind);
        Assert.Contains("0.7 s", failure.Message, StringComparison.Ordinal);
        Assert.Contains("started", failure.Message, StringComparison.Ordinal);
        Assert.Empty(Running(mark));
    }

    [Fact]
    public async Task What_is_left_behind_and_holds_the_pipe_is_ended_and_the_answer_stands()
    {
        string mark = Guid.NewGuid().ToString("N");
        ProcessVariant variant = new("/bin/sh", "-c", $"setsid python3 -c 'import time; time.sleep(600)' {mark} & echo 42") { DrainPeriod = TimeSpan.FromMilliseconds(100) };
        ProcessAnswer answer = await variant.RunAsync(s_task);
        Assert.Equal("42\n", answer.Text);
        // At least one: python3 may be a script that starts the real one.
        Assert.NotEqual(0, answer.LeftBehind);
        Assert.Empty(Running(mark));
    }

    [Fact]
    public async Task Cancelling_ends_it()
    {
        string mark = Guid.NewGuid().ToString("N");
        using CancellationTokenSource source = new();
        Task<ProcessAnswer> call = new ProcessVariant("python3", "-c", "import time; time.sleep(600)", mark).RunAsync(s_task, cancellation: source.Token);
        while (Running(mark).Length == 0) await Task.Delay(5);
        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        Assert.Empty(Running(mark));
    }

    [Fact]
    public async Task Nothing_of_a_call_is_left_in_the_temporary_folder()
    {
        ProcessAnswer answer = await Shell("pwd; touch junk").RunAsync(s_task);
        Assert.False(Directory.Exists(Path.GetDirectoryName(answer.Text.Trim())));
        await Assert.ThrowsAsync<InvalidOperationException>(() => Shell("echo 1 > out.txt", "out.txt").RunAsync(s_task, new VariantContext("i", 0, 1, 0)));
    }

    private static ProcessVariant Shell(string script, params string[] outputs) => new("/bin/sh", "-c", script) { OutputFiles = outputs };

    private static string[] Running(string mark) =>
    [
        .. Directory.EnumerateDirectories("/proc").Where(static folder => Path.GetFileName(folder).All(char.IsAsciiDigit)).Where(folder =>
        {
            try
            {
                return File.ReadAllText(Path.Combine(folder, "cmdline")).Split('\0').Contains(mark);
            }
            catch (IOException)
            {
                return false;
            }
        }),
    ];
}
