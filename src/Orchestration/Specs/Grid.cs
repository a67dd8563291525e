namespace TrialKeep;

/// <summary>Starts a grid of variants.</summary>
public static class Grid
{
    /// <summary>A grid of one variant, to which <c>Vary</c> adds settings.</summary>
    /// <param name="name">What the names of its variants begin with.</param>
    /// <param name="settings">What is common to all.</param>
    public static Grid<TVariant> Of<TVariant>(string name, TVariant settings)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return new([new(name, settings)]);
    }
}
