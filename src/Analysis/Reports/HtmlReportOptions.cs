using System.Reflection;

namespace TrialKeep.Analysis.Reports;

/// <summary>What an HTML report may be told besides the comparison. The same options give the same bytes.</summary>
public sealed record HtmlReportOptions
{
    /// <summary>When the report was made, shown in UTC; null leaves it out, and the bytes depend on the results only.</summary>
    public DateTimeOffset? Created { get; init; }

    /// <summary>The version of the tool, shown in the footer; by default that of this assembly, without its commit.</summary>
    public string ToolVersion { get; init; } = typeof(HtmlReportOptions).Assembly
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "";

    /// <summary>
    /// How many items on which the variants disagree are listed at most, 50 by default; the report says how many more there are.
    /// </summary>
    public int MaximumDisagreements { get; init; } = 50;
}
