using System.Text.Json;
using TrialKeep.Orchestration.Estimating;

namespace TrialKeep.Hosting.Documents;

/// <summary>What a call would take; each figure is an object with <c>value</c> (null when it is not known), <c>basis</c> and <c>observations</c>.</summary>
internal static class EstimateJson
{
    public static void Write(Utf8JsonWriter json, Estimate estimate)
    {
        json.WriteNumber("items", estimate.Items);
        json.WriteNumber("answers", estimate.Answers);
        json.WriteNumber("reused", estimate.Reused);
        json.WriteNumber("calls", estimate.Calls);
        json.WriteNumber("scores", estimate.Scores);
        json.WriteString("currency", estimate.Currency);
        Figures(json, estimate.InputTokens, estimate.OutputTokens, estimate.Cost, estimate.Seconds);
        VerbJson.List(json, "variants", estimate.Variants, static (writer, variant) =>
        {
            writer.WriteString("variant", variant.Variant);
            writer.WriteNumber("calls", variant.Calls);
            Figures(writer, variant.InputTokens, variant.OutputTokens, variant.Cost, variant.Seconds);
        });
        VerbJson.List(json, "transforms", estimate.Transforms, static (writer, transform) =>
        {
            writer.WriteString("transform", transform.Transform);
            writer.WriteNumber("outputs", transform.Outputs);
            writer.WriteNumber("waiting", transform.Waiting);
            Figures(writer, transform.Usage);
        });
        VerbJson.List(json, "evaluations", estimate.Evaluations, static (writer, evaluation) =>
        {
            writer.WriteString("evaluation", evaluation.Evaluation);
            writer.WriteNumber("scores", evaluation.Scores);
            Figures(writer, evaluation.Usage);
        });
        VerbJson.Names(json, "notes", estimate.Notes);
    }

    private static void Figures(Utf8JsonWriter json, UsageEstimate usage) => Figures(json, usage.InputTokens, usage.OutputTokens, usage.Cost, usage.Seconds);

    private static void Figures(Utf8JsonWriter json, in EstimatedFigure input, in EstimatedFigure output, in EstimatedFigure cost, in EstimatedFigure seconds)
    {
        Figure(json, "inputTokens", input);
        Figure(json, "outputTokens", output);
        Figure(json, "cost", cost);
        Figure(json, "seconds", seconds);
    }

    private static void Figure(Utf8JsonWriter json, string name, in EstimatedFigure figure)
    {
        json.WriteStartObject(name);
        if (figure.Value is { } value) json.WriteNumber("value", value);
        else json.WriteNull("value");
        json.WriteString("basis", figure.Basis);
        json.WriteNumber("observations", figure.Observations);
        json.WriteEndObject();
    }
}
