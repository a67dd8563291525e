using System.Globalization;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Orchestration.Estimating;

/// <summary>Estimates what evaluators and transforms use up that call models, from what the same ones used up before.</summary>
internal sealed class UsageEstimator(PriceTable? prices, List<string> notes)
{
    /// <param name="called">Who is called: its kind and name, as in <c>evaluation 'style'</c>.</param>
    /// <param name="name">Its name, by which prices are looked up.</param>
    /// <param name="unit">What it gives: <c>score</c> or <c>output</c>.</param>
    /// <param name="calls">How many are left.</param>
    /// <param name="used">What was used up before.</param>
    /// <param name="isEarlier">That was by an earlier version.</param>
    /// <param name="waiting">Of how many of them it is not known yet whether they are asked for.</param>
    /// <param name="isCaller">The experiment says that it calls somebody.</param>
    public UsageEstimate Of(string called, string name, string unit, int calls, UsageTotal used, bool isEarlier, int waiting, bool isCaller)
    {
        if (calls == 0 || (used.Counted == 0 && !isCaller)) return UsageEstimate.Nothing;
        if (used.Counted == 0)
        {
            notes.Add($"What the {called} takes is not known: no stored {unit} says its tokens.");
            EstimatedFigure unknown = new(null, $"no stored {unit} says its tokens", 0);
            return new(unknown, unknown, unknown, unknown with { Basis = $"no stored {unit} says how long it took" });
        }

        string atMost = waiting == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", at most: of {waiting:#,0} of {calls:#,0} the input is not made yet");
        string basis = Basis("the mean of", used.Counted, unit, isEarlier) + atMost;
        EstimatedFigure input = new(Share(used.Sum.InputTokens, used.Counted, calls), basis, used.Counted);
        EstimatedFigure output = new(Share(used.Sum.OutputTokens, used.Counted, calls), basis, used.Counted);
        EstimatedFigure cost = Cost(called, name, unit, calls, used, isEarlier);
        return new(input, output, cost with { Basis = cost.Basis + (cost.Value is null ? "" : atMost) }, Seconds(called, unit, calls, used, isEarlier, atMost));
    }

    // Prices as they are now count before what was paid then; a price by model is known to the call alone.
    private EstimatedFigure Cost(string called, string name, string unit, int calls, in UsageTotal used, bool isEarlier)
    {
        if (prices?.Find(name) is { } price) return new((double)price.CostOf(used.Sum) / used.Counted * calls, $"the price of '{name}' and its tokens", used.Counted);
        if (used.Priced > 0) return new((double)(used.Sum.Cost ?? 0) / used.Priced * calls, Basis("the mean cost of", used.Priced, unit, isEarlier), used.Priced);
        notes.Add($"The cost of the {called} is not known: there is no price by its name, and no stored {unit} says what it cost. Give the experiment prices with Prices(...).");
        return new(null, "there is no price", 0);
    }

    private EstimatedFigure Seconds(string called, string unit, int calls, in UsageTotal used, bool isEarlier, string atMost)
    {
        if (used.Timed > 0) return new(used.Time.TotalSeconds / used.Timed * calls, Basis("the mean of", used.Timed, unit, isEarlier) + atMost, used.Timed);
        notes.Add($"The time of the {called} is not known: no stored {unit} says how long it took.");
        return new(null, $"no stored {unit} says how long it took", 0);
    }

    private static double Share(long sum, long observations, int calls) => sum / (double)observations * calls;

    private static string Basis(string what, long count, string unit, bool isEarlier) =>
        string.Create(CultureInfo.InvariantCulture, $"{what} {count:#,0} stored {unit}{(count == 1 ? "" : "s")}{(isEarlier ? " of earlier versions" : "")}");
}
