using System.Text;
using System.Text.Json;
using TrialKeep.Runtime.Codecs;
using TrialKeep.Runtime.Keys;
using TrialKeep.Runtime.Schemas;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Orchestration.Bundles;

/// <summary>
/// Finds a member of a record that its type passes over. A store's readers do so, because another version may have written it; in what somebody hands in it is
/// mostly a name that was mistyped, and what it holds would be lost.
/// </summary>
internal static class IgnoredMember
{
    /// <summary>The name of the first member without which the record says the same; null when each counts.</summary>
    public static string? Find<TRecord>(ReadOnlyMemory<byte> json, Digest output, StoredExperiment experiment)
        where TRecord : IExperimentRecord<TRecord>
    {
        using JsonDocument document = JsonDocument.Parse(json);
        foreach (JsonProperty member in document.RootElement.EnumerateObject())
        {
            if (member.Name == TRecord.Schema.TagName || TRecord.Schema.Members.Any(known => known.JsonName == member.Name)) continue;
            if (SaysTheSame<TRecord>(Without(document.RootElement, member.Name), output, experiment)) return member.Name;
        }

        return null;
    }

    // An old name, an extension or a member of a derived type makes a difference.
    private static bool SaysTheSame<TRecord>(byte[] json, Digest output, StoredExperiment experiment)
        where TRecord : IExperimentRecord<TRecord>
    {
        try
        {
            return experiment.OutputOf(Json.Read<TRecord>(json)) == output;
        }
        catch (ExperimentDataException)
        {
            return false;
        }
    }

    private static byte[] Without(JsonElement record, string name)
    {
        JsonSpanWriter writer = JsonSpanWriter.Rent(shared: null);
        try
        {
            writer.Raw("{"u8);
            bool first = true;
            foreach (JsonProperty member in record.EnumerateObject().Where(member => member.Name != name))
            {
                if (!first) writer.Raw(","u8);
                first = false;
                writer.Value(member.Name);
                writer.Raw(":"u8);
                writer.Raw(Encoding.UTF8.GetBytes(member.Value.GetRawText()));
            }

            writer.Raw("}"u8);
            return writer.Written.ToArray();
        }
        finally
        {
            writer.Return();
        }
    }
}
