namespace TrialKeep.Analysis.Charts;

/// <summary>What the colour of a row says. No row depends on colour alone: the same is written beside it.</summary>
public enum ForestTone
{
    /// <summary>An estimate by itself.</summary>
    Plain,

    /// <summary>A difference that is not shown to be real.</summary>
    Open,

    /// <summary>Really better.</summary>
    Better,

    /// <summary>Really worse.</summary>
    Worse,
}
