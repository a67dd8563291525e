using System.ClientModel.Primitives;
using TrialKeep.Models.Failures;
using TrialKeep.Models.Transport;

namespace TrialKeep.Models.Clients;

/// <summary>One call from its start to its end: its clock, its attempts and what its exceptions mean.</summary>
internal sealed class ChatCall : IDisposable
{
    private readonly CancellationTokenSource _overall;
    private readonly CancellationTokenSource _either;
    private readonly CancellationToken _caller;
    private readonly CallState _state;
    private readonly FailureTranslator _failures;

    public ChatCall(OpenAIChatClientOptions options, FailureTranslator failures, CancellationToken caller)
    {
        _caller = caller;
        _failures = failures;
        _state = new CallState(Environment.TickCount64 + (long)options.OverallTimeout.TotalMilliseconds);
        _overall = new CancellationTokenSource(options.OverallTimeout);
        _either = CancellationTokenSource.CreateLinkedTokenSource(caller, _overall.Token);
    }

    /// <summary>Cancelled by the caller and by the overall time-out.</summary>
    public CancellationToken Cancellation => _either.Token;

    public RequestOptions Request(bool stream)
    {
        var request = new RequestOptions { CancellationToken = Cancellation, BufferResponse = !stream };
        if (stream)
            request.SetHeader("Accept", "text/event-stream");
        request.AddPolicy(_state, PipelinePosition.PerTry);
        return request;
    }

    /// <summary>The exception to throw in place of this one: a cancellation if the caller wanted it, else the failure.</summary>
    public Exception Translate(Exception exception) => _caller.IsCancellationRequested
        ? new OperationCanceledException("The chat call was cancelled.", _caller)
        : _failures.Translate(exception, _state, _overall.IsCancellationRequested);

    public void Dispose()
    {
        _either.Dispose();
        _overall.Dispose();
    }
}
