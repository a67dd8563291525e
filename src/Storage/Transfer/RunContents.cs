using TrialKeep.Storage.Files;
using TrialKeep.Storage.Journals;
using TrialKeep.Storage.Recovery;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Storage.Transfer;

/// <summary>Tells whether two folders hold the same run: every line, whether sealed or not, and every other file but marks and locks.</summary>
internal static class RunContents
{
    /// <exception cref="StoreException">One can't be read.</exception>
    public static bool AreSame(FileOperations files, RunFolder left, RunFolder right) =>
        Names(left).SequenceEqual(Names(right))
        && Names(left).All(name => FilesAreSame(files, Path.Combine(left.Folder, name), Path.Combine(right.Folder, name)))
        && left.Streams().Select(static stream => stream.Name).SequenceEqual(right.Streams().Select(static stream => stream.Name))
        && left.Streams().Zip(right.Streams()).All(pair => LinesAreSame(files, pair.First, pair.Second));

    private static IEnumerable<string> Names(RunFolder run) => new[] { run.RunFile, run.ManifestFile }
        .Concat(FilesOf(run.DataSetFolder)).Concat(FilesOf(run.CheckpointsFolder)).Select(path => Path.GetRelativePath(run.Folder, path)).Order(StringComparer.Ordinal);

    private static IEnumerable<string> FilesOf(string folder) => Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories) : [];

    private static bool FilesAreSame(FileOperations files, string left, string right) =>
        SystemErrors.Read(left, () => WholeFile.Read(files, left)).AsSpan().SequenceEqual(SystemErrors.Read(right, () => WholeFile.Read(files, right)));

    private static bool LinesAreSame(FileOperations files, StreamName left, StreamName right)
    {
        List<SegmentName> lefts = SegmentName.List(left), rights = SegmentName.List(right);
        return lefts.Select(static name => name.FileName).SequenceEqual(rights.Select(static name => name.FileName))
            && lefts.Zip(rights).All(pair => LinesAreSame(files, pair.First, pair.Second));
    }

    private static bool LinesAreSame(FileOperations files, SegmentName left, SegmentName right)
    {
        using SegmentReader lefts = new(files, left, new DamageLog()), rights = new(files, right, new DamageLog());
        while (lefts.Next())
        {
            if (!rights.Next() || !lefts.Line.SequenceEqual(rights.Line)) return false;
        }

        return !rights.Next();
    }
}
