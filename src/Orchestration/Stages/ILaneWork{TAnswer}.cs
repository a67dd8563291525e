using System.Diagnostics;
using Microsoft.Extensions.Logging;
using TrialKeep.Orchestration.Specs;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Orchestration.Stages;

/// <summary>An item of a lane: how it is asked for, and where what came of it goes. Implemented by structs, so that an item costs no allocation.</summary>
/// <typeparam name="TAnswer">What is asked for.</typeparam>
internal interface ILaneWork<TAnswer>
{
    /// <summary>From what the waits between tries are drawn.</summary>
    long Seed { get; }

    /// <summary>The item, in messages.</summary>
    string Item { get; }

    /// <summary>Asks once.</summary>
    /// <param name="tries">The how manieth try in this call this is, from 1.</param>
    /// <param name="report">Where it says what it uses up.</param>
    /// <param name="cancellation">Nobody waits for it any more.</param>
    ValueTask<TAnswer> AskAsync(int tries, CallReport report, CancellationToken cancellation);

    /// <summary>Begins a trace of a try; null when nobody listens.</summary>
    Activity? Trace(int tries);

    /// <summary>Tells the trace and the measures how a try ended.</summary>
    void Traced(Activity? activity, in CallEnd end, in CallResult<TAnswer> result);

    /// <summary>Stores an answer; else says why it can't be stored.</summary>
    CallFailure? Keep(in CallEnd end, TAnswer answer);

    /// <summary>Stores a failed try.</summary>
    void Fail(in CallEnd end, RecordError error);

    /// <summary>Tells the log of a failed try.</summary>
    void Log(ILogger logger, int tries, RecordError error);
}
