using Microsoft.Win32.SafeHandles;
using TrialKeep.Runtime.Codecs;
using TrialKeep.Storage.Files;
using TrialKeep.Storage.Journals;

namespace TrialKeep.Storage.Runs;

/// <summary>marks.json: beside run.json and under a lock of its own, so that marking a run and working on it never wait for each other.</summary>
internal static class MarksFile
{
    /// <exception cref="StoreException">The file is damaged or newer.</exception>
    public static RunMarks Read(FileOperations files, RunFolder run)
    {
        byte[] content;
        try
        {
            content = WholeFile.Read(files, run.MarksFile);
        }
        catch (Exception error) when (SystemErrors.IsMissing(error))
        {
            return RunMarks.None;
        }
        catch (Exception error) when (SystemErrors.IsSystemError(error))
        {
            throw SystemErrors.Reading(run.MarksFile, error);
        }

        try
        {
            return Parse(content, run.MarksFile);
        }
        catch (ExperimentDataException error)
        {
            throw new StoreException(Problem.Damaged, $"'{run.MarksFile}' is damaged ({error.Problem.TrimEnd('.')}); restore it from a copy, or delete it and mark the run again.", run.MarksFile, offset: error.Offset, cause: error);
        }
    }

    /// <summary>Changes the marks of a run that is there.</summary>
    /// <exception cref="StoreException">There is no such run, or the marks can't be read or written.</exception>
    public static RunMarks Change(StoreContext store, RunFolder run, Func<RunMarks, RunMarks> change)
    {
        RunFile.Read(store.Files, run);
        return SystemErrors.Write(run.MarksFile, () =>
        {
            using SafeFileHandle held = Lock(store, run);
            RunMarks before = Read(store.Files, run);
            RunMarks after = change(before);
            after = after with { Tags = [.. after.Tags.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)] };
            if (after.IsPinned == before.IsPinned && after.Tags.SequenceEqual(before.Tags)) return before;
            WholeFile.Replace(store.Files, run.MarksFile, Format(after));
            return after;
        });
    }

    /// <summary>Writes marks whatever those were that can't be read.</summary>
    /// <exception cref="StoreException">They can't be written.</exception>
    public static void Write(StoreContext store, RunFolder run, RunMarks marks) => SystemErrors.Write(run.MarksFile, () =>
    {
        using SafeFileHandle held = Lock(store, run);
        WholeFile.Replace(store.Files, run.MarksFile, Format(marks));
    });

    private static SafeFileHandle Lock(StoreContext store, RunFolder run) => LockWait.Until(store.Options.Time, () => store.Files.TryLock(run.MarksLock),
        seconds => new(Problem.Busy, $"Another process has been marking run '{run.Id}' for {seconds} s; stop it.", run.MarksLock));

    private static byte[] Format(RunMarks marks)
    {
        JsonSpanWriter writer = JsonSpanWriter.Rent(shared: null);
        writer.Raw("{\"format\":"u8);
        writer.Value(SegmentHeader.NewestFormat);
        writer.Raw(",\"pinned\":"u8);
        writer.Value(marks.IsPinned);
        writer.Raw(",\"tags\":"u8);
        TextArray.Write(ref writer, marks.Tags);
        byte[] content = CheckedObject.Close(writer.Written);
        writer.Return();
        return content;
    }

    private static RunMarks Parse(ReadOnlySpan<byte> content, string path)
    {
        RunMarks marks = RunMarks.None;
        CheckedObject.Check(content);
        JsonSpanReader reader = new(content);
        reader.BeginObject();
        while (reader.NextMember(out ReadOnlySpan<byte> member))
        {
            if (member.SequenceEqual("format"u8)) CheckFormat(reader.ReadInteger<int>(), path);
            else if (member.SequenceEqual("pinned"u8)) marks = marks with { IsPinned = reader.ReadBoolean() };
            else if (member.SequenceEqual("tags"u8)) marks = marks with { Tags = [.. TextArray.Read(ref reader)] };
            else reader.Skip();
        }

        reader.End();
        return marks;
    }

    private static void CheckFormat(int format, string path)
    {
        if (format <= SegmentHeader.NewestFormat) return;
        throw new StoreException(Problem.NewerFormat, $"'{path}' has format {format}, which is newer than this program's {SegmentHeader.NewestFormat}; install a newer TrialKeep.", path);
    }
}
