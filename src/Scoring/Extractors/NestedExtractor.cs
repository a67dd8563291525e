namespace TrialKeep.Scoring.Extractors;

/// <summary>Asks an extractor about what another one finds.</summary>
internal sealed class NestedExtractor(Extractor outer, Extractor inner) : Extractor
{
    public override string Name => $"{outer.Name} then {inner.Name}";

    public override string Settings => $"trialkeep.extract.then/1({outer.Settings},{inner.Settings})";

    public override Extraction Find(string text)
    {
        Extraction found = outer.Find(text);
        if (found.Text is null) return Nothing(found.Reason!);
        Extraction within = inner.Find(found.Text);
        return within.Text is { } answer ? Found(answer) : Nothing($"{outer.Name} found a text, in which {inner.Name}: {within.Reason}");
    }
}
