using System.Text;
using TrialKeep.Storage;
using TrialKeep.Storage.Artifacts;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Orchestration.Tests.Processes;

public sealed class AttachTests
{
    [Fact]
    public async Task A_run_keeps_what_its_processes_write_under_the_generation_that_wrote_it()
    {
        using Lab lab = new();
        ProcessVariant process = new("/bin/sh", "-c", "printf 'trace of '; cat | tee trace.txt; head -c 100000 /dev/zero >&2; test \"$(cat trace.txt)\" != 2") { OutputFiles = ["trace.txt", "absent.txt"] };
        lab.Answer = async (input, context, cancellation) =>
            new Reply { Text = (await process.RunAsync(Encoding.UTF8.GetBytes($"{input.Prompt.Number}"), context, cancellation)).Text };
        using Run<Question, Reply> run = await lab.RunAsync(lab.Experiment([Question(1), Question(2)], ["loud"]));

        using Store store = Storage.Store.Open(lab.Store);
        using RunReader reader = store.Experiment("lab").Read(store.Experiment("lab").LatestRun()!.Value);
        StoredArtifact[] artifacts = [.. reader.Artifacts.All()];
        // The failed one keeps its files, too.
        Assert.Equal(["stderr", "stderr", "trace.txt", "trace.txt"], artifacts.Select(static artifact => artifact.Name).Order(StringComparer.Ordinal));
        Assert.Equal(["1", "2"], artifacts.Where(static artifact => artifact.Name == "trace.txt").Select(Content).Order(StringComparer.Ordinal));
        Assert.Equal(100_000, artifacts.First(static artifact => artifact.Name == "stderr").Bytes);
        Assert.Equal(2, artifacts.Select(static artifact => artifact.Generation).Distinct().Count());
        Assert.Empty(store.Verify().Findings);

        string Content(StoredArtifact artifact)
        {
            using StreamReader text = new(reader.Artifacts.Open(artifact));
            return text.ReadToEnd();
        }
    }

    private static Question Question(int number) => TrialKeep.Orchestration.Tests.Question.Of(number);
}
