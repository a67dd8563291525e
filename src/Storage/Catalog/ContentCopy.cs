using System.Text;
using Microsoft.Win32.SafeHandles;
using TrialKeep.Runtime.Codecs;
using TrialKeep.Runtime.Templates;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Storage.Catalog;

/// <summary>Copies tasks and outputs into the catalog's table <c>contents</c>, where SQL alone reads them.</summary>
internal sealed class ContentCopy(StoreContext store)
{
    /// <summary>Drops the copies that are there and makes them anew.</summary>
    /// <returns>The records that were copied; null when the catalog can't be written now.</returns>
    /// <exception cref="StoreException">A run can't be read.</exception>
    public long? Run()
    {
        if (new CatalogWriter(store).Update(anew: false) is null) return null;
        try
        {
            using SafeFileHandle? held = store.Files.TryLock(Path.Combine(store.Folder, CatalogSchema.LockName));
            return held is null ? null : Copy();
        }
        catch (CatalogException error)
        {
            store.Notices.Add($"The contents could not be copied into the catalog of '{store.Folder}' ({error.Message.TrimEnd('.')}); nothing is lost, they are in the journals.");
            return null;
        }
    }

    private long Copy()
    {
        using Database database = new(Path.Combine(store.Folder, CatalogSchema.FileName), create: false);
        database.Execute("BEGIN IMMEDIATE");
        database.Execute("DROP TABLE IF EXISTS contents");
        database.Execute(CatalogSchema.Contents);
        long count = 0;
        using (Statement insert = database.Prepare("INSERT INTO contents VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7)"))
        {
            foreach (string experiment in store.Experiments())
            {
                foreach (RunFolder run in store.Runs(experiment)) count += Copy(run, insert);
            }
        }

        database.Execute("COMMIT");
        return count;
    }

    private long Copy(RunFolder run, Statement insert)
    {
        using RunReader reader = RunReader.Open(store, run);
        long count = 0;
        insert.Bind(1, run.Experiment).Bind(2, run.Id.Text);
        for (int i = 0; i < reader.Index.Count; i++)
        {
            StoredGeneration generation = reader.Index[i];
            if (!generation.Succeeded || generation.IsReuse) continue;
            insert.Bind(3, generation.Reference.Writer).Bind(4, generation.Reference.Sequence);
            StoredTask? task = reader.ReadTask(reader.ReadEnvelope(generation).Task);
            if (task is null) insert.BindNull(5);
            else insert.BindText(5, task.Json.Span);
            if (task is null || PromptOf(task) is not { } prompt) insert.BindNull(6);
            else insert.BindText(6, Encoding.UTF8.GetBytes(prompt));
            insert.BindText(7, reader.ReadRecordJson(generation).Span);
            insert.Run();
            count++;
        }

        return count;
    }

    // What the task's templates say, one after the other; null where it has none.
    private static string? PromptOf(StoredTask task)
    {
        List<string> prompts = [];
        JsonSpanReader reader = new(task.Json.Span);
        reader.BeginObject();
        while (reader.NextMember(out _))
        {
            ReadOnlySpan<byte> value = reader.ReadRaw();
            if (value.StartsWith("{\"template\":"u8)) prompts.Add(Rendered(value, task.Shared));
        }

        return prompts.Count == 0 ? null : string.Join("\n\n", prompts);
    }

    private static string Rendered(ReadOnlySpan<byte> value, SharedContent shared)
    {
        Template? template = null;
        Dictionary<string, string> arguments = [];
        JsonSpanReader reader = new(value, shared);
        reader.BeginObject();
        while (reader.NextMember(out ReadOnlySpan<byte> member))
        {
            if (member.SequenceEqual("template"u8))
            {
                template = shared.FindTemplate(reader.ReadKeyId());
                continue;
            }

            reader.BeginObject();
            while (reader.NextMember(out ReadOnlySpan<byte> hole)) arguments[reader.Name(hole)] = Argument(ref reader, shared);
        }

        try
        {
            return template?.Render(arguments) ?? Encoding.UTF8.GetString(value);
        }
        catch (ExperimentDataException)
        {
            // Arguments that are no texts of the holes: the value itself says what they are.
            return Encoding.UTF8.GetString(value);
        }
    }

    private static string Argument(ref JsonSpanReader reader, SharedContent shared)
    {
        ReadOnlySpan<byte> raw = reader.ReadRaw();
        JsonSpanReader value = new(raw, shared);
        return raw[0] == '"' || raw.StartsWith("{\"$text\":"u8) ? value.ReadDeduplicated() : Encoding.UTF8.GetString(raw);
    }
}
