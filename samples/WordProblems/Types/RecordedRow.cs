using System.Text.Json;
using System.Text.Json.Serialization;
using TrialKeep;

namespace WordProblems.Types;

/// <summary>A line of recorded answers: the question, the worked truth, and an object for each model.</summary>
[ExperimentPart]
public sealed partial record RecordedRow
{
    public required string Question { get; init; }

    [JsonPropertyName("ground_truth")]
    public required string GroundTruth { get; init; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Others { get; init; }

    /// <summary>The models of the line with their solutions, in the order of the line; what is not a model is passed over.</summary>
    public IEnumerable<(string Model, string Solution)> Solutions()
    {
        foreach ((string name, JsonElement value) in Others ?? [])
        {
            if (value.ValueKind == JsonValueKind.Object && value.TryGetProperty("solution", out JsonElement solution) && solution.ValueKind == JsonValueKind.String)
            {
                yield return (name, solution.GetString()!);
            }
        }
    }
}
