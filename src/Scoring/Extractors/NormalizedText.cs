using System.Text;

namespace TrialKeep.Scoring.Extractors;

/// <summary>
/// A text as <see cref="TextForm.Squad"/> compares it: lower case, without punctuation, without the words a, an and the, white space as one blank. Before that Unicode's compatibility forms are
/// made one (NFKC, UAX #15), which the script of SQuAD does not do: full-width digits, ligatures and non-breaking blanks become plain ones.
/// </summary>
internal sealed class NormalizedText : Extractor
{
    private static readonly TextForm s_form = TextForm.Squad with { Unicode = NormalizationForm.FormKC };

    public override string Name => "normalized";

    public override string Settings => "trialkeep.extract.normalized/1";

    public override Extraction Find(string text) => s_form.Apply(text) is { Length: > 0 } found ? Found(found) : Nothing("nothing is left of the text without punctuation and articles");
}
