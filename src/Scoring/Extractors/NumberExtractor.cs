namespace TrialKeep.Scoring.Extractors;

/// <summary>The first or the last number of a text (<see cref="NumberScan"/>), in one spelling: <c>1250</c> for <c>$1,250.00</c>.</summary>
internal sealed class NumberExtractor(bool last) : Extractor
{
    public override string Name => last ? "last-number" : "first-number";

    public override string Settings => last ? "trialkeep.extract.last-number/1" : "trialkeep.extract.first-number/1";

    public override Extraction Find(string text)
    {
        int at = 0;
        if (!NumberScan.TryNext(text, ref at, out ExactNumber found)) return Nothing("there is no number");
        while (last && NumberScan.TryNext(text, ref at, out ExactNumber next)) found = next;
        return Found(found.ToString());
    }
}
