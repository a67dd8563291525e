namespace TrialKeep;

/// <summary>Says which code answers or scores.</summary>
public static class Code
{
    /// <summary>A version that the user raises when the code changes what comes out.</summary>
    /// <exception cref="ArgumentException">The version is empty.</exception>
    public static CodeIdentity Version(string version)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(version);
        return new($"version:{version}");
    }
}
