using TrialKeep.Runtime.Keys;
using TrialKeep.Storage.Crash.Tests.Kills;
using TrialKeep.Storage.Crash.Tests.Work;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Storage.Crash.Tests.Sweeps;

/// <summary>A store of some kilobytes that has one of everything: sealed and plain segments, scores, files, databases.</summary>
public static class SmallStore
{
    public const int Items = 5;
    private static readonly byte[] s_dataSet = "{\"id\":1}\n"u8.ToArray();

    public static async Task WriteAsync(string folder)
    {
        using Store store = Store.Open(folder, new() { SegmentBytes = 1400, SealFrom = long.MaxValue });
        StoredExperiment experiment = store.Experiment(Child.Experiment);
        RunId run;
        await using (RunSession session = experiment.Begin(Corpus.Manifest(Items), Corpus.Start))
        {
            run = session.Id;
            Job.Do(session, null, 0, [0, 1], static _ => { });
        }

        experiment.Seal(run);
        await using (RunSession session = experiment.Continue(run, Corpus.Start))
        {
            Job.Do(session, null, 0, [2, 3], static _ => { });
            session.DataSet(new("rows", Digest.Of(s_dataSet), s_dataSet.Length, 1));
            session.Writer.Checkpoint("state", new byte[] { 1, 2, 3 });
        }

        experiment.Pin(run);
        experiment.Tag(run, "small");
        await using RunSession shared = experiment.Continue(run, Corpus.Start with { Shared = true });
        shared.Claims.TryClaim(Corpus.Generation(4));
        // As if it had been killed: the claims stay.
        Copy(folder, folder + ".copy");
        await shared.DisposeAsync();
        Directory.Delete(folder, recursive: true);
        Directory.Move(folder + ".copy", folder);
    }

    /// <summary>Every file that has content, sorted; without lock files.</summary>
    public static string[] Files(string folder) =>
        [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(static file => !file.EndsWith(".lock", StringComparison.Ordinal) && new FileInfo(file).Length > 0).Order(StringComparer.Ordinal)];

    /// <summary>The files as they are at this moment, as a crash leaves them: nobody holds their locks.</summary>
    public static void Copy(string from, string to)
    {
        while (!TryCopy(from, to)) Directory.Delete(to, recursive: true);
    }

    // False when a file was renamed or deleted meanwhile: such a copy is of no moment.
    private static bool TryCopy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (string folder in Directory.EnumerateDirectories(from, "*", SearchOption.AllDirectories)) Directory.CreateDirectory(to + folder[from.Length..]);
        foreach (string file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            try
            {
                // A lock that is held can't be read; an empty file serves.
                if (file.EndsWith(".lock", StringComparison.Ordinal)) File.WriteAllBytes(to + file[from.Length..], []);
                else File.Copy(file, to + file[from.Length..]);
            }
            catch (FileNotFoundException)
            {
                return false;
            }
        }

        return true;
    }
}
