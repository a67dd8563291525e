namespace TrialKeep.Scoring.Texts;

/// <summary>For each symbol of a sequence a bit at each place where it stands, in blocks of 64 places.</summary>
internal sealed class PlaceMasks
{
    private readonly Dictionary<int, ulong[]> _masks = [];
    private readonly ulong[] _none;

    public PlaceMasks(ReadOnlySpan<int> symbols)
    {
        Length = symbols.Length;
        Blocks = (symbols.Length + 63) / 64;
        _none = new ulong[Blocks];
        for (int i = 0; i < symbols.Length; i++)
        {
            if (!_masks.TryGetValue(symbols[i], out ulong[]? mask)) _masks.Add(symbols[i], mask = new ulong[Blocks]);
            mask[i / 64] |= 1UL << (i % 64);
        }
    }

    public int Length { get; }

    public int Blocks { get; }

    public ulong[] this[int symbol] => _masks.GetValueOrDefault(symbol, _none);
}
