using TrialKeep.Runtime.Keys;

namespace TrialKeep.Orchestration.Specs;

/// <summary>The composite digests that identify generations, evaluations and seeds. Their fields and order are in docs/keys.md.</summary>
public static class Identities
{
    /// <summary>A generation: one variant's answer to one task.</summary>
    public static Digest Generation(Digest task, Digest variant, string recordSchema, CodeIdentity code, int sample, string environment)
    {
        CompositeDigest digest = CompositeDigest.Of("generation"u8);
        digest.Add(task);
        digest.Add(variant);
        digest.Add(recordSchema);
        digest.Add(code.Text);
        digest.Add(sample);
        digest.Add(environment);
        return digest.Finish();
    }

    /// <summary>An evaluation: settings and code of an evaluator.</summary>
    public static Digest Evaluation(string settings, CodeIdentity code)
    {
        CompositeDigest key = CompositeDigest.Of("settings"u8);
        key.Add(settings);
        CompositeDigest digest = CompositeDigest.Of("evaluation"u8);
        digest.Add(key.Finish());
        digest.Add(code.Text);
        return digest.Finish();
    }

    /// <summary>A transform: settings, the type of its output, and code. With the digest of an input it identifies one output.</summary>
    public static Digest Transform(string settings, string outputSchema, CodeIdentity code)
    {
        CompositeDigest key = CompositeDigest.Of("settings"u8);
        key.Add(settings);
        key.Add(outputSchema);
        CompositeDigest digest = CompositeDigest.Of("transform"u8);
        digest.Add(key.Finish());
        digest.Add(code.Text);
        return digest.Finish();
    }

    /// <summary>A seed: the first 8 bytes, big endian, of the composite digest, masked to 63 bits.</summary>
    public static long Seed(long baseSeed, string strategy, params ReadOnlySpan<string> ids)
    {
        CompositeDigest digest = CompositeDigest.Of("seed"u8);
        digest.Add(baseSeed);
        digest.Add(strategy);
        foreach (string id in ids) digest.Add(id);
        return (long)((ulong)(digest.Finish().Id.Value >> 64) & long.MaxValue);
    }
}
