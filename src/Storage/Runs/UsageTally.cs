namespace TrialKeep.Storage.Runs;

/// <summary>Adds up what tries have used up, those that came to an end apart from those that failed.</summary>
internal sealed class UsageTally
{
    /// <summary>What was used up by tries that came to an end, replaced ones too.</summary>
    public UsageTotal Used { get; private set; }

    /// <summary>What was used up by tries that failed.</summary>
    public UsageTotal Lost { get; private set; }

    /// <summary>Counts one try.</summary>
    /// <param name="usage">What it has used up.</param>
    /// <param name="elapsed">How long it took; null when nobody said.</param>
    /// <param name="isLost">Whether it failed.</param>
    public void Count(Usage usage, TimeSpan? elapsed, bool isLost)
    {
        if (isLost) Lost = Lost.With(usage, elapsed);
        else Used = Used.With(usage, elapsed);
    }
}
