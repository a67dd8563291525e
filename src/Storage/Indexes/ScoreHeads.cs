using System.Runtime.CompilerServices;
using TrialKeep.Storage.Ahead;
using TrialKeep.Storage.Journals;

namespace TrialKeep.Storage.Indexes;

/// <summary>What an index keeps of the scores of a block.</summary>
internal sealed class ScoreHeads : LineHeads
{
    private ScoreMembers[] _scores = [];
    private bool[] _areScores = [];

    /// <summary>The members of a score; false when they are not those of its kind.</summary>
    public bool TryGet(int index, out ScoreMembers score)
    {
        score = _scores[index];
        return _areScores[index];
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Read(int index, LineKind kind, ReadOnlySpan<byte> line, int body)
    {
        if (kind != LineKind.Score) return;
        Fit(ref _scores, index);
        Fit(ref _areScores, index);
        _areScores[index] = ScoreLine.TryHead(line, body, out _scores[index]);
    }
}
