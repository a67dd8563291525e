using System.Text.Json;
using TrialKeep.Statistics.Repeated;

namespace TrialKeep.Statistics.Tests.Repeated;

public sealed class MajorityVoteTests
{
    [Fact]
    public void It_equals_the_enumeration_of_all_choices()
    {
        foreach (JsonElement row in Golden.Of("agreement").GetProperty("majority").EnumerateArray())
        {
            int[] votes = [.. row[0].EnumerateArray().Select(static count => count.GetInt32())];
            Assert.Equal(row[3].GetDouble(), MajorityVote.Accuracy(votes, row[1].GetInt32(), row[2].GetInt32()), 1e-13);
        }
    }

    [Fact]
    public void One_vote_is_the_share_of_right_samples_and_all_votes_are_the_vote()
    {
        Assert.Equal(0.3, MajorityVote.Accuracy([3, 4, 3], 0, 1), 1e-14);
        Assert.Equal(0, MajorityVote.Accuracy([3, 4, 3], 0, 10), 1e-14);
        Assert.Equal(1, MajorityVote.Accuracy([3, 4, 3], 1, 10), 1e-14);
        Assert.Equal(0.5, MajorityVote.Accuracy([5, 0, 5], 0, 10), 1e-14);
    }

    [Fact]
    public void Without_the_right_answer_it_is_never_right() => Assert.Equal(0, MajorityVote.Accuracy([3, 4], -1, 3));

    [Fact]
    public void Many_samples_do_not_overflow()
    {
        Assert.Equal(1, MajorityVote.Accuracy([700, 200, 100], 0, 900), 1e-9);
        // Two answers with as many votes each: by symmetry.
        Assert.Equal(0.5, MajorityVote.Accuracy([500, 500], 0, 501), 1e-9);
        Assert.Equal(1 / 3.0, MajorityVote.Accuracy([300, 300, 300], 2, 450), 1e-9);
        Assert.Throws<ArgumentException>(() => MajorityVote.Accuracy([1000, 1], 0, 1));
    }

    [Fact]
    public void Counts_that_contradict_each_other_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => MajorityVote.Accuracy([1, 2], 0, 4));
        Assert.Throws<ArgumentOutOfRangeException>(() => MajorityVote.Accuracy([1, 2], 0, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => MajorityVote.Accuracy([1, 2], 2, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => MajorityVote.Accuracy([1, -2], 0, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => MajorityVote.Accuracy([], -1, 1));
    }
}
