namespace WordProblems.Problems.Templates;

internal static class AllTemplates
{
    public static IReadOnlyList<Template> InOrder { get; } =
    [
        .. MoneyStories.Templates,
        .. DistanceStories.Templates,
        .. SharingStories.Templates,
        .. AgeStories.Templates,
        .. RateStories.Templates,
        .. PartStories.Templates,
        .. ComparisonStories.Templates,
        .. CountingStories.Templates,
        .. MeasuringStories.Templates,
    ];
}
