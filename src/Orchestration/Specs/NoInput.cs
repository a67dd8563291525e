namespace TrialKeep.Orchestration.Specs;

/// <summary>Says why whatever builds on a transform has nothing to work with.</summary>
internal static class NoInput
{
    public static string Because(string transform, string? reason) => $"'{transform}' has no output: {reason ?? "it gave no reason"}";
}
