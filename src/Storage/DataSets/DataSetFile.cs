using System.Globalization;
using TrialKeep.Runtime.Codecs;
using TrialKeep.Storage.Artifacts;
using TrialKeep.Storage.Files;
using TrialKeep.Storage.Journals;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Storage.DataSets;

/// <summary>dataset/000001.json and its successors: each is written once and never again.</summary>
internal static class DataSetFile
{
    private const string Extension = ".json";
    private const int NumberDigits = 6;

    public static string PathOf(RunFolder run, int number) => Path.Combine(run.DataSetFolder, number.ToString("D6", CultureInfo.InvariantCulture) + Extension);

    /// <summary>The notes of a run, oldest first.</summary>
    /// <exception cref="StoreException">One can't be read or is damaged.</exception>
    public static List<StoredDataSet> ReadAll(FileOperations files, RunFolder run) =>
        [.. Numbers(run).Select(number => Read(files, PathOf(run, number), number))];

    /// <summary>Notes a data set unless it is what was noted last.</summary>
    /// <exception cref="StoreException">It can't be read or written.</exception>
    public static DataSetState Write(StoreContext store, RunFolder run, DataSetSnapshot snapshot)
    {
        while (true)
        {
            StoredDataSet? last = Numbers(run) is [.., var newest] ? Read(store.Files, PathOf(run, newest), newest) : null;
            if (last is not null && last.Snapshot == snapshot) return DataSetState.Same;
            int number = (last?.Number ?? 0) + 1;
            // Another process that shares the run may have noted something meanwhile: then it is asked again.
            if (TryCreate(store, run, number, snapshot)) return number == 1 ? DataSetState.First : DataSetState.Changed;
        }
    }

    /// <summary>Writes a note anew: something was erased from it. The caller holds the run's lock.</summary>
    /// <exception cref="StoreException">It can't be written.</exception>
    public static void Replace(StoreContext store, RunFolder run, StoredDataSet note)
    {
        string path = PathOf(run, note.Number);
        SystemErrors.Write(path, () => WholeFile.Replace(store.Files, path, Format(note.Number, note.Time, note.Snapshot)));
    }

    private static bool TryCreate(StoreContext store, RunFolder run, int number, DataSetSnapshot snapshot)
    {
        string path = PathOf(run, number);
        return SystemErrors.Write(path, () =>
        {
            DurableFolder.Create(store.Files, run.DataSetFolder);
            return WholeFile.TryCreate(store.Files, path, Format(number, store.Options.Time.GetUtcNow(), snapshot));
        });
    }

    /// <summary>The numbers of a run's notes, ascending.</summary>
    public static List<int> Numbers(RunFolder run)
    {
        List<int> numbers = [];
        if (!Directory.Exists(run.DataSetFolder)) return numbers;
        foreach (string path in Directory.EnumerateFiles(run.DataSetFolder, "*" + Extension))
        {
            ReadOnlySpan<char> name = Path.GetFileNameWithoutExtension(path.AsSpan());
            if (name.Length >= NumberDigits && int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out int number)) numbers.Add(number);
        }

        numbers.Sort();
        return numbers;
    }

    private static byte[] Format(int number, DateTimeOffset time, DataSetSnapshot snapshot)
    {
        JsonSpanWriter writer = JsonSpanWriter.Rent(shared: null);
        writer.Raw("{\"format\":"u8);
        writer.Value(SegmentHeader.NewestFormat);
        writer.Raw(",\"number\":"u8);
        writer.Value(number);
        writer.Raw(",\"time\":"u8);
        writer.Value(time.ToUniversalTime());
        writer.Raw(",\"sha256\":"u8);
        writer.Value(snapshot.Content.ToString());
        writer.Raw(",\"bytes\":"u8);
        writer.Value(snapshot.Bytes);
        writer.Raw(",\"rows\":"u8);
        writer.Value(snapshot.Rows);
        writer.Raw(",\"kept\":"u8);
        writer.Value(snapshot.IsKept);
        Text(ref writer, ",\"name\":"u8, snapshot.Name);
        Text(ref writer, ",\"source\":"u8, snapshot.Source);
        Text(ref writer, ",\"revision\":"u8, snapshot.Revision);
        Text(ref writer, ",\"split\":"u8, snapshot.Split);
        Text(ref writer, ",\"licence\":"u8, snapshot.Licence);
        byte[] content = CheckedObject.Close(writer.Written);
        writer.Return();
        return content;
    }

    private static void Text(ref JsonSpanWriter writer, ReadOnlySpan<byte> name, string? text)
    {
        writer.Raw(name);
        writer.Value(text);
    }

    /// <exception cref="StoreException">It can't be read or is damaged.</exception>
    public static StoredDataSet Read(FileOperations files, string path, int number)
    {
        byte[] content = SystemErrors.Read(path, () => WholeFile.Read(files, path));
        try
        {
            return Parse(content, path, number);
        }
        catch (ExperimentDataException error)
        {
            throw new StoreException(Problem.Damaged, $"'{path}' is damaged ({error.Problem.TrimEnd('.')}); restore it from a copy, or delete it: the run's results do not depend on it.", path, offset: error.Offset, cause: error);
        }
    }

    private static StoredDataSet Parse(ReadOnlySpan<byte> content, string path, int number)
    {
        DataSetSnapshot snapshot = new("", default, 0, 0);
        DateTimeOffset time = default;
        CheckedObject.Check(content);
        JsonSpanReader reader = new(content);
        reader.BeginObject();
        while (reader.NextMember(out ReadOnlySpan<byte> member))
        {
            if (member.SequenceEqual("format"u8)) CheckFormat(reader.ReadInteger<int>(), path);
            else if (member.SequenceEqual("time"u8)) time = reader.ReadDateTimeOffset();
            else if (member.SequenceEqual("sha256"u8)) snapshot = snapshot with { Content = ObjectStore.TryParse(reader.ReadString(), out Runtime.Keys.Digest digest) ? digest : throw reader.Error("A digest of 64 hexadecimal digits is expected here.") };
            else if (member.SequenceEqual("bytes"u8)) snapshot = snapshot with { Bytes = reader.ReadInteger<long>() };
            else if (member.SequenceEqual("rows"u8)) snapshot = snapshot with { Rows = reader.ReadInteger<long>() };
            else if (member.SequenceEqual("kept"u8)) snapshot = snapshot with { IsKept = reader.ReadBoolean() };
            else if (member.SequenceEqual("name"u8)) snapshot = snapshot with { Name = reader.ReadString() };
            else if (member.SequenceEqual("source"u8)) snapshot = snapshot with { Source = TextOrNull(ref reader) };
            else if (member.SequenceEqual("revision"u8)) snapshot = snapshot with { Revision = TextOrNull(ref reader) };
            else if (member.SequenceEqual("split"u8)) snapshot = snapshot with { Split = TextOrNull(ref reader) };
            else if (member.SequenceEqual("licence"u8)) snapshot = snapshot with { Licence = TextOrNull(ref reader) };
            else reader.Skip();
        }

        reader.End();
        return new(number, time, snapshot);
    }

    private static string? TextOrNull(ref JsonSpanReader reader) => reader.TryNull() ? null : reader.ReadString();

    private static void CheckFormat(int format, string path)
    {
        if (format <= SegmentHeader.NewestFormat) return;
        throw new StoreException(Problem.NewerFormat, $"'{path}' has format {format}, which is newer than this program's {SegmentHeader.NewestFormat}; install a newer TrialKeep.", path);
    }
}
