using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using WordProblems.Baselines;
using WordProblems.Problems;

namespace TrialKeep.WordProblems.Tests;

/// <summary>Any text has an answer, with a number after the mark or without the mark, and always the same one.</summary>
public sealed class BaselineRobustnessTests
{
    private static readonly string[] Pieces =
    [
        "0", "1", "3", "12", "0.5", "1,000", "$", "%", "99999999999999999999", "999999999999999", "$0", "each", "per", "every", "a",
        "of", "half", "third", "twice", "times", "as", "than", "more", "fewer", "percent", "equally", "left", "over", "change", "needed",
        "How", "many", "much", "old", "far",
        "Tom", "pens", "bags", "boxes", "hours", "has", "gave", "him", "and", ",", ".", "?", "!", "'", "\u2019", "\n",
        "", "\u0130", "\uD83D", "\0", "\u0663",
    ];

    public static TheoryData<string> Names => [.. AllBaselines.InOrder.Select(baseline => baseline.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Random_texts_never_throw(string name)
    {
        Random random = new(5);
        for (int i = 0; i < 10_000; i++)
            SolveTwice(name, string.Join(random.Next(3) == 0 ? "" : " ", random.GetItems(Pieces, random.Next(30))));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Texts_cut_anywhere_never_throw(string name)
    {
        foreach (string question in ProblemSet.Write().Take(60).Select(draft => draft.Problem.Question))
        {
            for (int length = 0; length < question.Length; length += 3)
            {
                SolveTwice(name, question[..length] + "?");
                SolveTwice(name, question[length..]);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Questions_that_they_were_not_made_for_have_an_answer_too(string name)
    {
        int questions = 0;
        foreach (string line in File.ReadLines(Checkout.DemandShared("data", "gsm8k", "test.jsonl")))
        {
            using JsonDocument row = JsonDocument.Parse(line);
            SolveTwice(name, row.RootElement.GetProperty("question").GetString()!);
            questions++;
        }
        Assert.Equal(1319, questions);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Long_texts_without_any_structure_are_answered_within_seconds(string name)
    {
        long start = Stopwatch.GetTimestamp();
        string[] pieces = ["3 pens 4 ", "3 more than ", "Tom has 4 pens at $2 each. ", "each 5 bags of 12 per hour ", "twice as many, "];
        foreach (string piece in pieces)
            SolveTwice(name, string.Concat(Enumerable.Repeat(piece, 50_000 / piece.Length)) + "How many pens are left?");
        Assert.True(Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(20));
    }

    [Theory]
    [InlineData("fi-FI")]
    [InlineData("tr-TR")]
    [InlineData("ar-SA")]
    public void The_culture_does_not_matter(string culture)
    {
        string[] before = Answers();
        CultureInfo current = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new(culture);
            Assert.Equal(before, Answers());
        }
        finally
        {
            CultureInfo.CurrentCulture = current;
        }
    }

    [Fact]
    public void One_solver_may_answer_many_questions_at_once()
    {
        string[] questions = [.. ProblemSet.Write().Select(draft => draft.Problem.Question)];
        foreach (Baseline baseline in AllBaselines.InOrder)
            Assert.Equal(questions.Select(baseline.Solve), questions.AsParallel().AsOrdered().Select(baseline.Solve));
    }

    private static string[] Answers() =>
        [.. ProblemSet.Write().SelectMany(draft => AllBaselines.InOrder.Select(baseline => baseline.Solve(draft.Problem.Question)))];

    private static void SolveTwice(string name, string question)
    {
        Baseline baseline = AllBaselines.InOrder.Single(candidate => candidate.Name == name);
        string answer = baseline.Solve(question);
        Assert.Equal(answer, baseline.Solve(question));
        int mark = answer.LastIndexOf("####", StringComparison.Ordinal);
        if (mark >= 0)
            Assert.True(decimal.TryParse(answer.AsSpan(mark + 4), NumberStyles.Number, CultureInfo.InvariantCulture, out _), answer);
        else
            Assert.Equal(Working.CannotTell, answer);
    }
}
