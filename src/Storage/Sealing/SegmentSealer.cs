using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;
using TrialKeep.Runtime.Keys;
using TrialKeep.Storage.Files;
using TrialKeep.Storage.Journals;

namespace TrialKeep.Storage.Sealing;

/// <summary>
/// Seals one segment: the sealed file is written aside, flushed and read back whole before it gets its name, and only when the name is
/// durable the plain file is deleted. Whatever fails in between leaves one of the two whole, and the next sealer finishes. A segment with
/// damage or an unfinished end stays plain. The caller holds the lock of the segment's writer.
/// </summary>
/// <param name="files">The file operations.</param>
/// <param name="cancellation">Ends it.</param>
/// <param name="pause">Called after each piece; null for none.</param>
internal sealed class SegmentSealer(FileOperations files, CancellationToken cancellation, Action? pause = null)
{
    /// <summary>Seals a segment.</summary>
    /// <exception cref="StoreException">It can't be read or written.</exception>
    /// <exception cref="OperationCanceledException">It was ended; nothing has changed.</exception>
    public void Seal(SegmentName name, SealLog log)
    {
        ClearAway(name);
        if (!File.Exists(name.Path)) return;
        SurveyedSegment survey = SurveyedSegment.Read(files, name);
        if (survey.Obstacle is { } obstacle)
        {
            log.Leave(name.Path, obstacle);
            return;
        }

        if (File.Exists(name.SealedPath) && IsSameAs(name, survey))
        {
            Unlink(name);
            log.Add(survey.Bytes, new FileInfo(name.SealedPath).Length);
            return;
        }

        string aside = Aside(name);
        (Seal seal, byte[] line, long length) = SystemErrors.Write(aside, () => WriteAside(name, aside, survey));
        if (WrongAside(name, aside, seal, line) is { } wrong)
        {
            ClearAway(name);
            log.Leave(name.Path, $"what was written could not be read back ({wrong}); check the device");
            return;
        }

        SystemErrors.Write(name.SealedPath, () =>
        {
            files.Replace(aside, name.SealedPath);
            files.FlushFolder(name.Stream.Folder);
        });
        Unlink(name);
        log.Add(survey.Bytes, length);
    }

    private static string Aside(SegmentName name) => name.SealedPath + ".tmp";

    // What a killed sealer left means nothing.
    private void ClearAway(SegmentName name)
    {
        string aside = Aside(name);
        if (File.Exists(aside)) SystemErrors.Write(aside, () => files.Delete(aside));
    }

    private void Unlink(SegmentName name) => SystemErrors.Write(name.Path, () =>
    {
        files.Delete(name.Path);
        files.FlushFolder(name.Stream.Folder);
    });

    // A sealer was stopped between giving the sealed file its name and deleting the plain one; or somebody unpacked it.
    private bool IsSameAs(SegmentName name, SurveyedSegment survey)
    {
        Seal seal = SystemErrors.Read(name.Path, () =>
        {
            using SafeFileHandle plain = files.OpenRead(name.Path);
            return Copy(plain, survey, static (_, _) => { });
        });
        if (Wrong(name.SealedPath, seal, seal.ToLine(survey.LastSequence, name.Salt)) is not null) return false;
        // The name may not be durable yet, and the plain file goes next.
        SystemErrors.Write(name.SealedPath, () => files.FlushFolder(name.Stream.Folder));
        return true;
    }

    private string? WrongAside(SegmentName name, string aside, Seal seal, byte[] line)
    {
        try
        {
            return Wrong(aside, seal, line);
        }
        catch (OperationCanceledException)
        {
            ClearAway(name);
            throw;
        }
    }

    private string? Wrong(string path, Seal seal, byte[] line) => SystemErrors.Read(path, () => SealCheck.Compare(files, path, seal, line, cancellation));

    private (Seal Seal, byte[] Line, long Length) WriteAside(SegmentName name, string aside, SurveyedSegment survey)
    {
        using SafeFileHandle plain = files.OpenRead(name.Path);
        try
        {
            using SafeFileHandle target = files.CreateNew(aside);
            using SealedFileWriter writer = new(files, target);
            Seal seal = Copy(plain, survey, writer.Add);
            byte[] line = seal.ToLine(survey.LastSequence, name.Salt);
            writer.Add(line, lines: 1);
            return (seal, line, writer.Finish());
        }
        catch (Exception error) when (SystemErrors.IsSystemError(error) || error is OperationCanceledException)
        {
            files.Delete(aside);
            throw;
        }
    }

    private Seal Copy(SafeFileHandle plain, SurveyedSegment survey, TakePiece take)
    {
        LinePieces pieces = new(files, plain, survey.Bytes);
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        long lines = 0;
        while (pieces.Next() is { IsEmpty: false } piece)
        {
            cancellation.ThrowIfCancellationRequested();
            int count = piece.Count((byte)'\n');
            hash.AppendData(piece);
            take(piece, count);
            lines += count;
            pause?.Invoke();
        }

        return lines == survey.Lines
            ? new(lines, survey.Bytes, new Digest(hash.GetHashAndReset()))
            : throw new IOException(string.Create(CultureInfo.InvariantCulture, $"'{survey.Path}' changed from {survey.Lines} to {lines} lines while it was sealed"));
    }

    private delegate void TakePiece(ReadOnlySpan<byte> piece, int lines);
}
