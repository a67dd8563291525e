using System.Text.Json;
using TrialKeep.Runtime.Codecs;
using TrialKeep.Runtime.Keys;
using TrialKeep.Storage.Files;
using TrialKeep.Storage.Journals;
using TrialKeep.Storage.Origins;
using TrialKeep.Storage.Redaction;

namespace TrialKeep.Storage.Runs;

/// <summary>run.json.</summary>
internal static class RunFile
{
    private static readonly string[] s_statuses = ["pending", "running", "completed", "failed", "cancelled"];

    public static void Write(StoreContext store, RunFolder run, RunInfo info) =>
        SystemErrors.Write(run.RunFile, () => WholeFile.Replace(store.Files, run.RunFile, Format(info, store.Redaction)));

    /// <exception cref="StoreException">There is no such run, or the file is damaged or newer.</exception>
    public static RunInfo Read(FileOperations files, RunFolder run)
    {
        byte[] content;
        try
        {
            content = WholeFile.Read(files, run.RunFile);
        }
        catch (Exception error) when (SystemErrors.IsMissing(error))
        {
            throw new StoreException(Problem.NotFound, $"The experiment '{run.Experiment}' has no run '{run.Id}'; list its runs for those it has.", run.Folder, cause: error);
        }
        catch (Exception error) when (SystemErrors.IsSystemError(error))
        {
            throw SystemErrors.Reading(run.RunFile, error);
        }

        try
        {
            return Parse(content, run);
        }
        catch (ExperimentDataException error)
        {
            throw new StoreException(Problem.Damaged, $"'{run.RunFile}' is damaged ({error.Problem.TrimEnd('.')}); restore it from a copy, the journals beside it are not touched.", run.RunFile, offset: error.Offset, cause: error);
        }
    }

    /// <summary>What is known of a run without the file.</summary>
    public static RunInfo Unknown(RunFolder run) => new(run.Id, run.Experiment, default, RunStatus.Pending, default, default, default, new("", 0, "", null), null, false);

    private static byte[] Format(RunInfo info, ITextRedaction? redaction)
    {
        JsonSpanWriter writer = JsonSpanWriter.Rent(shared: null);
        writer.Raw("{\"format\":"u8);
        writer.Value(SegmentHeader.NewestFormat);
        writer.Raw(",\"run\":"u8);
        writer.Value(info.Id.Text);
        writer.Raw(",\"experiment\":"u8);
        writer.Value(info.Experiment);
        writer.Raw(",\"manifest\":"u8);
        writer.Value(info.Manifest.ToString());
        writer.Raw(",\"status\":"u8);
        writer.Value(s_statuses[(int)info.Status]);
        writer.Raw(",\"reason\":"u8);
        writer.Value(info.Reason);
        writer.Raw(",\"created\":"u8);
        writer.Value(info.Created.ToUniversalTime());
        writer.Raw(",\"updated\":"u8);
        writer.Value(info.Updated.ToUniversalTime());
        writer.Raw(",\"fresh\":"u8);
        writer.Value(info.IsFresh);
        WriteCounts(ref writer, info.Counts);
        writer.Raw(",\"ends\":"u8);
        info.Ends.Write(ref writer);
        writer.Redaction = redaction;
        writer.Raw(",\"provenance\":"u8);
        ProvenanceJson.Write(ref writer, info.Provenance);
        writer.Raw(",\"configuration\":"u8);
        WriteConfiguration(ref writer, info.Configuration);
        byte[] content = CheckedObject.Close(writer.Written);
        writer.Return();
        return content;
    }

    private static void WriteCounts(ref JsonSpanWriter writer, RunCounts counts)
    {
        writer.Raw(",\"counts\":{\"planned\":"u8);
        writer.Value(counts.Planned);
        writer.Raw(",\"succeeded\":"u8);
        writer.Value(counts.Succeeded);
        writer.Raw(",\"failed\":"u8);
        writer.Value(counts.Failed);
        writer.Raw(",\"missing\":"u8);
        writer.Value(counts.Missing);
        if (counts.Erased > 0)
        {
            writer.Raw(",\"erased\":"u8);
            writer.Value(counts.Erased);
        }

        writer.Raw("}"u8);
    }

