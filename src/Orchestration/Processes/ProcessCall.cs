using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using TrialKeep.Storage.Artifacts;

namespace TrialKeep.Orchestration.Processes;

/// <summary>One run of a process, from its start until nothing of it is left.</summary>
internal sealed class ProcessCall(ProcessVariant variant, CallFolder folder, VariantContext? context)
{
    private readonly CommandText _text = new(variant);
    private readonly OutputStream _output = new(folder.Output);
    private readonly OutputStream _error = new(folder.Error);
    private readonly string _mark = Guid.NewGuid().ToString("N");

    public async Task<ProcessAnswer> RunAsync(ReadOnlyMemory<byte> task, CancellationToken cancellation)
    {
        if (variant.Input == ProcessInput.File) await File.WriteAllBytesAsync(folder.Task, task, cancellation).ConfigureAwait(false);
        long start = Stopwatch.GetTimestamp();
        using Process process = Start();
        ProcessTree tree = new(process, _mark);
        bool ended;
        TimeSpan elapsed;
        int left;
        try
        {
            using CancellationTokenSource reading = new();
            // Nothing of this waits for anything else: a process may read, write and write errors in any order.
            Task[] streams =
            [
                _output.ReadAsync(process.StandardOutput.BaseStream, reading.Token),
                _error.ReadAsync(process.StandardError.BaseStream, reading.Token),
                FeedAsync(process, task, reading.Token),
            ];
            ended = await WaitAsync(process, tree, cancellation).ConfigureAwait(false);
            elapsed = Stopwatch.GetElapsedTime(start);
            left = await FinishAsync(tree, streams, reading, drains: ended).ConfigureAwait(false);
        }
        catch
        {
            tree.End();
            throw;
        }

        cancellation.ThrowIfCancellationRequested();
        if ((_output.Failure ?? _error.Failure) is { } failure) throw new IOException($"What '{_text.Command}' wrote could not be kept: {failure.Message}", failure);
        List<StoredArtifact> artifacts = await KeepAsync(cancellation).ConfigureAwait(false);
        if (!ended) throw new VariantException(FailureKind.Timeout, $"'{_text.Command}' took longer than {CommandText.Seconds(variant.Timeout!.Value)} and was ended{_text.LastLines(_error.Tail())}");
        if (process.ExitCode != 0) throw new VariantException(FailureKind.ExitCode, string.Create(CultureInfo.InvariantCulture, $"'{_text.Command}' ended with code {process.ExitCode}{_text.LastLines(_error.Tail())}"));
        byte[] result = await ResultAsync(cancellation).ConfigureAwait(false);
        return new() { Result = result, Error = _text.Mask(_error.Tail()), Elapsed = elapsed, LeftBehind = left, Artifacts = artifacts };
    }

    private Process Start()
    {
        ProcessStartInfo start = new(variant.Command)
        {
            UseShellExecute = false,
            CreateNoWindow = true,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = variant.WorkingFolder ?? folder.Work,
        };
        foreach (string argument in variant.Arguments) start.ArgumentList.Add(folder.Expand(argument));
        SetVariables(start.Environment);
        try
        {
            return Process.Start(start) ?? throw new VariantException(FailureKind.NotStarted, $"'{_text.Command}' could not be started.");
        }
        catch (Exception error) when (error is Win32Exception or IOException or InvalidOperationException)
        {
            throw new VariantException(FailureKind.NotStarted, $"'{_text.Command}' could not be started: {_text.Mask(error.Message)}", error);
        }
    }

    private void SetVariables(IDictionary<string, string?> variables)
    {
        if (!variant.InheritsVariables)
        {
            variables.TryGetValue("PATH", out string? path);
            variables.Clear();
            if (path is not null) variables["PATH"] = path;
        }

        foreach ((string name, string? value) in variant.Variables)
        {
            if (value is null) variables.Remove(name);
            else variables[name] = folder.Expand(value);
        }

        variables[ProcessTree.MarkName] = _mark;
    }

