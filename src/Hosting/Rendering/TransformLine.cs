using System.Globalization;
using TrialKeep.Analysis.Phrasing;
using TrialKeep.Orchestration.Planning;

namespace TrialKeep.Hosting.Rendering;

/// <summary>One line on how far a transform is.</summary>
internal static class TransformLine
{
    public static string Of(TransformCounts counts) => string.Create(CultureInfo.InvariantCulture,
        $"transform {DisplayText.OneLine(counts.Name)}: {counts.Outputs:N0} with output, {counts.Nothing:N0} without, {counts.Failed:N0} failed, {counts.Waiting:N0} to do, {counts.Missing:N0} without an answer");
}
