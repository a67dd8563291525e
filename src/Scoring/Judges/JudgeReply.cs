using System.Globalization;
using System.Text.RegularExpressions;

namespace TrialKeep.Scoring.Judges;

/// <summary>Reads what a judge said: the last thing in the asked form, or else in the forms that models fall into. Takes linear time.</summary>
internal static class JudgeReply
{
    private const RegexOptions Options = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.Multiline;

    // The asked form, wherever it stands: "score": 4, also "4" and 4/5.
    private static readonly Regex s_score = new("""["']score["']\s*:\s*["']?(?<score>[+-]?[0-9]+(\.[0-9]+)?)(\s*/\s*(?<of>[0-9]+))?["']?\s*[,}]""", Options);

    // A line of its own: **Score:** 4/5, Final rating = 4.
    private static readonly Regex s_scoreLine = new("""^[\s*_#>-]*((final|overall)\s+)?(score|rating)[\s*_]*[:=][\s*_]*(?<score>[+-]?[0-9]+(\.[0-9]+)?)(\s*(/|out of)\s*(?<of>[0-9]+))?[\s*_.]*$""", Options);

    private static readonly Regex s_scoreAlone = new("""^\s*(?<score>[+-]?[0-9]+(\.[0-9]+)?)\s*$""", Options & ~RegexOptions.Multiline);

    private static readonly Regex s_winner = new("""["']winner["']\s*:\s*["'](?<winner>A|B|tie)["']""", Options);

    private static readonly Regex s_winnerLine = new("""^[\s*_#>-]*((final|overall)\s+)?winner[\s*_]*[:=][\s*_"']*((answer|response)[\s-]+)?(?<winner>A|B|tie)[\s*_."']*$""", Options);

    private static readonly Regex s_winnerAlone = new("""^\s*(?<winner>A|B|tie)\s*$""", Options & ~RegexOptions.Multiline);

    /// <summary>The score; null when there is none on the scale.</summary>
    public static double? Score(string reply, RubricScale scale)
    {
        if (Last(reply, s_score, s_scoreLine, s_scoreAlone) is not { } match) return null;
        bool isOther = match.Groups["of"] is { Success: true, Value: var of } && of != scale.High.ToString(CultureInfo.InvariantCulture);
        return !isOther && double.TryParse(match.Groups["score"].Value, NumberStyles.Float, CultureInfo.InvariantCulture, out double score)
            && score >= scale.Low && score <= scale.High && double.IsInteger(score)
            ? score
            : null;
    }

    /// <summary>Who won, 1 for A, 0 for B and a half for a tie; null when the reply does not say.</summary>
    public static double? Winner(string reply) => Last(reply, s_winner, s_winnerLine, s_winnerAlone)?.Groups["winner"].Value.ToUpperInvariant() switch
    {
        "A" => 1,
        "B" => 0,
        "TIE" => 0.5,
        _ => null,
    };

    private static Match? Last(string reply, params ReadOnlySpan<Regex> forms)
    {
        foreach (Regex form in forms)
        {
            Match? last = null;
            foreach (Match match in form.Matches(reply)) last = match;
            if (last is not null) return last;
        }

        return null;
    }
}
