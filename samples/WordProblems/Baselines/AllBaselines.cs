namespace WordProblems.Baselines;

/// <summary>The solvers, weakest first.</summary>
internal static class AllBaselines
{
    public static IReadOnlyList<Baseline> InOrder { get; } = [new TwoNumbers(), new KeywordRules(), new SentenceParser()];
}
