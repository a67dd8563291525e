namespace TrialKeep.Statistics.AnalysisOfVariance;

/// <summary>What a factor's sum of squares is compared with in unbalanced data; in balanced data it makes no difference.</summary>
public enum SumsOfSquares
{
    /// <summary>Type II: what a factor adds to the other one, without the interaction; the better test where there is none.</summary>
    TypeTwo,

    /// <summary>Type III: what a factor adds to the other one and the interaction (with sum coding): its unweighted means.</summary>
    TypeThree,
}
