using System.Runtime.CompilerServices;
using TrialKeep.Runtime.Keys;
using TrialKeep.Storage.Indexes;
using TrialKeep.Storage.Journals;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Storage.Tests.Indexes;

/// <summary>What is packed is what comes out, and what does not fit is refused by name.</summary>
public sealed class ScoreHeadTests
{
    [Theory]
    [InlineData(0, 0L, 1, null, false)]
    [InlineData(7, 123L, 456, 0.25, false)]
    [InlineData(PackedPlace.MostSegments - 1, (1L << 44) - 1, Line.Longest, double.NaN, true)]
    public void Everything_comes_out_as_it_went_in(int segment, long offset, int length, double? value, bool hasError)
    {
        KeyId references = new(UInt128.MaxValue - 5);
        ScoreHead head = new(references, value, new(segment, offset, length), -1, hasError);
        Assert.Equal((references, value, new LineLocation(segment, offset, length), -1, hasError), (head.References, head.Value, head.Location, head.Source, head.HasError));
        Assert.Equal(40, Unsafe.SizeOf<ScoreHead>());
    }

    [Theory]
    [InlineData(PackedPlace.MostSegments, 0L)]
    [InlineData(0, 1L << 44)]
    [InlineData(-1, 0L)]
    public void What_does_not_fit_is_refused(int segment, long offset)
    {
        StoreException error = Assert.Throws<StoreException>(() => new PackedPlace(segment, offset));
        Assert.Contains("StoreOptions.SegmentBytes", error.Message, StringComparison.Ordinal);
    }
}
