namespace TrialKeep.Generator.Tests.Locks;

/// <summary>The lock in real builds: processes, files, properties of MSBuild.</summary>
public sealed class LockBuildTests
{
    private const string Task = "[ExperimentTask(\"t\")] public sealed partial record T { [KeyPart] public required string Topic { get; init; } }\n";

    [Fact]
    public async Task A_lock_is_created_once_watches_and_is_accepted_anew()
    {
        using LockedProject project = new();
        project.Source(Task);
        await SucceedsAsync(project.BuildAsync());
        Assert.False(File.Exists(project.LockOf()), "An ordinary build creates no lock.");

        await SucceedsAsync(project.BuildAsync(accepts: true));
        string first = await File.ReadAllTextAsync(project.LockOf(), TestContext.Current.CancellationToken);
        Assert.Equal(Locked.TextOf("using TrialKeep;\n" + Task), first);
        DateTime written = File.GetLastWriteTimeUtc(project.LockOf());
        await SucceedsAsync(project.BuildAsync(accepts: true));
        Assert.Equal(written, File.GetLastWriteTimeUtc(project.LockOf()));
        await SucceedsAsync(project.BuildAsync(isCI: true));

        project.Source(Task.Replace("Topic", "Theme", StringComparison.Ordinal));
        await FailsAsync(project.BuildAsync(), "error TRK204: 'T.Theme' is \"Theme\" in the key and was \"Topic\"");
        await SucceedsAsync(project.BuildAsync(accepts: true));
        Assert.NotEqual(first, await File.ReadAllTextAsync(project.LockOf(), TestContext.Current.CancellationToken));
        await SucceedsAsync(project.BuildAsync());
    }

    [Fact]
    public async Task On_a_server_a_missing_entry_is_an_error()
    {
        using LockedProject project = new();
        project.Source(Task);
        await FailsAsync(project.BuildAsync(isCI: true), "error TRK210: 'T' is not in trialkeep.lock.json");
        await SucceedsAsync(project.BuildAsync(accepts: true));
        project.Source(Task + "[ExperimentRecord(\"r\")] public sealed partial record R { }");
        await SucceedsAsync(project.BuildAsync());
        await FailsAsync(project.BuildAsync(isCI: true), "error TRK210: 'R' is not in trialkeep.lock.json");
    }

    [Fact]
    public async Task A_project_without_schemas_or_with_the_lock_off_needs_none()
    {
        using LockedProject project = new();
        project.Source("public sealed class C;");
        await SucceedsAsync(project.BuildAsync(isCI: true));
        await SucceedsAsync(project.BuildAsync(accepts: true));
        Assert.False(File.Exists(project.LockOf()));
        project.Write("Subject", properties: "<TrialKeepLock>off</TrialKeepLock>");
        project.Source(Task);
        await SucceedsAsync(project.BuildAsync(isCI: true));
    }

    [Fact]
    public async Task Each_project_has_its_own_lock_and_any_text_survives()
    {
        using LockedProject project = new();
        const string Awkward = "[ExperimentTask(\"t\")] public sealed partial record T { [KeyPart(Name = \"a;b%20*/\\\\\\\"$(x)@(y)\\u00E9\\t\")] public int A { get; init; } }\n";
        project.Source(Awkward);
        project.Write("Upper", reference: "Subject");
        project.Source("[ExperimentRecord(\"upper\")] public sealed partial record Upper { public T? Task { get; init; } }", "Upper");
        await SucceedsAsync(project.BuildAsync("Upper", accepts: true));
        Assert.Equal(Locked.TextOf("using TrialKeep;\n" + Awkward), await File.ReadAllTextAsync(project.LockOf(), TestContext.Current.CancellationToken));
        string upper = await File.ReadAllTextAsync(project.LockOf("Upper"), TestContext.Current.CancellationToken);
        Assert.Contains(",\"upper\":{", upper, StringComparison.Ordinal);
        Assert.DoesNotContain(",\"t\":{", upper, StringComparison.Ordinal);
        await SucceedsAsync(project.BuildAsync("Upper", isCI: true));
    }

    private static async Task SucceedsAsync(Task<(int ExitCode, string Output)> build)
    {
        var (exitCode, output) = await build;
        Assert.True(exitCode == 0, output);
        Assert.DoesNotContain("warning", output.Replace("0 Warning(s)", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase);
    }

    private static async Task FailsAsync(Task<(int ExitCode, string Output)> build, string says)
    {
        var (exitCode, output) = await build;
        Assert.Equal(1, exitCode);
        Assert.Contains(says, output, StringComparison.Ordinal);
    }
}
