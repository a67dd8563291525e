using System.Text.Encodings.Web;
using System.Text.Json;
using TrialKeep.Orchestration.Planning;
using TrialKeep.Orchestration.Specs;
using TrialKeep.Runtime.Schemas;

namespace TrialKeep.Orchestration.Bundles;

/// <summary>What a bundle says of itself, in <c>manifest.json</c>.</summary>
internal sealed record BundleManifest(BundleKind Kind, string Experiment, string Plan, IReadOnlyDictionary<string, string> Digests)
{
    public const string FileName = "manifest.json";
    public const string ItemsFile = "items.jsonl";
    private const string Format = "trialkeep-bundle/1";

    private static readonly JsonWriterOptions s_options = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public void Write<TTask, TRecord>(Stream output, Plan<TTask, TRecord> plan)
        where TTask : IExperimentTask<TTask>
        where TRecord : IExperimentRecord<TRecord>
    {
        using (Utf8JsonWriter json = new(output, s_options))
        {
            json.WriteStartObject();
            json.WriteString("format", Format);
            json.WriteString("kind", Kind == BundleKind.Generation ? "generation" : "evaluation");
            json.WriteString("experiment", Experiment);
            json.WriteString("plan", Plan);
            Schemas<TTask, TRecord>(json);
            if (Kind == BundleKind.Evaluation) Evaluations(json, plan);
            json.WriteNumber("items", Digests.Count);
            json.WriteStartObject("digests");
            foreach ((string name, string digest) in Digests) json.WriteString(name, digest);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        output.WriteByte((byte)'\n');
    }

    /// <exception cref="InvalidInputException">There is no such file, or it is of another format.</exception>
    public static BundleManifest Read(string path)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(path));
            JsonElement root = document.RootElement;
            string format = root.GetProperty("format").GetString() ?? "";
            if (format != Format) throw new InvalidInputException($"{path} is of the format '{format}' and not '{Format}'; use the version of the program that wrote it.");
            return new(
                KindOf(root.GetProperty("kind").GetString(), path), root.GetProperty("experiment").GetString() ?? "", root.GetProperty("plan").GetString() ?? "",
                root.GetProperty("digests").EnumerateObject().ToDictionary(static item => item.Name, static item => item.Value.GetString() ?? "", StringComparer.Ordinal));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException or KeyNotFoundException or InvalidOperationException or ArgumentException)
        {
            throw new InvalidInputException($"{path} is no manifest of a bundle ({exception.Message.TrimEnd('.')}); export the bundle again.", exception);
        }
    }

    private static BundleKind KindOf(string? kind, string path) => kind switch
    {
        "generation" => BundleKind.Generation,
        "evaluation" => BundleKind.Evaluation,
        _ => throw new InvalidInputException($"{path} is of the kind '{kind}', which is neither generation nor evaluation; export the bundle again."),
    };

    // Whoever answers needs no shape of the task, whose labels would be named in it.
    private void Schemas<TTask, TRecord>(Utf8JsonWriter json)
        where TTask : IExperimentTask<TTask>
        where TRecord : IExperimentRecord<TRecord>
    {
        json.WriteStartObject("schemas");
        if (Kind == BundleKind.Evaluation)
        {
            json.WritePropertyName("task");
            json.WriteRawValue(SchemaDescription.Json(TTask.Schema));
        }

        json.WritePropertyName("record");
        json.WriteRawValue(SchemaDescription.Json(TRecord.Schema));
        json.WriteEndObject();
    }

    private static void Evaluations<TTask, TRecord>(Utf8JsonWriter json, Plan<TTask, TRecord> plan)
        where TTask : IExperimentTask<TTask>
        where TRecord : IExperimentRecord<TRecord>
    {
        json.WriteStartArray("evaluations");
        foreach (EvaluationSpec<TTask, TRecord> evaluation in plan.Experiment.Evaluations)
        {
            json.WriteStartObject();
            json.WriteString("name", evaluation.Name);
            json.WriteString("identity", evaluation.Identity.ToString());
            json.WriteString("settings", evaluation.Settings);
            if (evaluation.Transform is { } transform)
            {
                json.WriteString("transform", transform.Name);
                json.WritePropertyName("record");
                json.WriteRawValue(SchemaDescription.Json(evaluation.Scored));
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
