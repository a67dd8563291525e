using TrialKeep.Runtime.Keys;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Storage.Claims;

/// <summary>
/// Divides the work items of a run among the sessions that share it. A session asks for some (a batch costs one transaction, some 200 us),
/// does them, waits until what it appended is durable and settles them. What a session that was killed had claimed and not settled is anybody's
/// again. May be used by several threads.
/// </summary>
public sealed class RunClaims
{
    private readonly ClaimFile _file;
    private readonly RunSession _session;
    private readonly object _gate = new();
    private readonly object _spending = new();
    private string _stamp = "";
    private Spending _spent;

    internal RunClaims(ClaimFile file, RunSession session, string writer)
    {
        _file = file;
        _session = session;
        Writer = writer;
    }

    /// <summary>The writer's name under which this session claims.</summary>
    public string Writer { get; }

    /// <summary>
    /// Claims work items. Not won is what another session, or an earlier call of this one, holds, and what was settled or has succeeded. When claims
    /// of a dead session are taken over, the run is read anew first, and <see cref="RunSession.Writer"/> may be a new one, of a
    /// higher epoch than the dead session's.
    /// </summary>
    /// <param name="keys">The work items asked for: generations.</param>
    /// <returns>Those that are now this session's to do, in the order asked for.</returns>
    /// <exception cref="StoreException">claims.db can't be written, or the run can't be read.</exception>
    public IReadOnlyList<KeyId> TryClaim(params ReadOnlySpan<KeyId> keys)
    {
        ClaimOutcome outcome = _file.Claim(keys, Writer);
        if (outcome.Won.Count == 0) return outcome.Won;
        lock (_gate)
        {
            // What was settled or claimed before may be forgotten, or done and not settled: the journals know.
            bool forgot = _stamp != outcome.Stamp;
            if (forgot || outcome.HighestVoid > 0) _session.Reload();
            if (outcome.HighestVoid > 0) _session.RaiseEpochAbove(outcome.HighestVoid);
            _stamp = outcome.Stamp;
        }

        RunReader reader = _session.Reader;
        KeyId[] done = [.. outcome.Won.Where(key => reader.TryGet(key, out StoredGeneration found) && found.Succeeded)];
        if (done.Length == 0) return outcome.Won;
        _file.Settle(done, Writer);
        return [.. outcome.Won.Except(done)];
    }

    /// <summary>
    /// Says that work items of this session are done, or need not be tried again while the run is shared. Call it when what was appended for
    /// them is durable.
    /// </summary>
    /// <exception cref="StoreException">claims.db can't be written.</exception>
    public void Settle(params ReadOnlySpan<KeyId> keys) => _file.Settle(keys, Writer);

    /// <summary>Gives work items of this session back, undone: anybody may claim them.</summary>
    /// <exception cref="StoreException">claims.db can't be written.</exception>
    public void Release(params ReadOnlySpan<KeyId> keys) => _file.Release(keys, Writer);

    /// <summary>
    /// Spends more when what all sessions that share the run have spent together allows it; some 200 us. What a session has spent counts as long as any shares the run:
    /// the first one that comes begins at nothing.
    /// </summary>
    /// <param name="change">What is spent; negative where something is given back.</param>
    /// <param name="allows">Is told what all have spent before; may be asked more than once.</param>
    /// <param name="all">What all have spent now.</param>
    /// <returns>False when it was not allowed, and nothing was spent.</returns>
    /// <exception cref="StoreException">claims.db can't be written.</exception>
    public bool TrySpend(Spending change, Func<Spending, bool> allows, out Spending all)
    {
        ArgumentNullException.ThrowIfNull(allows);
        lock (_spending)
        {
            Spending next = _spent + change;
            (bool isAllowed, all) = _file.Spend(_spent, next, allows, Writer);
            if (isAllowed) _spent = next;
            return isAllowed;
        }
    }

    /// <summary>What is claimed by whom, by key.</summary>
    /// <exception cref="StoreException">claims.db can't be read.</exception>
    public IReadOnlyList<Claim> List() => _file.List();
}
