using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using TrialKeep.Runtime.Keys;

namespace TrialKeep.Models.Caching;

/// <summary>The requests that are being asked now, so that of equal ones only the first asks.</summary>
internal sealed class Flights
{
    private readonly ConcurrentDictionary<KeyId, Flight> _under = new();

    /// <summary>Begins a request, or finds the equal one that is under way.</summary>
    /// <param name="key">The request.</param>
    /// <param name="own">The caller's flight, to be disposed; null when another one is under way.</param>
    /// <param name="other">That one.</param>
    public bool TryBegin(KeyId key, [NotNullWhen(true)] out Flight? own, [NotNullWhen(false)] out Flight? other)
    {
        Flight flight = new(ended => _under.TryRemove(new(key, ended)));
        Flight winner = _under.GetOrAdd(key, flight);
        (own, other) = winner == flight ? (flight, (Flight?)null) : (null, winner);
        return own is not null;
    }
}
