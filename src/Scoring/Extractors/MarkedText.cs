namespace TrialKeep.Scoring.Extractors;

/// <summary>What follows the last mark (<see cref="MarkedAnswer"/>).</summary>
internal sealed class MarkedText : Extractor
{
    public override string Name => "marked";

    public override string Settings => "trialkeep.extract.marked/1";

    public override Extraction Find(string text)
    {
        if (!MarkedAnswer.TryFind(text, out ReadOnlySpan<char> answer)) return Nothing("there is no mark, #### or A:");
        return answer.Trim() is { Length: > 0 } found ? Found(found.ToString()) : Nothing("nothing stands after the mark");
    }
}
