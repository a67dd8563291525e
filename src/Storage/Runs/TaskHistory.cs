using TrialKeep.Runtime.Codecs;
using TrialKeep.Runtime.Keys;
using TrialKeep.Storage.Files;
using TrialKeep.Storage.Indexes;
using TrialKeep.Storage.Journals;

namespace TrialKeep.Storage.Runs;

/// <summary>The versions of a task in one journal: lines of one content that follow each other are one version.</summary>
internal static class TaskHistory
{
    public static List<TaskVersion> Read(FileOperations files, RunFolder run, RunIndex index, KeyId task, SharedContent shared)
    {
        List<TaskVersion> versions = [];
        if (!index.Tasks.TryGet(task, out _)) return versions;
        foreach (TaskVersion? version in SideScan.Read<TaskVersion?>(files, run, index, LineKind.Task, Reader(task, shared)))
        {
            if (version is not null && (versions.Count == 0 || !version.Task.Json.Span.SequenceEqual(versions[^1].Task.Json.Span))) versions.Add(version);
        }

        return versions;
    }

    private static SideScan.ReadLine<TaskVersion?> Reader(KeyId task, SharedContent shared) =>
        (ReadOnlySpan<byte> line, int body, in RecordReference reference, out TaskVersion? version) =>
        {
            version = null;
            if (!SharedLines.TryKeyed(line, body, out KeyId key, out _)) return false;
            if (key == task) version = Parse(line, key, reference, shared);
            return true;
        };

    private static TaskVersion Parse(ReadOnlySpan<byte> line, KeyId key, in RecordReference reference, SharedContent shared)
    {
        string schemaId = "";
        string item = "";
        byte[] json = [];
        DateTimeOffset? revised = null;
        JsonSpanReader reader = new(line);
        reader.BeginObject();
        while (reader.NextMember(out ReadOnlySpan<byte> member))
        {
            if (member.SequenceEqual("key"u8)) schemaId = reader.ReadString()[..^(KeyId.TextLength + 1)];
            else if (member.SequenceEqual("item"u8)) item = reader.ReadString();
            else if (member.SequenceEqual("revised"u8)) revised = reader.ReadDateTimeOffset();
            else if (member.SequenceEqual("task"u8)) json = reader.ReadRaw().ToArray();
            else reader.Skip();
        }

        return new(new(key, schemaId, item, json, shared), reference, revised);
    }
}
