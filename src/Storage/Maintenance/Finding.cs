using System.Globalization;

namespace TrialKeep.Storage.Maintenance;

/// <summary>One thing that verification found.</summary>
/// <param name="Kind">What kind of thing.</param>
/// <param name="File">The full path of the file.</param>
/// <param name="Line">The line in it, from 1; null when it is about the file.</param>
/// <param name="Offset">The offset in bytes, in a sealed segment that of the inflated content; null when it is about the file.</param>
/// <param name="Message">What is wrong, in a sentence without the place.</param>
public sealed record Finding(FindingKind Kind, string File, long? Line, long? Offset, string Message)
{
    /// <summary>Whether something is lost or wrong. Torn tails and left-overs are none.</summary>
    public bool IsFault => Kind is not (FindingKind.TornTail or FindingKind.LeftOver);

    /// <inheritdoc/>
    public override string ToString() => Line is null
        ? $"{File}: {Message}"
        : string.Create(CultureInfo.InvariantCulture, $"{File}, line {Line}, byte {Offset}: {Message}");
}
