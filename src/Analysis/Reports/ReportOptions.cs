using System.Reflection;

namespace TrialKeep.Analysis.Reports;

/// <summary>What a report may be told besides the comparison. The same options and results give the same bytes.</summary>
public sealed record ReportOptions
{
    /// <summary>How much of the items' content is shown.</summary>
    public ContentPolicy Content { get; init; }

    /// <summary>When the report was made, shown in UTC; null leaves it out, and the bytes depend on the results only.</summary>
    public DateTimeOffset? Created { get; init; }

    /// <summary>The version of the tool; by default that of this assembly, without its commit.</summary>
    public string ToolVersion { get; init; } = typeof(ReportOptions).Assembly
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "";

    /// <summary>What else is known of where the numbers come from: the commit, the machine.</summary>
    public IReadOnlyList<ReportFact> Provenance { get; init; } = [];
}
