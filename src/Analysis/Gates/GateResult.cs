namespace TrialKeep.Analysis.Gates;

/// <summary>What a gate says about a run: the gravest verdict of the variants that can be compared, and each of them.</summary>
public sealed record GateResult
{
    internal GateResult(string runId, string baseline, double margin, IReadOnlyList<VariantVerdict> variants)
    {
        RunId = runId;
        Baseline = baseline;
        Margin = margin;
        Variants = variants;
        Verdict = variants.Select(variant => variant.Verdict).DefaultIfEmpty(GateVerdict.NothingToCompare).Max();
    }

    /// <summary>The run that was judged.</summary>
    public string RunId { get; }

    /// <summary>The run that it was compared with.</summary>
    public string Baseline { get; }

    /// <summary>How much worse was still acceptable, as a share.</summary>
    public double Margin { get; }

    /// <summary>
    /// Of the variants that can be compared: failed when one did, else undecided when one is, else passed. Nothing to compare when none can:
    /// a variant that stands in only one of the runs is listed and does not decide.
    /// </summary>
    public GateVerdict Verdict { get; }

    /// <summary>The verdict on each variant, in the order of the comparison.</summary>
    public IReadOnlyList<VariantVerdict> Variants { get; }

    /// <summary>The sentences of all variants, one a line.</summary>
    public string Explanation => string.Join('\n', Variants.Select(variant => variant.Explanation));
}