    private async Task FeedAsync(Process process, ReadOnlyMemory<byte> task, CancellationToken cancellation)
    {
        try
        {
            Stream input = process.StandardInput.BaseStream;
            await using (input.ConfigureAwait(false))
            {
                if (variant.Input == ProcessInput.StandardInput) await input.WriteAsync(task, cancellation).ConfigureAwait(false);
            }
        }
        catch (IOException)
        {
            // It ended, or closed its input, before it had read everything: it need not read its task, and its exit code says whether that is a fault.
        }
    }

    // False when it took too long. A cancelled one is told apart by the caller's token.
    private async Task<bool> WaitAsync(Process process, ProcessTree tree, CancellationToken cancellation)
    {
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        if (variant.Timeout is { } timeout) limit.CancelAfter(timeout);
        if (await EndsAsync(process, limit.Token).ConfigureAwait(false)) return true;
        tree.Ask();
        using CancellationTokenSource grace = new(variant.GracePeriod);
        if (!await EndsAsync(process, grace.Token).ConfigureAwait(false))
        {
            tree.End();
            await process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
        }

        return false;
    }

    // The end of the process alone: the pipes may be held by what it has left behind, and are read by themselves.
    private static async Task<bool> EndsAsync(Process process, CancellationToken limit)
    {
        try
        {
            await process.WaitForExitAsync(limit).ConfigureAwait(false);
            return true;
        }
        catch (OperationCanceledException)
        {
            return process.HasExited;
        }
    }

    // What was left behind may write to its end; then it is ended, and so are the pipes, whoever holds them.
    private async Task<int> FinishAsync(ProcessTree tree, Task[] streams, CancellationTokenSource reading, bool drains)
    {
        Task all = Task.WhenAll(streams);
        if (drains) await Task.WhenAny(all, Task.Delay(variant.DrainPeriod, CancellationToken.None)).ConfigureAwait(false);
        int left = tree.End();
        await Task.WhenAny(all, Task.Delay(variant.DrainPeriod, CancellationToken.None)).ConfigureAwait(false);
        await reading.CancelAsync().ConfigureAwait(false);
        try
        {
            await all.ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (reading.IsCancellationRequested)
        {
            // Somebody who can't be found holds the other end; what came until now is what there is.
        }

        return left;
    }

    private async Task<byte[]> ResultAsync(CancellationToken cancellation)
    {
        string what = variant.ReadsResultFile ? "result file" : "standard output";
        if (variant.ReadsResultFile && !File.Exists(folder.Result))
            throw new VariantException(FailureKind.InvalidResponse, $"'{_text.Command}' ended with code 0 and wrote no result file; its path is given as {{result}}.");
        FileStream stream = variant.ReadsResultFile ? new(folder.Result, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0) : _output.Open();
        await using (stream.ConfigureAwait(false))
        {
            if (stream.Length > variant.LongestResult)
                throw new VariantException(FailureKind.InvalidResponse, string.Create(CultureInfo.InvariantCulture, $"The {what} of '{_text.Command}' has {stream.Length} bytes, more than the {variant.LongestResult} that a result may have; let it write an output file instead, or allow more."));
            byte[] bytes = new byte[stream.Length];
            await stream.ReadExactlyAsync(bytes, cancellation).ConfigureAwait(false);
            return bytes;
        }
    }

    private async Task<List<StoredArtifact>> KeepAsync(CancellationToken cancellation)
    {
        List<StoredArtifact> kept = [];
        if (context is null) return kept;
        if (_output.Length > variant.LongestInline) kept.Add(await KeepAsync("stdout", _output.Open(), cancellation).ConfigureAwait(false));
        if (_error.Length > variant.LongestInline) kept.Add(await KeepAsync("stderr", _error.Open(), cancellation).ConfigureAwait(false));
        foreach (string file in variant.OutputFiles)
        {
            string path = Path.GetFullPath(Path.Combine(variant.WorkingFolder ?? folder.Work, folder.Expand(file)));
            if (File.Exists(path)) kept.Add(await KeepAsync(Path.GetFileName(path), new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0), cancellation).ConfigureAwait(false));
        }

        return kept;
    }

    private async Task<StoredArtifact> KeepAsync(string name, FileStream content, CancellationToken cancellation)
    {
        await using (content.ConfigureAwait(false)) return await context!.AttachAsync(name, content, cancellation: cancellation).ConfigureAwait(false);
    }
}
