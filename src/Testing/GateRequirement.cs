using System.Globalization;
using TrialKeep.Analysis.Gates;
using TrialKeep.Analysis.Reports;

namespace TrialKeep.Testing;

/// <summary>Turns a gate's decision into the outcome of a test, in any framework that takes an exception for a failure.</summary>
public static class GateRequirement
{
    /// <summary>Returns when the gate passed, and throws what it says as a table when it did not.</summary>
    /// <param name="decision">What the gate says.</param>
    /// <param name="undecided">What to do when it can't tell.</param>
    /// <param name="nothingToCompare">What to do when there is nothing to compare.</param>
    /// <returns>The decision, to look further into.</returns>
    /// <exception cref="GateFailedException">It failed.</exception>
    /// <exception cref="GateUndecidedException">It can't tell, and <paramref name="undecided"/> is <see cref="Otherwise.Fail"/>.</exception>
    /// <exception cref="NothingToCompareException">There is nothing to compare, and <paramref name="nothingToCompare"/> is <see cref="Otherwise.Fail"/>.</exception>
    /// <exception cref="GateSkippedException">One of the two, and it was to be skipped.</exception>
    public static GateDecision Require(this GateDecision decision, Otherwise undecided = Otherwise.Fail, Otherwise nothingToCompare = Otherwise.Fail)
    {
        ArgumentNullException.ThrowIfNull(decision);
        switch (decision.Verdict)
        {
            case GateVerdict.Failed:
                throw new GateFailedException(Text(decision), decision);
            case GateVerdict.Undecided when undecided != Otherwise.Pass:
                throw undecided == Otherwise.Skip ? new GateSkippedException(Text(decision), decision) : new GateUndecidedException(Text(decision), decision);
            case GateVerdict.NothingToCompare when nothingToCompare != Otherwise.Pass:
                throw nothingToCompare == Otherwise.Skip ? new GateSkippedException(Text(decision), decision) : new NothingToCompareException(Text(decision), decision);
            default:
                return decision;
        }
    }

    // Frameworks put their own words before the message: the columns are right from the second line on.
    private static string Text(GateDecision decision)
    {
        using StringWriter text = new(CultureInfo.InvariantCulture);
        GateTextReport.Write(text, decision);
        return text.ToString().TrimEnd('\n');
    }
}
