using TrialKeep.Runtime.Keys;
using TrialKeep.Storage.Indexes;

namespace TrialKeep.Storage.Tests.Indexes;

/// <summary>Keys are numbered in the order they come, wherever they are found again.</summary>
public sealed class SharedNumbersTests
{
    [Fact]
    public void A_key_keeps_its_number_when_the_other_table_gets_it_later()
    {
        KeyTable known = new();
        known.Add(Of(5), out _);
        known.Add(Of(6), out _);
        SharedNumbers numbers = new(known);
        Assert.Equal((0, -1, true), Add(numbers, Of(9)));
        Assert.Equal((1, 1, true), Add(numbers, Of(6)));
        Assert.Equal((2, -1, true), Add(numbers, Of(8)));
        known.Add(Of(9), out _);
        Assert.Equal((0, 2, false), Add(numbers, Of(9)));
        Assert.Equal((3, 0, true), Add(numbers, Of(5)));
        Assert.Equal((1, 1, false), Add(numbers, Of(6)));
        Assert.Equal([3, 1, 2, 0, -1], new[] { Of(5), Of(6), Of(8), Of(9), Of(7) }.Select(numbers.Find));
        Assert.Equal(4, numbers.Count);
    }

    [Fact]
    public void Without_another_table_it_numbers_by_itself()
    {
        SharedNumbers numbers = new(known: null);
        Assert.Equal((0, -1, true), Add(numbers, Of(3)));
        Assert.Equal((1, -1, true), Add(numbers, Of(1)));
        Assert.Equal((0, -1, false), Add(numbers, Of(3)));
        Assert.Equal([1, -1], new[] { Of(1), Of(2) }.Select(numbers.Find));
    }

    private static (int Number, int There, bool IsNew) Add(SharedNumbers numbers, KeyId key) => (numbers.Add(key, out int there, out bool isNew), there, isNew);

    private static KeyId Of(int number) => new((UInt128)number << 64 | (UInt128)(number & 1));
}
