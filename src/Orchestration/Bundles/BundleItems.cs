using System.Security.Cryptography;
using TrialKeep.Orchestration.Planning;
using TrialKeep.Orchestration.Specs;
using TrialKeep.Orchestration.Views;
using TrialKeep.Runtime.Codecs;
using TrialKeep.Runtime.Keys;
using TrialKeep.Runtime.Schemas;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Orchestration.Bundles;

/// <summary>
/// The lines of a bundle. They are made from the plan and the store alone, so that an import makes them anew and sees whether an item asks what it
/// asked when it was exported.
/// </summary>
internal static class BundleItems
{
    private const int DigestSuffix = 13 + 64; // ,"digest":"…"}

    /// <summary>What a variant is to answer: nothing in it comes from references or from members outside the key.</summary>
    public static byte[] Generation<TTask, TRecord>(Plan<TTask, TRecord> plan, int index)
        where TTask : IExperimentTask<TTask>
        where TRecord : IExperimentRecord<TRecord>
    {
        JsonSpanWriter json = JsonSpanWriter.Rent(shared: null);
        try
        {
            Head(ref json, plan, index);
            json.Raw(",\"seed\":"u8);
            json.Value(Identities.Seed(0, "generation", plan.Keys[index].ToString()));
            json.Raw(",\"settings\":"u8);
            json.Raw(plan.VariantOf(index).ToView());
            json.Raw(",\"input\":"u8);
            json.Raw(RenderedView.Input(plan.TaskOf(index).Task));
            return Finish(ref json);
        }
        finally
        {
            json.Return();
        }
    }

    /// <summary>What is to be scored: the whole task with its references, and the record, or what a transform made of it, as it is stored.</summary>
    public static byte[] Evaluation<TTask, TRecord>(Plan<TTask, TRecord> plan, int index, int evaluation, RunReader run, in StoredGeneration generation)
        where TTask : IExperimentTask<TTask>
        where TRecord : IExperimentRecord<TRecord>
    {
        EvaluationSpec<TTask, TRecord> spec = plan.Experiment.Evaluations[evaluation];
        byte[] record = spec.View(run, generation, out KeyId output);
        byte[] task = RenderedView.Whole(plan.TaskOf(index).Task);
        JsonSpanWriter json = JsonSpanWriter.Rent(shared: null);
        try
        {
            Head(ref json, plan, index);
            json.Raw(",\"evaluation\":"u8);
            json.Value(spec.Name);
            json.Raw(",\"identity\":"u8);
            json.Value(spec.Identity.ToString());
            json.Raw(",\"references\":"u8);
            json.Value(plan.ReferencesOf(index));
            json.Raw(",\"output\":"u8);
            json.Value(output);
            if (spec.Transform is { } transform)
            {
                json.Raw(",\"transform\":"u8);
                json.Value(transform.Name);
            }

            json.Raw(",\"task\":"u8);
            json.Raw(task);
            json.Raw(",\"record\":"u8);
            json.Raw(record);
            return Finish(ref json);
        }
        finally
        {
            json.Return();
        }
    }

    /// <summary>The digest in a line.</summary>
    public static string DigestOf(ReadOnlySpan<byte> line) => System.Text.Encoding.ASCII.GetString(line[^66..^2]);

    /// <summary>Whether the digest in a line is that of the bytes before it.</summary>
    public static bool IsWhole(ReadOnlySpan<byte> line) =>
        line.Length > DigestSuffix && line[^DigestSuffix..].StartsWith(",\"digest\":\""u8) && Hash(line[..^DigestSuffix]) == DigestOf(line);

    private static void Head<TTask, TRecord>(ref JsonSpanWriter json, Plan<TTask, TRecord> plan, int index)
        where TTask : IExperimentTask<TTask>
        where TRecord : IExperimentRecord<TRecord>
    {
        json.Raw("{\"key\":"u8);
        json.Value(plan.Keys[index]);
        json.Raw(",\"item\":"u8);
        json.Value(plan.TaskOf(index).Item);
        json.Raw(",\"variant\":"u8);
        json.Value(plan.VariantOf(index).Name);
        json.Raw(",\"sample\":"u8);
        json.Value(plan.SampleOf(index));
    }

    private static byte[] Finish(ref JsonSpanWriter json)
    {
        string digest = Hash(json.Written);
        json.Raw(",\"digest\":"u8);
        json.Value(digest);
        json.Raw("}"u8);
        return json.Written.ToArray();
    }

    private static string Hash(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
