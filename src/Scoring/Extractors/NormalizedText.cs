using System.Text;

namespace TrialKeep.Scoring.Extractors;

/// <summary>
/// A text as the evaluation script of SQuAD 1.1 compares it (Rajpurkar et al., 2016, <c>normalize_answer</c>): lower case, without ASCII punctuation, without the words a, an and the,
/// white space as one blank. Before that Unicode's compatibility forms are made one (NFKC, UAX #15), which the script does not do: full-width digits, ligatures and
/// non-breaking blanks become plain ones.
/// </summary>
internal sealed class NormalizedText : Extractor
{
    public override string Name => "normalized";

    public override string Settings => "trialkeep.extract.normalized/1";

    public override Extraction Find(string text) => Normalize(text) is { Length: > 0 } found ? Found(found) : Nothing("nothing is left of the text without punctuation and articles");

    public static string Normalize(string text)
    {
        StringBuilder kept = new(text.Length);
        foreach (char c in Compatible(text).ToLowerInvariant())
        {
            if (!char.IsAscii(c) || !(char.IsPunctuation(c) || char.IsSymbol(c))) kept.Append(c);
        }

        IEnumerable<string> words = kept.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Where(static word => word is not ("a" or "an" or "the"));
        return string.Join(' ', words);
    }

    // Half a surrogate pair has no normal form; the rest of such a text is compared as it is.
    private static string Compatible(string text)
    {
        try
        {
            return text.Normalize(NormalizationForm.FormKC);
        }
        catch (ArgumentException)
        {
            return text;
        }
    }
}
