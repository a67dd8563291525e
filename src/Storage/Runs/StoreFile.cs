using TrialKeep.Runtime.Codecs;
using TrialKeep.Storage.Files;
using TrialKeep.Storage.Journals;

namespace TrialKeep.Storage.Runs;

/// <summary>trialkeep.json, which makes a folder a store.</summary>
internal static class StoreFile
{
    private const string FileName = "trialkeep.json";

    public static string PathIn(StoreContext store) => Path.Combine(store.Folder, FileName);

    /// <exception cref="StoreException">The folder can't be written, or the store is damaged or newer.</exception>
    public static StoreIdentity Open(StoreContext store)
    {
        string path = PathIn(store);
        if (!File.Exists(path)) SystemErrors.Write(store.Folder, () => Create(store, path));
        byte[] content = SystemErrors.Read(path, () => WholeFile.Read(store.Files, path));
        try
        {
            return Parse(content, path);
        }
        catch (ExperimentDataException error)
        {
            throw new StoreException(Problem.Damaged, $"'{path}' is damaged ({error.Problem.TrimEnd('.')}); restore it from a copy, or delete it to have it written anew: nothing else depends on it.", path, offset: error.Offset, cause: error);
        }
    }

    // When two processes create the store at once, the first one's file stays.
    private static void Create(StoreContext store, string path)
    {
        DurableFolder.Create(store.Files, store.Folder);
        JsonSpanWriter writer = JsonSpanWriter.Rent(shared: null);
        writer.Raw("{\"format\":"u8);
        writer.Value(SegmentHeader.NewestFormat);
        writer.Raw(",\"store\":"u8);
        writer.Value(Guid.NewGuid().ToString("N"));
        writer.Raw(",\"created\":"u8);
        writer.Value(store.Options.Time.GetUtcNow().ToUniversalTime());
        byte[] content = CheckedObject.Close(writer.Written);
        writer.Return();
        WholeFile.TryCreate(store.Files, path, content);
    }

    private static StoreIdentity Parse(ReadOnlySpan<byte> content, string path)
    {
        int format = 0;
        string id = "";
        DateTimeOffset created = default;
        CheckedObject.Check(content);
        JsonSpanReader reader = new(content);
        reader.BeginObject();
        while (reader.NextMember(out ReadOnlySpan<byte> member))
        {
            if (member.SequenceEqual("format"u8)) CheckFormat(format = reader.ReadInteger<int>(), path);
            else if (member.SequenceEqual("store"u8)) id = reader.ReadString();
            else if (member.SequenceEqual("created"u8)) created = reader.ReadDateTimeOffset();
            else reader.Skip();
        }

        reader.End();
        return format > 0 ? new(id, created) : throw new ExperimentDataException("there is no format version");
    }

    private static void CheckFormat(int format, string path)
    {
        if (format <= SegmentHeader.NewestFormat) return;
        throw new StoreException(Problem.NewerFormat, $"'{path}' has format {format}, which is newer than this program's {SegmentHeader.NewestFormat}; install a newer TrialKeep.", path);
    }
}
