namespace TrialKeep.Analysis.Charts;

/// <summary>How the values of a chart are written.</summary>
public enum ValueFormat
{
    /// <summary>As numbers of four significant digits.</summary>
    Number,

    /// <summary>As shares in percent: 0.5 is 50%; differences of them in points.</summary>
    Share,
}
