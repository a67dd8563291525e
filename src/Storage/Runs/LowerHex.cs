using System.Buffers;

namespace TrialKeep.Storage.Runs;

/// <summary>Lower-case hexadecimal digits, the only form in which digests are written.</summary>
internal static class LowerHex
{
    private static readonly SearchValues<char> s_digits = SearchValues.Create("0123456789abcdef");

    public static bool Is(ReadOnlySpan<char> text) => !text.ContainsAnyExcept(s_digits);
}
