using TrialKeep.Orchestration.Limiting;
using TrialKeep.Orchestration.Stages;

namespace TrialKeep;

/// <summary>A call that a <see cref="CallLimiter"/> let through. The first that is said of its end counts; disposing it says that it was given up.</summary>
public sealed class CallPermit : IDisposable
{
    private readonly VariantGate _gate;
    private readonly CallTicket _ticket;
    private int _over;

    internal CallPermit(VariantGate gate, CallTicket ticket) => (_gate, _ticket) = (gate, ticket);

    /// <summary>The service has answered.</summary>
    /// <param name="usage">What the call has used up; null when nobody knows.</param>
    public void Answered(Usage? usage)
    {
        if (Ends()) _gate.Answered(_ticket, usage);
    }

    /// <summary>The call has failed. A <see cref="FailureKind.RateLimited"/> one lowers the rates and pauses all calls, for its <see cref="VariantException.RetryAfter"/> at least.</summary>
    public void Failed(Exception failure)
    {
        ArgumentNullException.ThrowIfNull(failure);
        if (Ends()) _gate.Failed(_ticket, new(FailureDescription.Of(failure), FailureDescription.RetryAfter(failure)), usage: null, isFinal: true);
    }

    /// <summary>The call is over, and nothing is known of how.</summary>
    public void Dispose()
    {
        if (Ends()) _gate.Leave(_ticket);
    }

    private bool Ends() => Interlocked.Exchange(ref _over, 1) == 0;
}
