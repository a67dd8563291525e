namespace TrialKeep.Analysis.Gates;

/// <summary>What a gate says about a run: the gravest verdict of its variants, and each of them.</summary>
public sealed record GateResult
{
    internal GateResult(IReadOnlyList<VariantVerdict> variants)
    {
        Variants = variants;
        Verdict = variants.Max(variant => variant.Verdict);
    }

    /// <summary>The gravest verdict: failed, else nothing to compare, else undecided, else passed.</summary>
    public GateVerdict Verdict { get; }

    /// <summary>The verdict on each variant, in the order of the comparison.</summary>
    public IReadOnlyList<VariantVerdict> Variants { get; }

    /// <summary>The sentences of all variants, one a line.</summary>
    public string Explanation => string.Join('\n', Variants.Select(variant => variant.Explanation));
}
