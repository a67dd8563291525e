using TrialKeep.Orchestration.Execution;
using TrialKeep.Orchestration.Limiting;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Orchestration.Stages;

/// <summary>What all lanes of a call have in common, from the first stage to the last: one budget, one table of prices, one end.</summary>
/// <param name="Budget">What may be spent, and what was.</param>
/// <param name="Prices">What tokens cost; null when nobody said.</param>
/// <param name="Stop">When to stop.</param>
/// <param name="Options">How the call is made.</param>
/// <param name="Time">The clock.</param>
internal sealed record CallTerms(BudgetGuard Budget, PriceTable? Prices, StopTokens Stop, RunOptions Options, TimeProvider Time)
{
    public static CallTerms Of(RunOptions options, PriceTable? prices, RunSession session, StopTokens stop, TimeProvider time) =>
        new(new(options.Budget, options.MaxFailures, prices?.Currency ?? "money", options.Shared ? new SharedBook(session.Claims, time) : null), prices, stop, options, time);
}