    // Secrets go by their names, whoever made the snapshot, and by the store's redactors.
    private static void WriteConfiguration(ref JsonSpanWriter writer, string? configuration)
    {
        if (configuration is null)
        {
            writer.Null();
            return;
        }

        string masked = Secrets.MaskJson(configuration);
        if (writer.Redaction is null)
        {
            writer.Raw(System.Text.Encoding.UTF8.GetBytes(masked));
            return;
        }

        using JsonDocument document = JsonDocument.Parse(masked);
        writer.Value(document.RootElement);
    }

    private static RunInfo Parse(ReadOnlySpan<byte> content, RunFolder run)
    {
        RunInfo info = Unknown(run);
        CheckedObject.Check(content);
        JsonSpanReader reader = new(content);
        reader.BeginObject();
        while (reader.NextMember(out ReadOnlySpan<byte> member))
        {
            if (member.SequenceEqual("format"u8)) CheckFormat(reader.ReadInteger<int>(), run.RunFile);
            else if (member.SequenceEqual("manifest"u8)) info = info with { Manifest = ReadDigest(ref reader) };
            else if (member.SequenceEqual("status"u8)) info = info with { Status = ReadStatus(ref reader) };
            else if (member.SequenceEqual("reason"u8)) info = info with { Reason = reader.TryNull() ? null : reader.ReadString() };
            else if (member.SequenceEqual("created"u8)) info = info with { Created = reader.ReadDateTimeOffset() };
            else if (member.SequenceEqual("updated"u8)) info = info with { Updated = reader.ReadDateTimeOffset() };
            else if (member.SequenceEqual("fresh"u8)) info = info with { IsFresh = reader.ReadBoolean() };
            else if (member.SequenceEqual("counts"u8)) info = info with { Counts = ReadCounts(ref reader) };
            else if (member.SequenceEqual("ends"u8)) info = info with { Ends = RunEnds.Read(ref reader) };
            else if (member.SequenceEqual("provenance"u8)) info = info with { Provenance = ProvenanceJson.Read(ref reader) };
            else if (member.SequenceEqual("configuration"u8)) info = info with { Configuration = reader.TryNull() ? null : System.Text.Encoding.UTF8.GetString(reader.ReadRaw()) };
            else reader.Skip();
        }

        reader.End();
        return info;
    }

    private static void CheckFormat(int format, string path)
    {
        if (format <= SegmentHeader.NewestFormat) return;
        throw new StoreException(Problem.NewerFormat, $"'{path}' has format {format}, which is newer than this program's {SegmentHeader.NewestFormat}; install a newer TrialKeep.", path);
    }

    private static Digest ReadDigest(ref JsonSpanReader reader)
    {
        string text = reader.ReadString();
        if (text.Length != Digest.Size * 2 || !LowerHex.Is(text)) throw reader.Error("A digest of 64 hexadecimal digits is expected here.");
        return new(Convert.FromHexString(text));
    }

    private static RunStatus ReadStatus(ref JsonSpanReader reader)
    {
        int status = Array.IndexOf(s_statuses, reader.ReadString());
        return status >= 0 ? (RunStatus)status : throw reader.Error("A status is expected here.");
    }

    private static RunCounts ReadCounts(ref JsonSpanReader reader)
    {
        RunCounts counts = default;
        reader.BeginObject();
        while (reader.NextMember(out ReadOnlySpan<byte> member))
        {
            if (member.SequenceEqual("planned"u8)) counts = counts with { Planned = reader.ReadInteger<int>() };
            else if (member.SequenceEqual("succeeded"u8)) counts = counts with { Succeeded = reader.ReadInteger<int>() };
            else if (member.SequenceEqual("failed"u8)) counts = counts with { Failed = reader.ReadInteger<int>() };
            else if (member.SequenceEqual("missing"u8)) counts = counts with { Missing = reader.ReadInteger<int>() };
            else if (member.SequenceEqual("erased"u8)) counts = counts with { Erased = reader.ReadInteger<int>() };
            else reader.Skip();
        }

        return counts;
    }
}
