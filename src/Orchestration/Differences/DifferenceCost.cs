namespace TrialKeep.Orchestration.Differences;

/// <summary>What it costs to bring one plan or run to another.</summary>
/// <param name="Answers">Answers that the second plans and the first does not have.</param>
/// <param name="Stored">Of these, how many some run of the experiment has: they are reused.</param>
/// <param name="Scores">Scores that the second plans and the first does not have; those that another run has are taken over and cost nothing.</param>
public sealed record DifferenceCost(int Answers, int Stored, int Scores)
{
    /// <summary>How often a variant is asked.</summary>
    public int Calls => Answers - Stored;
}
