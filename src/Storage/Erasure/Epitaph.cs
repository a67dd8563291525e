namespace TrialKeep.Storage.Erasure;

/// <summary>What an erasure leaves in the place of what it takes.</summary>
/// <param name="Time">When it was asked for.</param>
/// <param name="Reason">Why.</param>
/// <param name="Text">What is masked in the reasons of earlier ones; null when no text is erased.</param>
internal sealed record Epitaph(DateTimeOffset Time, string Reason, TextSearch? Text)
{
    public string Mask(string reason) => Text?.Mask(reason) ?? reason;
}
