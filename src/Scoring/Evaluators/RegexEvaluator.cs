using System.Globalization;
using System.Text.RegularExpressions;

namespace TrialKeep.Scoring.Evaluators;

internal sealed class RegexEvaluator<TTask, TRecord>(
    Func<TTask, Regex> pattern, string identity, Func<TRecord, string?> text, RegexOptions options, TimeSpan timeout) : Evaluator<TTask, TRecord>
{
    public override string Settings { get; } = EvaluatorSettings.Of(
        "trialkeep.regex/1", ("pattern", identity), ("options", options.ToString()), ("timeout", timeout.ToString("c", CultureInfo.InvariantCulture)));

    /// <summary>
    /// A pattern that takes linear time where it is one that can (no look-around, no reference to a group), and otherwise as long as it may.
    /// </summary>
    /// <exception cref="ArgumentException">The pattern is none.</exception>
    public static Regex Compile(string pattern, RegexOptions options, TimeSpan timeout)
    {
        const RegexOptions Backtracking = RegexOptions.RightToLeft | RegexOptions.ECMAScript;
        RegexOptions invariant = options | RegexOptions.CultureInvariant;
        if ((options & Backtracking) == 0)
        {
            try
            {
                return new(pattern, invariant | RegexOptions.NonBacktracking, timeout);
            }
            catch (NotSupportedException)
            {
                // It can't; then it backtracks, and the time-out is what ends it.
            }
        }

        return new(pattern, (options & RegexOptions.ECMAScript) != 0 ? options : invariant, timeout);
    }

    public override ValueTask<Score> EvaluateAsync(TTask task, TRecord record, CancellationToken cancellation)
    {
        if (text(record) is not { } answer) return ValueTask.FromResult(Score.Of(correct: false, explanation: "there is no text"));
        Match match = pattern(task).Match(answer);
        return ValueTask.FromResult(match.Success ? Score.Of(correct: true, match.Value) : Score.Of(correct: false));
    }
}
