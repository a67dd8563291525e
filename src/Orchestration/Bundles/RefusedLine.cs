namespace TrialKeep.Orchestration.Bundles;

/// <summary>A line that was not taken.</summary>
/// <param name="File">The file as the user named it.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Reason">One sentence, which names the item where that is known.</param>
public readonly record struct RefusedLine(string File, long Line, string Reason)
{
    /// <summary>Place and reason.</summary>
    public override string ToString() => FormattableString.Invariant($"{File}, line {Line}: {Reason}");
}
