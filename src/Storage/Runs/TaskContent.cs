using TrialKeep.Runtime.Codecs;
using TrialKeep.Runtime.Schemas;
using TrialKeep.Storage.Journals;

namespace TrialKeep.Storage.Runs;

/// <summary>
/// Tells versions of one task apart: length and CRC-32C of its JSON, with templates and shared texts by id. Two versions share a key, and
/// differ in references, slices or what is not in the key.
/// </summary>
public readonly record struct TaskContent
{
    private readonly ulong _value;

    private TaskContent(ulong value) => _value = value;

    /// <summary>The content of a task.</summary>
    /// <exception cref="ExperimentDataException">The task can't be written as JSON.</exception>
    public static TaskContent Of<T>(T task)
        where T : IExperimentTask<T> => Of(task, redaction: null);

    /// <summary>The content of a task as it is stored.</summary>
    internal static TaskContent Of<T>(T task, ITextRedaction? redaction)
        where T : IExperimentTask<T>
    {
        JsonSpanWriter writer = JsonSpanWriter.Rent(SharedCollector.Everything);
        try
        {
            writer.Redaction = redaction;
            T.Write(ref writer, task);
            writer.DemandReadable(0);
            return OfJson(writer.Written);
        }
        finally
        {
            writer.Return();
        }
    }

    internal static TaskContent OfJson(ReadOnlySpan<byte> json) => new((ulong)json.Length << 32 | Checksum.Of(json, salt: 0));
}
