using TrialKeep.Runtime.Keys;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Storage.Tests.Runs;

public sealed class StoredScoreTests
{
    [Fact]
    public void A_score_is_current_for_its_record_and_references_unless_the_evaluator_failed()
    {
        KeyId references = Digest.Of("label"u8).Id;
        RecordReference record = new(default, "w0001", 7);
        StoredScore score = default(StoredScore) with { Record = record, References = references, Value = 1 };
        Assert.True(score.IsCurrent(record, references));
        Assert.False(score.IsCurrent(record, Digest.Of("corrected"u8).Id));
        Assert.False(score.IsCurrent(record with { Sequence = 8 }, references));
        Assert.False((score with { Error = new RecordError("exception", "it broke") }).IsCurrent(record, references));
    }
}
