using System.Globalization;
using TrialKeep.Analysis.Phrasing;
using TrialKeep.Hosting.Documents;
using TrialKeep.Orchestration.Estimating;
using TrialKeep.Runtime.Schemas;
using TrialKeep.Storage;

namespace TrialKeep.Hosting.Verbs;

/// <summary>Says what a run would take: calls, tokens, money and time, each with what it rests on; nothing runs.</summary>
internal static class EstimateVerb
{
    public static int Run<TTask, TRecord>(HostSession<TTask, TRecord> session)
        where TTask : IExperimentTask<TTask>
        where TRecord : IExperimentRecord<TRecord>
    {
        using Store? store = session.FindStore();
        string experiment = session.Plan.Experiment.Name;
        Estimate estimate = Estimator.Of(session.Plan, store?.Experiment(experiment), session.Settings.Run);
        VerbJson.Write(session.Settings, "estimate", experiment, json => EstimateJson.Write(json, estimate));
        if (session.Settings.IsTextWanted) Print(session.Console.Out, experiment, estimate);
        return ExitCode.Success;
    }

    private static void Print(TextWriter output, string experiment, Estimate estimate)
    {
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{experiment}: {estimate.Calls:N0} of {estimate.Answers:N0} answers are left to ask for, of {estimate.Items:N0} items; {estimate.Reused:N0} are another run's. {estimate.Scores:N0} scores are left to compute."));
        (string Heading, UsageEstimate Usage)[] callers = [.. Callers(estimate).Where(static one => !one.Usage.IsNothing)];
        if (estimate.Calls == 0 && callers.Length == 0) return;
        foreach (VariantEstimate variant in estimate.Variants)
        {
            if (variant.Calls == 0) continue;
            output.WriteLine();
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{DisplayText.OneLine(variant.Variant)}: {variant.Calls:N0} calls"));
            Print(output, variant.InputTokens, variant.OutputTokens, variant.Cost, estimate.Currency);
            Time(output, variant.Seconds);
        }

        foreach ((string heading, UsageEstimate usage) in callers)
        {
            output.WriteLine();
            output.WriteLine(heading);
            Print(output, usage.InputTokens, usage.OutputTokens, usage.Cost, estimate.Currency);
            Time(output, usage.Seconds);
        }

        output.WriteLine();
        output.WriteLine("All:");
        Print(output, estimate.InputTokens, estimate.OutputTokens, estimate.Cost, estimate.Currency);
        Time(output, estimate.Seconds);
        foreach (string note in estimate.Notes) output.WriteLine(DisplayText.Lines(note));
    }

    private static void Print(TextWriter output, in EstimatedFigure input, in EstimatedFigure answered, in EstimatedFigure cost, string? currency)
    {
        Line(output, "tokens in", input, static value => value.ToString("N0", CultureInfo.InvariantCulture));
        Line(output, "tokens out", answered, static value => value.ToString("N0", CultureInfo.InvariantCulture));
        Line(output, "cost", cost, value => $"{value.ToString("0.00####", CultureInfo.InvariantCulture)}{(currency is null ? "" : $" {currency}")}");
    }

    private static void Time(TextWriter output, in EstimatedFigure seconds) => Line(output, "time", seconds, static value => Duration(value));

    private static IEnumerable<(string Heading, UsageEstimate Usage)> Callers(Estimate estimate)
    {
        foreach (TransformEstimate one in estimate.Transforms) yield return (string.Create(CultureInfo.InvariantCulture, $"{DisplayText.OneLine(one.Transform)}: {one.Outputs:N0} outputs"), one.Usage);
        foreach (EvaluationEstimate one in estimate.Evaluations) yield return (string.Create(CultureInfo.InvariantCulture, $"{DisplayText.OneLine(one.Evaluation)}: {one.Scores:N0} scores"), one.Usage);
    }

    private static void Line(TextWriter output, string name, in EstimatedFigure figure, Func<double, string> show) =>
        output.WriteLine($"  {name,-10}  {(figure.Value is { } value ? show(value) : "not known"),14}  {DisplayText.OneLine(figure.Basis)}");

    private static string Duration(double seconds) => seconds switch
    {
        < 60 => string.Create(CultureInfo.InvariantCulture, $"{seconds:0.##} s"),
        < 3600 => string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(seconds / 60):0} min {seconds % 60:0} s"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(seconds / 3600):0} h {seconds % 3600 / 60:0} min"),
    };
}
