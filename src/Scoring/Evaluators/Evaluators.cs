using System.Text.RegularExpressions;
using TrialKeep.Scoring.Evaluators;
using TrialKeep.Scoring.Labels;
using TrialKeep.Scoring.Shapes;

namespace TrialKeep;

/// <summary>
/// The evaluators that come with this SDK. They depend on no culture and may be called from many threads at once. Every setting is part of an evaluator's identity;
/// the functions that are given to it are identified by the <c>code:</c> of the evaluation.
/// </summary>
public static class Evaluators
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Right when the text after its last <c>####</c> or <c>A:</c>, without commas and blanks, is the same number as the expected one
    /// (26 is 26.0). A text without a mark, or no text, is wrong.
    /// </summary>
    /// <param name="expected">The expected number of a task.</param>
    /// <param name="text">The text of a record.</param>
    /// <param name="tolerance">How far off it may be; not at all by default.</param>
    /// <exception cref="ArgumentException">A tolerance is negative.</exception>
    public static Evaluator<TTask, TRecord> Number<TTask, TRecord>(Func<TTask, decimal> expected, Func<TRecord, string?> text, NumberTolerance tolerance = default)
    {
        tolerance.Demand(nameof(tolerance));
        return new NumberEvaluator<TTask, TRecord>(expected, text, tolerance);
    }

    /// <summary>Right when a number is close enough to the expected one. No number, or one that is not finite where a finite one is expected, is wrong.</summary>
    /// <param name="expected">The expected number of a task.</param>
    /// <param name="value">The number of a record.</param>
    /// <param name="tolerance">How far off it may be.</param>
    /// <exception cref="ArgumentException">A tolerance is negative.</exception>
    public static Evaluator<TTask, TRecord> Close<TTask, TRecord>(Func<TTask, double> expected, Func<TRecord, double?> value, NumberTolerance tolerance)
    {
        tolerance.Demand(nameof(tolerance));
        return new CloseEvaluator<TTask, TRecord>(expected, value, tolerance);
    }

    /// <summary>Right when the text is the expected one to the letter. No text is wrong.</summary>
    /// <param name="expected">The expected text of a task.</param>
    /// <param name="text">The text of a record.</param>
    /// <param name="form">What is made of both before; by default blanks at both ends are dropped.</param>
    public static Evaluator<TTask, TRecord> Exact<TTask, TRecord>(Func<TTask, string> expected, Func<TRecord, string?> text, TextForm? form = null) =>
        new ExactEvaluator<TTask, TRecord>(expected, text, form ?? TextForm.Trimmed);

    /// <summary>Right when the text contains what it should, or does not contain what it should not. No text is wrong; a task that names nothing is unscored.</summary>
    /// <param name="parts">What a task looks for.</param>
    /// <param name="text">The text of a record.</param>
    /// <param name="wanted">All of it, any of it, or none.</param>
    /// <param name="form">What is made of all texts before; by default they stay as they are.</param>
    public static Evaluator<TTask, TRecord> Contains<TTask, TRecord>(
        Func<TTask, IEnumerable<string>> parts, Func<TRecord, string?> text, WantedParts wanted = WantedParts.All, TextForm? form = null) =>
        new ContainsEvaluator<TTask, TRecord>(parts, text, wanted, form ?? TextForm.AsIs);

    /// <summary>
    /// Right when a pattern of .NET is found in the text. A pattern without look-around and references to groups takes time linear in the text; any
    /// other fails by time-out, to be tried again, when it takes too long.
    /// </summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="text">The text of a record.</param>
    /// <param name="options">Options of .NET; the culture never matters.</param>
    /// <param name="timeout">How long a match may take; a second by default.</param>
    /// <exception cref="ArgumentException">The pattern is none.</exception>
    public static Evaluator<TTask, TRecord> Matches<TTask, TRecord>(string pattern, Func<TRecord, string?> text, RegexOptions options = RegexOptions.None, TimeSpan? timeout = null)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        Regex compiled = RegexEvaluator<TTask, TRecord>.Compile(pattern, options, timeout ?? s_patience);
        return new RegexEvaluator<TTask, TRecord>(_ => compiled, pattern, text, options, timeout ?? s_patience);
    }

    /// <summary>Right when the pattern of the task is found in the text; as <see cref="Matches{TTask, TRecord}(string, Func{TRecord, string?}, RegexOptions, TimeSpan?)"/>.</summary>
    /// <param name="pattern">The pattern of a task.</param>
    /// <param name="text">The text of a record.</param>
    /// <param name="options">Options of .NET; the culture never matters.</param>
    /// <param name="timeout">How long a match may take; a second by default.</param>
    public static Evaluator<TTask, TRecord> Matches<TTask, TRecord>(
        Func<TTask, string> pattern, Func<TRecord, string?> text, RegexOptions options = RegexOptions.None, TimeSpan? timeout = null) =>
        new RegexEvaluator<TTask, TRecord>(
            task => RegexEvaluator<TTask, TRecord>.Compile(pattern(task), options, timeout ?? s_patience), "of the task", text, options, timeout ?? s_patience);

    /// <summary>
    /// Right when the text is JSON of the same value: order of members and white space make no difference, and 1 is 1.0. No text, no JSON and a member that
    /// stands twice are wrong.
    /// </summary>
    /// <param name="expected">The expected JSON of a task.</param>
    /// <param name="text">The text of a record.</param>
    /// <param name="ignoresOrder">Whether the order of elements in arrays makes no difference either.</param>
    public static Evaluator<TTask, TRecord> JsonEqual<TTask, TRecord>(Func<TTask, string> expected, Func<TRecord, string?> text, bool ignoresOrder = false) =>
        new JsonEqualEvaluator<TTask, TRecord>(expected, text, ignoresOrder);

    /// <summary>
    /// Right when the text is JSON that a schema allows. Known of JSON Schema are type, enum, const, properties, required, additionalProperties, minProperties,
    /// maxProperties, items, minItems, maxItems, uniqueItems, minLength, maxLength, minimum, maximum, exclusiveMinimum, exclusiveMaximum, anyOf, allOf,
    /// oneOf and not; titles, descriptions, defaults, examples and <c>format</c> are read over, and any other keyword is refused.
    /// </summary>
    /// <param name="schema">The schema, JSON.</param>
    /// <param name="text">The text of a record.</param>
    /// <exception cref="ArgumentException">The schema is none, or has a keyword that is not known.</exception>
    public static Evaluator<TTask, TRecord> JsonOfShape<TTask, TRecord>(string schema, Func<TRecord, string?> text) =>
        new JsonShapeEvaluator<TTask, TRecord>(JsonShape.Parse(schema), text);

    /// <summary>
    /// Precision, recall or F1 of a set: with C in common, F found and E expected, C / F, C / E and 2C / (F + E). Nothing found where nothing is
    /// expected is 1; only one of them empty is 0.
    /// </summary>
    /// <param name="expected">What a task expects.</param>
    /// <param name="found">What a record has; null is nothing.</param>
    /// <param name="measure">Which of the three.</param>
    /// <param name="form">What is made of each element before; by default it stays as it is.</param>
    public static Evaluator<TTask, TRecord> SetOverlap<TTask, TRecord>(
        Func<TTask, IEnumerable<string>> expected, Func<TRecord, IEnumerable<string>?> found, OverlapMeasure measure = OverlapMeasure.F1, TextForm? form = null) =>
        new SetEvaluator<TTask, TRecord>(expected, found, measure, form ?? TextForm.AsIs);

    /// <summary>
    /// F1, precision or recall of the words of a text as a bag, the best over all expected texts: as SQuAD 2.0 scores answers (Rajpurkar et al. 2018). No
    /// text is an empty one.
    /// </summary>
    /// <param name="expected">The texts that a task accepts.</param>
    /// <param name="text">The text of a record.</param>
    /// <param name="measure">Which of the three.</param>
    /// <param name="form">What is made of both before words are separated by blanks; SQuAD's by default.</param>
    public static Evaluator<TTask, TRecord> TokenOverlap<TTask, TRecord>(
        Func<TTask, IEnumerable<string>> expected, Func<TRecord, string?> text, OverlapMeasure measure = OverlapMeasure.F1, TextForm? form = null) =>
        new TokenEvaluator<TTask, TRecord>(expected, text, measure, form ?? TextForm.Squad);

    /// <summary>
    /// 1 - d / n, where d is Levenshtein's distance in code points and n the length of the longer text: 1 is equal (two empty texts are), 0 has
    /// nothing in common. No text is an empty one.
    /// </summary>
    /// <param name="expected">The expected text of a task.</param>
    /// <param name="text">The text of a record.</param>
    /// <param name="form">What is made of both before; by default they stay as they are.</param>
    public static Evaluator<TTask, TRecord> EditSimilarity<TTask, TRecord>(Func<TTask, string> expected, Func<TRecord, string?> text, TextForm? form = null) =>
        new EditEvaluator<TTask, TRecord>(expected, text, asDistance: false, form ?? TextForm.AsIs);

    /// <summary>Levenshtein's distance in code points: lower is better, so say so where scores are compared. No text is an empty one.</summary>
    /// <param name="expected">The expected text of a task.</param>
    /// <param name="text">The text of a record.</param>
    /// <param name="form">What is made of both before; by default they stay as they are.</param>
    public static Evaluator<TTask, TRecord> EditDistance<TTask, TRecord>(Func<TTask, string> expected, Func<TRecord, string?> text, TextForm? form = null) =>
        new EditEvaluator<TTask, TRecord>(expected, text, asDistance: true, form ?? TextForm.AsIs);

    /// <summary>
    /// ROUGE-L (Lin 2004) with beta = 1: with L the length of the longest common subsequence of units, P = L / found, R = L / expected and
    /// F = 2PR / (P + R), the best over all expected texts. No text is an empty one.
    /// </summary>
    /// <param name="expected">The texts that a task accepts.</param>
    /// <param name="text">The text of a record.</param>
    /// <param name="unit">What texts are cut into.</param>
    public static Evaluator<TTask, TRecord> RougeL<TTask, TRecord>(Func<TTask, IEnumerable<string>> expected, Func<TRecord, string?> text, TextUnit unit = TextUnit.Word) =>
        new RougeLEvaluator<TTask, TRecord>(expected, text, unit);

    /// <summary>
    /// What a language model says by a rubric, on the rubric's scale. Its whole answer is kept as the explanation. An answer without a score on the scale
    /// is unscored, and so is a record without a text.
    /// </summary>
    /// <param name="rubric">By what it judges.</param>
    /// <param name="judge">The model.</param>
    /// <param name="question">What the task asked, as it is told to the judge.</param>
    /// <param name="answer">The text of a record.</param>
    /// <param name="reference">An answer of the task that is known to be right; null for none.</param>
    /// <param name="judgments">How often it is asked about one answer, from 1.</param>
    /// <param name="vote">What is made of several judgments; those that can't be read are left out while more than half can.</param>
    /// <exception cref="ArgumentException">The rubric lacks something.</exception>
    public static Evaluator<TTask, TRecord> Judge<TTask, TRecord>(
        Rubric rubric, JudgeModel judge, Func<TTask, string> question, Func<TRecord, string?> answer, Func<TTask, string?>? reference = null, int judgments = 1,
        JudgeVote vote = JudgeVote.Median)
    {
        Demand(rubric, judge, judgments);
        return new JudgeEvaluator<TTask, TRecord>(rubric, judge, question, answer, reference, judgments, vote);
    }

    /// <summary>
    /// Whether a language model prefers the record's answer to another one: 1 when it does, 0 when it prefers the other, 0.5 for a tie. It is asked in both
    /// orders, and a preference that changes with the order is a tie.
    /// </summary>
    /// <param name="rubric">By what it judges; its scale is not used.</param>
    /// <param name="judge">The model.</param>
    /// <param name="question">What the task asked, as it is told to the judge.</param>
    /// <param name="answer">The text of a record.</param>
    /// <param name="baseline">
    /// The other answer: best a <c>[Reference]</c> of the task, so that a corrected one re-scores its item. What comes from elsewhere (a run of
    /// another variant) needs another <paramref name="baselineName"/> when it changes.
    /// </param>
    /// <param name="baselineName">What identifies the other answers where they are not part of the task.</param>
    /// <param name="judgments">How often each order is asked, from 1.</param>
    /// <param name="vote">What is made of several judgments.</param>
    /// <exception cref="ArgumentException">The rubric lacks something.</exception>
    public static Evaluator<TTask, TRecord> PairwiseJudge<TTask, TRecord>(
        Rubric rubric, JudgeModel judge, Func<TTask, string> question, Func<TRecord, string?> answer, Func<TTask, string?> baseline, string baselineName = "of the task", int judgments = 1,
        JudgeVote vote = JudgeVote.Median)
    {
        Demand(rubric, judge, judgments);
        ArgumentNullException.ThrowIfNull(baselineName);
        return new PairwiseJudgeEvaluator<TTask, TRecord>(rubric, judge, question, answer, baseline, baselineName, judgments, vote);
    }

    /// <summary>
    /// What people said, from a file of comma-separated values that is read once, when the experiment is planned. An answer that nobody has labelled is unscored. What the labels say is identity,
    /// not how the file is written: with any new or corrected label all records are scored again, which reads the file and asks nobody.
    /// </summary>
    /// <param name="path">The file, from the current directory.</param>
    /// <param name="item">The id of a task's item.</param>
    /// <param name="columns">The names of its columns.</param>
    /// <param name="rubric">Which version of the rubric counts; null when the file has only one.</param>
    /// <param name="vote">What is made of the labels of several raters.</param>
    /// <exception cref="InvalidInputException">While planning: the file can't be read, or a row is no label; file and line are named.</exception>
    public static Evaluator<TTask, TRecord> HumanLabels<TTask, TRecord>(
        string path, Func<TTask, string> item, LabelColumns? columns = null, string? rubric = null, JudgeVote vote = JudgeVote.Mean)
    {
        ArgumentNullException.ThrowIfNull(path);
        return new LabelEvaluator<TTask, TRecord>(new(() => new LabelBook(LabelFile.Read(path, columns ?? new LabelColumns(), rubric))), item, vote);
    }

    /// <summary>The user's own code.</summary>
    /// <param name="score">Scores one record.</param>
    public static Evaluator<TTask, TRecord> Of<TTask, TRecord>(Func<TTask, TRecord, Score> score) =>
        Of<TTask, TRecord>((task, record, _) => ValueTask.FromResult(score(task, record)));

    /// <summary>The user's own code.</summary>
    /// <param name="score">Scores one record.</param>
    public static Evaluator<TTask, TRecord> Of<TTask, TRecord>(Func<TTask, TRecord, CancellationToken, ValueTask<Score>> score) =>
        Of<TTask, TRecord>((task, record, _, cancellation) => score(task, record, cancellation));

    /// <summary>
    /// The user's own code that says what it has used up (<see cref="ScoreContext.Report(Usage, string?)"/>), as one that asks a model does. How it may be called is said by <c>LimitEvaluation</c>.
    /// </summary>
    /// <param name="score">Scores one record.</param>
    public static Evaluator<TTask, TRecord> Of<TTask, TRecord>(Func<TTask, TRecord, ScoreContext, CancellationToken, ValueTask<Score>> score) =>
        new CodeEvaluator<TTask, TRecord>(score);

    private static void Demand(Rubric rubric, JudgeModel judge, int judgments)
    {
        ArgumentNullException.ThrowIfNull(rubric);
        ArgumentNullException.ThrowIfNull(judge);
        ArgumentOutOfRangeException.ThrowIfLessThan(judgments, 1);
        rubric.Demand();
    }
}
