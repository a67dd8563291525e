using System.Globalization;
using System.Text.Json;
using TrialKeep.Orchestration.Execution;
using TrialKeep.Orchestration.Planning;
using TrialKeep.Orchestration.Specs;
using TrialKeep.Orchestration.Views;
using TrialKeep.Runtime.Keys;
using TrialKeep.Runtime.Schemas;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Orchestration.Estimating;

/// <summary>
/// Estimates what is left of a plan: from what the same variants took before, else from what other variants of the experiment took, else by a rule of thumb. Each
/// figure says which. Nothing runs and nothing is written.
/// </summary>
public static class Estimator
{
    /// <summary>The rule of thumb: so many characters of a rendered prompt are a token.</summary>
    public const int CharactersPerToken = 4;

    /// <summary>Estimates a call.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="experiment">The experiment in the store; null when there is no store yet.</param>
    /// <param name="options">How the call would run: parallelism, limits and prices.</param>
    /// <exception cref="TrialKeep.Storage.StoreException">The store can't be read.</exception>
    public static Estimate Of<TTask, TRecord>(Plan<TTask, TRecord> plan, StoredExperiment? experiment, RunOptions options)
        where TTask : IExperimentTask<TTask>
        where TRecord : IExperimentRecord<TRecord>
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(options);
        PlanStates states = PlanStates.Read(plan, experiment);
        CallHistory history = CallHistory.Of(experiment);
        PriceTable? prices = options.Prices ?? plan.Experiment.PriceTable;
        int[] pending = [.. Enumerable.Range(0, plan.Count).Where(index => states[index] is WorkState.Missing or WorkState.Failed)];
        List<string> notes = [];
        VariantEstimate[] variants = [.. plan.Variants.Select((variant, place) => Of(plan, [.. pending.Where(index => plan.VariantIndexOf(index) == place)], variant, history, prices, notes))];
        UsageEstimator usage = new(prices, notes);
        TransformEstimate[] transforms = Transforms(plan, states, experiment, usage);
        EvaluationEstimate[] evaluations = [.. plan.Experiment.Evaluations.Select(evaluation => Of(plan, states, evaluation, experiment, usage))];
        UsageEstimate[] usages = [.. transforms.Select(static transform => transform.Usage), .. evaluations.Select(static evaluation => evaluation.Usage)];
        return new(
            pending.Select(plan.TaskIndexOf).Distinct().Count(), plan.Count, states.Count(WorkState.Reused), variants,
            evaluations,
            Sum(variants, usages, static variant => variant.InputTokens, static usage => usage.InputTokens), Sum(variants, usages, static variant => variant.OutputTokens, static usage => usage.OutputTokens),
            Sum(variants, usages, static variant => variant.Cost, static usage => usage.Cost),
            EstimatedTime.Of(plan, variants, transforms, evaluations, options, Sum(variants, usages, static variant => variant.Seconds, static usage => usage.Seconds)), prices?.Currency, notes)
        {
            Transforms = transforms,
        };
    }

    private static EvaluationEstimate Of<TTask, TRecord>(Plan<TTask, TRecord> plan, PlanStates states, EvaluationSpec<TTask, TRecord> evaluation, StoredExperiment? experiment, UsageEstimator usage)
        where TTask : IExperimentTask<TTask>
        where TRecord : IExperimentRecord<TRecord>
    {
        int scores = PendingScores.Count(plan, states, evaluation, experiment);
        (UsageTotal used, bool isEarlier) = scores == 0 ? default : UsageHistory.OfEvaluation(experiment, evaluation.Name, evaluation.Identity);
        bool isCaller = evaluation.IsJudge || plan.Experiment.EvaluationLimits.ContainsKey(evaluation.Name);
        return new(evaluation.Name, scores, usage.Of($"evaluation '{evaluation.Name}'", evaluation.Name, "score", scores, used, isEarlier, waiting: 0, isCaller));
    }

    private static TransformEstimate[] Transforms<TTask, TRecord>(Plan<TTask, TRecord> plan, PlanStates states, StoredExperiment? experiment, UsageEstimator usage)
        where TTask : IExperimentTask<TTask>
        where TRecord : IExperimentRecord<TRecord>
    {
        if (plan.Experiment.Transforms.IsEmpty) return [];
        Dictionary<KeyId, UsageTotal> used = UsageHistory.OfTransforms(experiment);
        return [.. plan.Experiment.Transforms.Select(transform =>
        {
            PendingOutputs pending = PendingOutputs.Count(plan, states, transform, experiment);
            bool isCaller = plan.Experiment.TransformLimits.ContainsKey(transform.Name);
            return new TransformEstimate(transform.Name, pending.Outputs, pending.Waiting,
                usage.Of($"transform '{transform.Name}'", transform.Name, "output", pending.Asked, used.GetValueOrDefault(transform.Identity.Id), isEarlier: false, pending.Waiting, isCaller));
        })];
    }

    private static VariantEstimate Of<TTask, TRecord>(
        Plan<TTask, TRecord> plan, int[] pending, VariantSpec<TTask, TRecord> variant, CallHistory history, PriceTable? prices, List<string> notes)
        where TTask : IExperimentTask<TTask>
        where TRecord : IExperimentRecord<TRecord>
    {
        int calls = pending.Length;
        if (calls == 0) return new(variant.Name, 0, Nothing, Nothing, Nothing, Nothing);
        (CallSums own, CallSums all) = (history.Of(variant.Key.Id), history.All);
        EstimatedFigure input = own.Counted > 0 ? Mean(own.Input, own.Counted, calls, Stored(own.Counted, "this variant")) : new(TokensOf(plan, pending), "a token for every 4 characters of the rendered prompts", 0);
        EstimatedFigure output = own.Counted > 0 ? Mean(own.Output, own.Counted, calls, Stored(own.Counted, "this variant"))
            : all.Counted > 0 ? Mean(all.Output, all.Counted, calls, Stored(all.Counted, "other variants"))
            : new(null, "no stored answer says its tokens", 0);
        EstimatedFigure seconds = own.Timed > 0 ? Mean(own.Seconds, own.Timed, calls, Stored(own.Timed, "this variant"))
            : all.Timed > 0 ? Mean(all.Seconds, all.Timed, calls, Stored(all.Timed, "other variants"))
            : new(null, "no answer is stored", 0);
        EstimatedFigure cost = Cost(variant.Name, PriceOf(variant, prices), calls, own, input, output, prices, notes);
        return new(variant.Name, calls, input, output, cost, seconds);
    }

    // Prices as they are now count before what was paid then.
    private static EstimatedFigure Cost(string variant, TokenPrice? named, int calls, CallSums own, EstimatedFigure input, EstimatedFigure output, PriceTable? prices, List<string> notes)
    {
        if (prices is not null && named is { } price)
        {
            if (input.Value is { } tokens && output.Value is { } answered)
            {
                long cached = own.Counted > 0 ? (long)(tokens * own.Cached / Math.Max(1, own.Input)) : 0;
                return new((double)price.CostOf(new Usage((long)Math.Round(tokens), (long)Math.Round(answered)) { CachedTokens = cached }), $"the price of '{variant}' and its tokens", Math.Min(input.Observations, output.Observations));
            }

            string known = (price.Input * (decimal)(input.Value ?? 0) / 1_000_000).ToString("0.######", CultureInfo.InvariantCulture);
            notes.Add($"The cost of '{variant}' is not known, because no stored answer says how many tokens came out; what goes in alone costs about {known} {prices.Currency}.");
            return new(null, "no stored answer says its tokens", 0);
        }

        if (own.Priced > 0) return Mean((double)own.Cost, own.Priced, calls, $"the mean cost of {Count(own.Priced)} stored {Answers(own.Priced)} of this variant");
        notes.Add($"The cost of '{variant}' is not known: there is no price for it, and no stored answer says what it cost. Give the experiment prices with Prices(...).");
        return new(null, "there is no price", 0);
    }

    // Prices go by variant or by model, as the settings of a chat variant name it.
    private static TokenPrice? PriceOf<TTask, TRecord>(VariantSpec<TTask, TRecord> variant, PriceTable? prices)
        where TTask : IExperimentTask<TTask>
        where TRecord : IExperimentRecord<TRecord>
    {
        if (prices is null || prices.Find(variant.Name) is not null) return prices?.Find(variant.Name);
        using JsonDocument settings = JsonDocument.Parse(variant.ToView());
        return settings.RootElement.TryGetProperty("model", out JsonElement model) && model.ValueKind == JsonValueKind.String ? prices.Find(model.GetString()!) : null;
    }

    private static double TokensOf<TTask, TRecord>(Plan<TTask, TRecord> plan, int[] pending)
        where TTask : IExperimentTask<TTask>
        where TRecord : IExperimentRecord<TRecord>
    {
        Dictionary<int, long> known = [];
        double tokens = 0;
        foreach (int index in pending)
        {
            int task = plan.TaskIndexOf(index);
            if (!known.TryGetValue(task, out long characters)) known.Add(task, characters = RenderedView.CharactersOf(RenderedView.Input(plan.Tasks[task].Task)));
            tokens += Math.Ceiling(characters / (double)CharactersPerToken);
        }

        return tokens;
    }

    private static EstimatedFigure Nothing => new(0, "nothing is left to ask for", 0);

    private static EstimatedFigure Mean(double sum, long observations, int calls, string basis) => new(sum / observations * calls, basis, observations);

    private static string Stored(long count, string whose) => $"the mean of {Count(count)} stored {Answers(count)} of {whose}";

    private static string Answers(long count) => count == 1 ? "answer" : "answers";

    private static string Count(long count) => count.ToString("#,0", CultureInfo.InvariantCulture);

    // One figure that is not known makes the sum unknown.
    private static EstimatedFigure Sum(VariantEstimate[] variants, UsageEstimate[] others, Func<VariantEstimate, EstimatedFigure> figureOf, Func<UsageEstimate, EstimatedFigure> otherOf)
    {
        EstimatedFigure[] figures = [.. variants.Where(static variant => variant.Calls > 0).Select(figureOf), .. others.Where(static usage => !usage.IsNothing).Select(otherOf)];
        if (figures.Length == 0) return Nothing;
        double? sum = Array.TrueForAll(figures, static figure => figure.Value is not null) ? figures.Sum(static figure => figure.Value!.Value) : null;
        string[] bases = [.. figures.Select(static figure => figure.Basis).Distinct()];
        return new(sum, bases.Length == 1 ? bases[0] : others.All(static usage => usage.IsNothing) ? "the variants, each by its own basis" : "each by its own basis", figures.Sum(static figure => figure.Observations));
    }
}
