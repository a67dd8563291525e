using TrialKeep.Runtime.Codecs;
using TrialKeep.Runtime.Keys;
using TrialKeep.Storage.Files;
using TrialKeep.Storage.Journals;
using TrialKeep.Storage.Maintenance;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Storage.Transfer;

/// <summary>
/// Writes the journal and the evaluations of a run into another store. What names records that are not there is changed: reuse lines go, because the records themselves come, and scores name
/// those. Everything else keeps its bytes.
/// </summary>
internal sealed class CopiedStreams(StoreContext source, StoreContext target, RunFolder from, RunFolder to, ReusedRecords reused, CancellationToken cancellation)
{
    /// <exception cref="StoreException">Something can't be read or written, or is damaged.</exception>
    public void Write()
    {
        foreach ((SegmentName name, List<byte[]> lines) in reused.Segments(to.Journal)) WriteAt(name.Path, lines.Select(static line => (ReadOnlyMemory<byte>)line));
        foreach (StreamName stream in from.Streams())
        {
            foreach (SegmentName segment in SegmentName.List(stream)) Write(segment);
        }
    }

    private void Write(SegmentName segment)
    {
        cancellation.ThrowIfCancellationRequested();
        SegmentEdit edit = SegmentEdit.Read(source.Files, segment, Judge);
        if (edit.Damage.Lines is [var bad, ..]) throw new StoreException(Problem.Damaged, $"'{bad.File}' is damaged at line {bad.Line} ({bad.Reason.TrimEnd('.')}); repair the run before it is moved.", bad.File, bad.Line, bad.Offset);
        string path = Path.Combine(to.Folder, Path.GetRelativePath(from.Folder, segment.ListedPath));
        if (edit.IsChange) WriteAt(Path.Combine(to.Folder, Path.GetRelativePath(from.Folder, segment.Path)), edit.Content(source.Files));
        else FileCopy.Write(source.Files, segment.ListedPath, target.Files, path);
    }

    private void WriteAt(string path, IEnumerable<ReadOnlyMemory<byte>> pieces) => SystemErrors.Write(path, () =>
    {
        DurableFolder.Create(target.Files, Path.GetDirectoryName(path)!);
        WholeFile.Replace(target.Files, path, pieces);
    });

    private LineVerdict Judge(SegmentReader reader)
    {
        if (reader.Kind is not (LineKind.Reuse or LineKind.Score)) return LineVerdict.Keep;
        int at = reader.Body;
        if (!ReuseLine.TryKey(reader.Line, ref at, out KeyId key) || !RecordPlace.TryRead(reader.Line, at, out RecordReference record)) return LineVerdict.Keep;
        if (record.Run == from.Id) return LineVerdict.Keep;
        if (reader.Kind == LineKind.Score && reused.Moved.TryGetValue(record, out RecordReference own)) return LineVerdict.Replace(LineKind.Score, Renamed(reader, key, at, own));
        // What is left is no result: another line counts.
        return !reused.Moved.ContainsKey(record) && reused.IsThere(key, record) ? LineVerdict.Keep : LineVerdict.TakeOut(GapCause.Superseded);
    }

    private static byte[] Renamed(SegmentReader reader, KeyId key, int at, RecordReference record)
    {
        ReadOnlySpan<byte> line = reader.Line;
        ReuseLine.TryReference(line, ref at, out _, out _, out _);
        JsonSpanWriter body = JsonSpanWriter.Rent(shared: null);
        try
        {
            ReuseLine.Write(ref body, key, record);
            body.Raw(line[at..^Line.SuffixLength]);
            return body.Written.ToArray();
        }
        finally
        {
            body.Return();
        }
    }
}
