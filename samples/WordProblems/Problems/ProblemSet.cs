using System.Globalization;
using WordProblems.Problems.Templates;

namespace WordProblems.Problems;

/// <summary>
/// The problems of the sample: every template in turn, so that the first few already show them all; every third has a number
/// that does not matter.
/// </summary>
internal static class ProblemSet
{
    public const int Count = 300;

    private const ulong Seed = 20_250_301;

    public static IReadOnlyList<Draft> Write()
    {
        SplitMix64 random = new(Seed);
        HashSet<string> questions = new(StringComparer.Ordinal);
        List<Draft> drafts = [];
        while (drafts.Count < Count)
        {
            Template template = AllTemplates.InOrder[drafts.Count % AllTemplates.InOrder.Count];
            Draft draft = Tell(template, drafts.Count + 1, random);
            if (questions.Add(draft.Problem.Question))
                drafts.Add(draft);
        }
        return drafts;
    }

    private static Draft Tell(Template template, int number, SplitMix64 random)
    {
        Story story = new(random, distracted: random.Below(3) == 0);
        template.Tell(story);
        string id = string.Create(CultureInfo.InvariantCulture, $"wp-{number:0000}");
        return new(new(id, template.Topic, story.Text, story.Answer), template.Name, story.Parameters, story.Distractor);
    }
}
