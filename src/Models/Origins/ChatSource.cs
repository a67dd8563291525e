namespace TrialKeep;

/// <summary>Where an answer came from.</summary>
public enum ChatSource
{
    /// <summary>The model was asked.</summary>
    Model,

    /// <summary>It was kept in a store.</summary>
    Cache,

    /// <summary>It was in a recording.</summary>
    Recording,
}
