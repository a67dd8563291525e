using System.ComponentModel;
using System.Diagnostics;
using System.Security.Cryptography;
using TrialKeep.Storage.Files;

namespace TrialKeep.Storage.Origins;

/// <summary>Finds the state of the repository around a folder. Only whether it is dirty is asked of git, which is stopped when it takes too long.</summary>
internal static class GitReader
{
    public static GitState? Read(string folder, string store, TimeSpan longest)
    {
        try
        {
            if (GitFolder.Around(folder) is not { } git) return null;
            (string? commit, string? branch) = git.Head();
            long started = Stopwatch.GetTimestamp();
            byte[]? status = Ask(git, ["status", "--porcelain", "-z", .. Except(git, store)], longest);
            if (status is null || status.Length == 0 || commit is null) return new(commit, branch, status is null ? null : status.Length > 0, null);
            byte[]? diff = Ask(git, ["diff", "--binary", "--no-ext-diff", "--no-textconv", "--no-color", "HEAD", .. Except(git, store)], longest - Stopwatch.GetElapsedTime(started));
            return new(commit, branch, true, diff is null ? null : Hash(status, diff));
        }
        catch (Exception error) when (SystemErrors.IsSystemError(error))
        {
            // A repository that can't be read is as good as none, and no reason to fail a run.
            return null;
        }
    }

    // The store changes with every run, and says nothing of the program.
    private static string[] Except(GitFolder git, string store)
    {
        string relative = Path.GetRelativePath(git.Root, store);
        return relative is "." || relative.StartsWith("..", StringComparison.Ordinal) || Path.IsPathRooted(relative)
            ? []
            : ["--", ":(top)", $":(top,exclude,literal){relative.Replace('\\', '/')}"];
    }

    private static string Hash(byte[] status, byte[] diff)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(status);
        hash.AppendData(diff);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static byte[]? Ask(GitFolder git, string[] arguments, TimeSpan longest)
    {
        if (longest <= TimeSpan.Zero) return null;
        ProcessStartInfo start = new("git") { WorkingDirectory = git.Root, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true, UseShellExecute = false };
        // It must neither write its index, nor ask, nor start what the repository names.
        foreach (string argument in (string[])["--no-optional-locks", "-c", "core.fsmonitor=false", .. arguments]) start.ArgumentList.Add(argument);
        start.Environment["GIT_TERMINAL_PROMPT"] = "0";
        try
        {
            using Process process = Process.Start(start)!;
            return Output(process, longest);
        }
        catch (Win32Exception)
        {
            // There is no git.
            return null;
        }
    }

    private static byte[]? Output(Process process, TimeSpan longest)
    {
        process.StandardInput.Close();
        using MemoryStream output = new();
        using CancellationTokenSource late = new(longest);
        try
        {
            Task errors = process.StandardError.BaseStream.CopyToAsync(Stream.Null, late.Token);
            process.StandardOutput.BaseStream.CopyToAsync(output, late.Token).GetAwaiter().GetResult();
            errors.GetAwaiter().GetResult();
            process.WaitForExitAsync(late.Token).GetAwaiter().GetResult();
            return process.ExitCode == 0 ? output.ToArray() : null;
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            return null;
        }
    }
}
