namespace TrialKeep.Scoring.Extractors;

/// <summary>The whole text without white space around it.</summary>
internal sealed class WholeText : Extractor
{
    public override string Name => "text";

    public override string Settings => "trialkeep.extract.text/1";

    public override Extraction Find(string text) => text.Trim() is { Length: > 0 } trimmed ? Found(trimmed) : Nothing("the text is empty");
}
