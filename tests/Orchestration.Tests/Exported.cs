using System.Collections.Immutable;
using System.Globalization;

namespace TrialKeep.Orchestration.Tests;

/// <summary>A row as public data sets have it: lists and objects in columns.</summary>
[ExperimentPart]
public sealed partial record Exported
{
    public required string Id { get; init; }

    public required string Question { get; init; }

    public required ImmutableArray<string> Choices { get; init; }

    public ExportedAnswer? Answer { get; init; }

    public double? Score { get; init; }

    public int? Year { get; init; }

    public string ToText() => string.Create(CultureInfo.InvariantCulture, $"{Id}|{Question}|{string.Join('|', Choices)}|{(Answer is null ? "none" : string.Join('|', Answer.Text))}|{Score}");
}
