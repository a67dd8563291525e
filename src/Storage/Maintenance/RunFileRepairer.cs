using TrialKeep.Storage.Files;
using TrialKeep.Storage.Indexes;
using TrialKeep.Storage.Journals;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Storage.Maintenance;

/// <summary>Makes run.json anew when it can't be read, and brings its counts down to what the journal still has.</summary>
internal sealed class RunFileRepairer(StoreContext store, RunFolder run, RecordPlaces places, RepairLog log)
{
    /// <summary>What it says; null when it can't be read.</summary>
    /// <exception cref="StoreException">It is of a newer format, or the device fails.</exception>
    public RunInfo? Read()
    {
        if (!File.Exists(run.RunFile)) return null;
        try
        {
            RunInfo info = RunFile.Read(store.Files, run);
            return CheckedObject.EndsSpoilt(SystemErrors.Read(run.RunFile, () => WholeFile.Read(store.Files, run.RunFile))) ? null : info;
        }
        catch (StoreException error) when (error.Problem == Problem.Damaged)
        {
            return null;
        }
    }

    /// <param name="info">What it says; null when it can't be read.</param>
    /// <param name="manifest">The run's generations; null when they are not known.</param>
    /// <exception cref="StoreException">The journal can't be read, or the file can't be written.</exception>
    public void Repair(RunInfo? info, Manifest? manifest)
    {
        if (manifest is null)
        {
            if (info is null) log.GiveUp(run.RunFile, "It can't be read, and neither can the manifest; restore one of them from a copy, the journals beside them are not touched.");
            return;
        }

        if (info is null) MakeAnew(manifest);
        else Recount(ForgetEnds(info), manifest);
    }

    private void MakeAnew(Manifest manifest)
    {
        RunCounts counts = CountsOf(manifest);
        DateTimeOffset now = store.Options.Time.GetUtcNow();
        bool isWhole = counts.Succeeded == counts.Planned;
        bool isFresh = File.Exists(run.RunFile) && SystemErrors.Read(run.RunFile, () => WholeFile.Read(store.Files, run.RunFile)).AsSpan().IndexOf("\"fresh\":true"u8) >= 0;
        RunInfo made = RunFile.Unknown(run) with
        {
            Manifest = manifest.Digest,
            Status = isWhole ? RunStatus.Completed : RunStatus.Failed,
            Reason = isWhole ? null : "run.json was made anew by repair, from the manifest and the journal.",
            Created = run.Id.Created,
            Updated = now,
            Counts = counts,
            IsFresh = isFresh,
        };
        log.Replace(RepairKind.MadeAnew, run.RunFile, "It can't be read, and is made anew from the manifest and the journal; its provenance and its configuration are lost.", () => RunFile.Write(store, run, made));
    }

    // Of a writer's stream without a segment nothing is left that a gap could stand in.
    private RunInfo ForgetEnds(RunInfo info)
    {
        RunEnds ends = info.Ends;
        foreach (string name in info.Ends.Streams)
        {
            StreamName stream = name == run.Journal.Name ? run.Journal : new(run.Id.Text, name, Path.Combine(run.EvaluationsFolder, name));
            HashSet<string> writers = [.. SegmentName.List(stream).Select(static segment => segment.Writer)];
            foreach (string writer in info.Ends.Writers(name).Where(writer => !writers.Contains(writer)))
            {
                log.Add(new(RepairKind.MadeAnew, run.RunFile, FormattableString.Invariant($"It says that writer {writer} had {info.Ends.Of(name, writer)} lines in '{name}', of which nothing is left: it says so no more.")));
                ends = ends.Without(name, writer);
            }
        }

        if (ends.Equals(info.Ends)) return info;
        RunInfo repaired = info with { Ends = ends };
        if (!log.IsDry) RunFile.Write(store, run, repaired);
        return repaired;
    }

    // A run that has ended says how much succeeded: what is lost of that is to be done again.
    private void Recount(RunInfo info, Manifest manifest)
    {
        if (info.Status is not (RunStatus.Completed or RunStatus.Failed or RunStatus.Cancelled)) return;
        RunCounts counts = CountsOf(manifest);
        if (counts.Succeeded >= info.Counts.Succeeded) return;
        RunInfo recounted = info with { Counts = counts, Updated = store.Options.Time.GetUtcNow() };
        if (info.Status == RunStatus.Completed) recounted = recounted with { Status = RunStatus.Failed, Reason = FormattableString.Invariant($"Repair found that {info.Counts.Succeeded - counts.Succeeded} of the results are lost; run it again to make them anew.") };
        log.Add(new(RepairKind.MadeAnew, run.RunFile, FormattableString.Invariant($"It counts {info.Counts.Succeeded} generations that succeeded, and the journal has {counts.Succeeded}: it says so now, and the next call makes the others again.")));
        if (!log.IsDry) RunFile.Write(store, run, recounted);
    }

    // Of a reuse only whether its record is there counts, which repair has seen to.
    private RunCounts CountsOf(Manifest manifest)
    {
        using RunIndex index = RunIndex.Read(store.Files, run);
        int succeeded = 0, failed = 0;
        foreach (ManifestEntry entry in manifest.Entries)
        {
            if (!index.TryGet(entry.Key, out StoredGeneration found)) continue;
            if (found.Succeeded && (!found.IsReuse || places.Contains(found.Reference))) succeeded++;
            else if (!found.Succeeded) failed++;
        }

        return new(manifest.Entries.Count, succeeded, failed, manifest.Entries.Count - succeeded - failed);
    }
}
