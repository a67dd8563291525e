using System.Collections;
using System.Diagnostics;
using System.Runtime.InteropServices;
using TrialKeep.Storage.Redaction;
using TrialKeep.Storage.Origins;
using TrialKeep.Storage.Runs;
using TrialKeep.Storage.Tests.Samples;

namespace TrialKeep.Storage.Tests.Origins;

public sealed class ProvenanceTests : IDisposable
{
    private static readonly TimeSpan s_longest = TimeSpan.FromMinutes(1);
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task An_ended_run_says_where_it_ran_and_nothing_secret()
    {
        using Store store = Store.Open(_folder.Store, new() { UseSqlite = false });
        RunStart start = Corpus.Start with { Configuration = """{ "model": "x", "apiKey": "abc", "nested": {"password": {"a": 1}, "url": "https://me:pw@host/"}, "maxTokens": 5 }""", CommandLine = "run --x sk-abcdefghijklmnop1234" };
        RunId run;
        await using (RunSession session = store.Experiment("sums").Begin(Corpus.Manifest(1), start))
        {
            run = session.Id;
            session.SetStatus(RunStatus.Failed, new(1, 0, 0, 1));
        }

        RunInfo info = store.Experiment("sums").Info(run);
        Assert.Equal("""{ "model": "x", "apiKey": "***", "nested": {"password": "***", "url": "https://***@host/"}, "maxTokens": 5 }""", info.Configuration);
        Assert.Equal("run --x ***", info.Provenance.CommandLine);
        Assert.Equal(RuntimeInformation.FrameworkDescription, info.Provenance.Framework);
        Machine machine = Assert.IsType<Machine>(info.Provenance.Hardware);
        Assert.Equal((Environment.ProcessorCount, RuntimeInformation.OSDescription), (machine.Cores, machine.OperatingSystem));
        Assert.True(machine.MemoryBytes > 1 << 20);
        Assert.Equal("3.2.2", info.Provenance.Packages["xunit.v3"]);
        Assert.Equal(TimeZoneInfo.Local.Id, info.Provenance.Environment["timeZone"]);
    }

    [Fact]
    public void Git_tells_commit_branch_and_a_hash_of_what_differs()
    {
        string work = Directory.CreateDirectory(Path.Combine(_folder.Path, "work")).FullName;
        if (!Git(work, "init", "-q", "-b", "topic/one")) Assert.Skip("There is no git.");
        GitState unborn = GitReader.Read(work, _folder.Store, s_longest)!;
        Assert.Equal((null, "topic/one"), (unborn.Commit, unborn.Branch));
        File.WriteAllText(Path.Combine(work, "a.txt"), "1\n");
        Git(work, "add", ".");
        Git(work, "-c", "user.name=a", "-c", "user.email=a@b", "commit", "-qm", "one");
        GitState clean = GitReader.Read(Directory.CreateDirectory(Path.Combine(work, "inner")).FullName, _folder.Store, s_longest)!;
        Assert.Equal(("topic/one", false, null), (clean.Branch, clean.IsDirty, clean.DiffHash));
        Assert.Equal(40, clean.Commit!.Length);

        File.WriteAllText(Path.Combine(work, "a.txt"), "2\n");
        GitState dirty = GitReader.Read(work, _folder.Store, s_longest)!;
        Assert.Equal((clean.Commit, true), (dirty.Commit, dirty.IsDirty));
        File.WriteAllText(Path.Combine(work, "a.txt"), "3\n");
        Assert.NotEqual(dirty.DiffHash, GitReader.Read(work, _folder.Store, s_longest)!.DiffHash);
        File.WriteAllText(Path.Combine(work, "a.txt"), "2\n");
        Assert.Equal(dirty, GitReader.Read(work, _folder.Store, s_longest));
        Assert.Null(GitReader.Read(work, _folder.Store, TimeSpan.Zero)!.IsDirty);

        // A work tree of its own, a detached head, packed references, and a store inside that is no change.
        Git(work, "checkout", "-q", "a.txt");
        string tree = Path.Combine(_folder.Path, "tree");
        Git(work, "worktree", "add", "-q", "-b", "two", tree);
        Git(work, "pack-refs", "--all");
        Assert.Equal(clean with { Branch = "two" }, GitReader.Read(tree, _folder.Store, s_longest));
        Git(tree, "checkout", "-q", "--detach");
        string store = Directory.CreateDirectory(Path.Combine(tree, "store")).FullName;
        File.WriteAllText(Path.Combine(store, "trialkeep.json"), "{}");
        Assert.Equal(clean with { Branch = null }, GitReader.Read(tree, store, s_longest));
        Assert.True(GitReader.Read(tree, _folder.Store, s_longest)!.IsDirty);
        Assert.Null(GitReader.Read(_folder.Path, _folder.Store, s_longest));
    }

    [Theory]
    [InlineData("Bearer abcdefghijklmnop", "Bearer ***")]
    [InlineData("x ghp_abcdefghijklmnopqrstuv y", "x *** y")]
    [InlineData("Server=a;Password=hunter2;Database=b", "Server=a;Password=***;Database=b")]
    [InlineData("eyJhbGciOiJIUzI1.eyJzdWIiOiIxMjM0.abc-_1", "***")]
    [InlineData("AKIAABCDEFGHIJKLMNOP", "***")]
    [InlineData("postgres://me:pw@host/db", "postgres://***@host/db")]
    [InlineData("task-force ask-me maxTokens=5", "task-force ask-me maxTokens=5")]
    public void Secrets_are_known_by_their_form(string text, string masked) => Assert.Equal(masked, Secrets.MaskText(text, []));

    [Fact]
    public void The_values_of_variables_that_are_named_like_secrets_are_masked_wherever_they_stand()
    {
        Hashtable variables = new() { ["MY_API_KEY"] = "correct-horse", ["MY_TOKEN"] = "short", ["HOME"] = "battery-staple", ["SSH_KEY"] = "/home/me/.ssh/id" };
        Assert.Equal("say *** to battery-staple", Secrets.MaskText("say correct-horse to battery-staple", [.. Secrets.ValuesIn(variables)]));
    }

    [Fact]
    public void Graphics_processors_are_read_from_the_kernels_folders()
    {
        string cards = Path.Combine(_folder.Path, "drm");
        string device = Directory.CreateDirectory(Path.Combine(cards, "card0", "device")).FullName;
        Directory.CreateDirectory(Path.Combine(cards, "card0-HDMI-A-1"));
        File.WriteAllText(Path.Combine(device, "vendor"), "0x10de\n");
        File.WriteAllText(Path.Combine(device, "device"), "0x2684\n");
        string nvidia = Path.Combine(_folder.Path, "gpus");
        Assert.Equal(["pci 10de:2684"], Machine.GpusHere(nvidia, cards));
        File.WriteAllText(Path.Combine(Directory.CreateDirectory(Path.Combine(nvidia, "0000:01:00.0")).FullName, "information"), "Model: \t NVIDIA RTX\nIRQ: 1\n");
        Assert.Equal(["NVIDIA RTX"], Machine.GpusHere(nvidia, cards));
        Assert.Empty(Machine.GpusHere(Path.Combine(_folder.Path, "no"), Path.Combine(_folder.Path, "no")));
    }

    private static bool Git(string folder, params string[] arguments)
    {
        try
        {
            using Process git = Process.Start(new ProcessStartInfo("git", arguments) { WorkingDirectory = folder })!;
            git.WaitForExit();
            return git.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
