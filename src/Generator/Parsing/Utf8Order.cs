using System.Text;

namespace TrialKeep.Generator.Parsing;

/// <summary>The order of the UTF-8 bytes, which differs from the ordinal order of .NET's strings above the basic plane.</summary>
internal sealed class Utf8Order : IComparer<string>
{
    public static Utf8Order Instance { get; } = new();

    public int Compare(string? left, string? right)
    {
        byte[] a = Encoding.UTF8.GetBytes(left ?? "");
        byte[] b = Encoding.UTF8.GetBytes(right ?? "");
        return a.AsSpan().SequenceCompareTo(b);
    }
}
