using System.ClientModel.Primitives;

namespace TrialKeep.Models.Transport;

/// <summary>What happened to one call so far. It stands behind the retry policy in the pipeline and so sees every attempt.</summary>
internal sealed class CallState(long deadline) : PipelinePolicy
{
    /// <summary>The attempts so far, the running one included.</summary>
    public int Attempts { get; private set; }

    /// <summary>The wait that the server asked for and the deadline forbids.</summary>
    public TimeSpan? RefusedDelay { get; private set; }

    public static CallState Of(PipelineMessage message)
        => message.TryGetProperty(typeof(CallState), out object? state) && state is CallState found
            ? found
            : throw new InvalidOperationException("A message went through the chat client's pipeline that the client did not send.");

    /// <summary>Whether a retry after this wait still begins in time; if not, the wait is noted.</summary>
    public bool Allows(TimeSpan delay)
    {
        bool allowed = Environment.TickCount64 + delay.TotalMilliseconds < deadline;
        if (!allowed)
            RefusedDelay = delay;
        return allowed;
    }

    public override void Process(PipelineMessage message, IReadOnlyList<PipelinePolicy> pipeline, int currentIndex)
    {
        Begin(message);
        ProcessNext(message, pipeline, currentIndex);
    }

    public override ValueTask ProcessAsync(PipelineMessage message, IReadOnlyList<PipelinePolicy> pipeline, int currentIndex)
    {
        Begin(message);
        return ProcessNextAsync(message, pipeline, currentIndex);
    }

    private void Begin(PipelineMessage message)
    {
        Attempts++;
        message.SetProperty(typeof(CallState), this);
    }
}
