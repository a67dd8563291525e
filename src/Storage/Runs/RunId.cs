using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using TrialKeep.Runtime.Keys;

namespace TrialKeep.Storage.Runs;

/// <summary>
/// Names a run: <c>yyyyMMddTHHmmssfffZ-</c> and the first 16 hexadecimal digits of its manifest's digest. Ids of one experiment sort by the
/// order in which the runs began, even when the clock went back between them.
/// </summary>
public readonly record struct RunId : IComparable<RunId>
{
    private const string TimeFormat = "yyyyMMdd'T'HHmmssfff'Z'";
    private const int TimeLength = 19;
    private const int DigestDigits = 16;
    private readonly string? _text;

    private RunId(string text, DateTimeOffset created)
    {
        _text = text;
        Created = created;
    }

    internal RunId(DateTimeOffset created, Digest manifest)
        : this($"{created.ToUniversalTime().ToString(TimeFormat, CultureInfo.InvariantCulture)}-{manifest.ToString()[..DigestDigits]}", Milliseconds(created))
    {
    }

    /// <summary>The id as text, 36 characters; empty for the default value.</summary>
    public string Text => _text ?? "";

    /// <summary>The moment in the id, UTC, to the millisecond.</summary>
    public DateTimeOffset Created { get; }

    /// <summary>Reads the text of an id.</summary>
    /// <exception cref="StoreException">It is no run id (<see cref="Problem.BadName"/>).</exception>
    public static RunId Parse(string text) => TryParse(text, out RunId id)
        ? id
        : throw new StoreException(Problem.BadName, $"'{Name.Shown(text ?? "")}' is no run id; one looks like 20260131T120000000Z-0123456789abcdef.");

    /// <summary>Reads the text of an id; false when it is none.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out RunId id)
    {
        id = default;
        if (text is null || text.Length != TimeLength + 1 + DigestDigits || text[TimeLength] != '-') return false;
        ReadOnlySpan<char> digits = text.AsSpan(TimeLength + 1);
        if (!LowerHex.Is(digits)) return false;
        if (!DateTimeOffset.TryParseExact(text.AsSpan(0, TimeLength), TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset created)) return false;
        id = new(text, created);
        return true;
    }

    /// <summary>Whether the run executes the manifest with this digest, as far as the id tells.</summary>
    internal bool MayExecute(Digest manifest) => Text.EndsWith(manifest.ToString()[..DigestDigits], StringComparison.Ordinal);

    /// <inheritdoc/>
    public int CompareTo(RunId other) => string.CompareOrdinal(Text, other.Text);

    /// <inheritdoc/>
    public bool Equals(RunId other) => Text == other.Text;

    /// <inheritdoc/>
    public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);

    /// <summary>The id as text.</summary>
    public override string ToString() => Text;

    /// <summary>Earlier.</summary>
    public static bool operator <(RunId left, RunId right) => left.CompareTo(right) < 0;

    /// <summary>Earlier or the same.</summary>
    public static bool operator <=(RunId left, RunId right) => left.CompareTo(right) <= 0;

    /// <summary>Later.</summary>
    public static bool operator >(RunId left, RunId right) => left.CompareTo(right) > 0;

    /// <summary>Later or the same.</summary>
    public static bool operator >=(RunId left, RunId right) => left.CompareTo(right) >= 0;

    private static DateTimeOffset Milliseconds(DateTimeOffset time) => new(time.UtcTicks - time.UtcTicks % TimeSpan.TicksPerMillisecond, TimeSpan.Zero);
}
