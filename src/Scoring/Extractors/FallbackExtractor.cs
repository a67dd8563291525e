using System.Collections.Immutable;

namespace TrialKeep.Scoring.Extractors;

/// <summary>Asks one extractor after the other until one finds something.</summary>
internal sealed class FallbackExtractor(ImmutableArray<Extractor> alternatives) : Extractor
{
    public override string Name => string.Join(" or ", alternatives.Select(static one => one.Name));

    public override string Settings => $"trialkeep.extract.first-of/1({string.Join(',', alternatives.Select(static one => one.Settings))})";

    internal override IReadOnlyList<Extractor> Alternatives => alternatives;

    public override Extraction Find(string text)
    {
        List<string> reasons = [];
        foreach (Extractor one in alternatives)
        {
            Extraction found = one.Find(text);
            if (found.Text is not null) return found;
            reasons.Add($"{one.Name}: {found.Reason}");
        }

        return Nothing(string.Join("; ", reasons));
    }
}
