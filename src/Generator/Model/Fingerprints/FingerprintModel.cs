namespace TrialKeep.Generator.Model.Fingerprints;

/// <summary>A fingerprint: everything that is emitted for it.</summary>
/// <param name="Target">What has it.</param>
/// <param name="Text">The text of the code identity; null in a design-time build, where nothing is computed.</param>
internal sealed record FingerprintModel(FingerprintTarget Target, string? Text);
