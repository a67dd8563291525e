namespace TrialKeep.Scoring.Extractors;

/// <summary>The user's own extractor.</summary>
internal sealed class CodeExtractor(string name, Func<string, string?> find) : Extractor
{
    public override string Name => name;

    public override string Settings => SettingsText.Of("trialkeep.extract.code/1", name);

    public override Extraction Find(string text) => find(text) is { } found ? Found(found) : Nothing("it found nothing");
}
