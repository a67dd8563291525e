using System.Runtime.InteropServices;
using TrialKeep.Runtime.Keys;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Storage.Indexes;

/// <summary>The start of a score's line and where it is: 40 bytes, because there may be millions.</summary>
/// <param name="references">The id of the digest of the task's references.</param>
/// <param name="value">The value; null when there is none.</param>
/// <param name="location">Where the line is.</param>
/// <param name="source">Which of the <see cref="ReuseSources"/> names the record; -1 for the one that counts in the run.</param>
/// <param name="hasError">The evaluator failed.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly struct ScoreHead(KeyId references, double? value, in LineLocation location, int source, bool hasError)
{
    private const uint HasValueBit = 1u << 31;
    private const uint HasErrorBit = 1u << 30;

    // A UInt128 would be aligned to 16 bytes.
    private readonly ulong _high = (ulong)(references.Value >> 64);
    private readonly ulong _low = (ulong)references.Value;
    private readonly double _number = value ?? double.NaN;
    private readonly PackedPlace _place = new(location.Segment, location.Offset);
    // A line is at most 2^28 bytes.
    private readonly uint _length = (uint)location.Length | (value is null ? 0 : HasValueBit) | (hasError ? HasErrorBit : 0);

    public KeyId References => new(new UInt128(_high, _low));

    public double? Value => (_length & HasValueBit) != 0 ? _number : null;

    public bool HasError => (_length & HasErrorBit) != 0;

    public LineLocation Location => new(_place.Segment, _place.Offset, (int)(_length & ~(HasValueBit | HasErrorBit)));

    public int Source { get; } = source;
}
