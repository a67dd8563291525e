namespace TrialKeep.Statistics.Clusters;

/// <summary>What a cluster-robust variance is multiplied by, because few clusters make it too small.</summary>
public enum ClusterCorrection
{
    /// <summary>C/(C - 1), for C clusters: unbiased for the mean of clusters of equal size.</summary>
    Adjusted,

    /// <summary>Nothing (CR0): the plain sandwich, which is too small with few clusters.</summary>
    Plain,
}
