using System.Text;

namespace TrialKeep.Storage.Journals;

/// <summary>Makes one string of names that come again and again. For one thread.</summary>
internal sealed class StringPool
{
    private const int Slots = 256;
    private readonly (byte[] Utf8, string Text)[] _known = new (byte[], string)[Slots];

    public string Get(ReadOnlySpan<byte> utf8)
    {
        ref (byte[] Utf8, string Text) slot = ref _known[Checksum.Of(utf8, salt: 0) % Slots];
        if (slot.Text is not null && utf8.SequenceEqual(slot.Utf8)) return slot.Text;
        slot = (utf8.ToArray(), Encoding.UTF8.GetString(utf8));
        return slot.Text;
    }
}
