namespace TrialKeep.Scoring.Extractors;

/// <summary>A text that is not looked for.</summary>
internal sealed class FixedText(string given) : Extractor
{
    public override string Name => "otherwise";

    public override string Settings => SettingsText.Of("trialkeep.extract.otherwise/1", given);

    public override Extraction Find(string text) => Found(given);
}
