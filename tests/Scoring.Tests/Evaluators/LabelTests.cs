namespace TrialKeep.Scoring.Tests.Evaluators;

public sealed class LabelTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("trialkeep-labels-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Raters_are_taken_together_and_quoted()
    {
        Evaluator<string, string?> labels = Labels("item,rater,score,comment\nq1,ben,0,\"no, wrong\"\nq1,anna,1,\nq1,cleo,true,\nq2,anna,0.5,\nq3,anna,,not yet\n");
        Score score = Scored.By(labels, "q1", "x");
        Assert.Equal(2.0 / 3, score.Value);
        Assert.Equal("anna: 1\nben: 0, no, wrong\ncleo: 1", score.Explanation);
        Assert.Equal(0.5, Scored.Value(labels, "q2", null));
        Assert.Equal("nobody has labelled it", Scored.By(labels, "q3", "x").Reason);
        Assert.Equal("nobody has labelled it", Scored.By(labels, "q4", "x").Reason);
        Assert.False(labels.IsJudge);
    }

    [Fact]
    public void The_label_that_names_most_of_an_answer_counts()
    {
        Evaluator<string, string?> labels = Labels("item,variant,sample,score\nq,,,1\nq,loud,,2\nq,loud,1,3\nq,,1,4\n");
        (string Variant, int Sample)[] answers = [("soft", 0), ("loud", 0), ("loud", 1), ("soft", 1), ("soft", 2)];
        Assert.Equal([1, 2, 3, 4, 1], answers.Select(answer => Scored.By(labels, "q", "x", answer.Variant, answer.Sample).Value!.Value));
    }

    [Fact]
    public void A_majority_is_more_than_half()
    {
        string file = Write("item,rater,score\nq1,a,1\nq1,b,0\nq2,a,1\nq2,b,0\nq2,c,1\n");
        Evaluator<string, string?> labels = TrialKeep.Evaluators.HumanLabels<string, string?>(file, static task => task, vote: JudgeVote.Majority);
        Assert.Equal("the raters have no majority", Scored.By(labels, "q1", "x").Reason);
        Assert.Equal(1, Scored.Value(labels, "q2", "x"));
    }

    [Fact]
    public void One_version_of_the_rubric_counts()
    {
        string file = Write("id,who,version,label\nq,a,1,0\nq,a,2,1\n");
        LabelColumns columns = new() { Item = "id", Rater = "who", Rubric = "version", Score = "label" };
        Assert.Equal(1, Scored.Value(TrialKeep.Evaluators.HumanLabels<string, string?>(file, static task => task, columns, rubric: "2"), "q", "x"));
        Assert.EndsWith("has labels by the rubric versions 1, 2; say which one counts.", Assert.Throws<InvalidInputException>(() => TrialKeep.Evaluators.HumanLabels<string, string?>(file, static task => task, columns).Settings).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_labels_say_is_identity_and_not_how_the_file_is_written()
    {
        string settings = Labels("item,rater,score\nq1,a,1\nq2,a,0\n").Settings;
        Assert.Equal(settings, Labels("score,other,rater,item\r\n0.0,z,a,q2\r\n1e0,,a,q1\r\n").Settings);
        Assert.NotEqual(settings, Labels("item,rater,score\nq1,a,1\nq2,a,1\n").Settings);
        Assert.NotEqual(settings, Labels("item,rater,score\nq1,a,1\nq2,a,0\nq3,a,0\n").Settings);
        Assert.NotEqual(settings, Labels("item,rater,score,comment\nq1,a,1,well\nq2,a,0,\n").Settings);
    }

    [Theory]
    [InlineData("item,rater,score\nq,a,1\nq,a,0\n", "line 3: 'a' has labelled this already in line 2")]
    [InlineData("item,score\nq,1\nq,0\n", "line 3: somebody has labelled this already in line 2")]
    [InlineData("item,score\nq,good\n", "line 2: column 'score': 'good' is neither a number")]
    [InlineData("item,score\nq,\"0,5\"\n", "line 2: column 'score': '0,5' is neither a number")]
    [InlineData("item,score\nq,NaN\n", "line 2: column 'score'")]
    [InlineData("item,sample,score\nq,-1,1\n", "line 2: column 'sample': '-1' is not a whole number from 0")]
    [InlineData("item,score\n,1\n", "line 2: the label names no item")]
    [InlineData("id,score\nq,1\n", "line 1: there is no column 'item'; there are id, score")]
    public void A_row_that_is_no_label_is_refused_by_its_place(string text, string problem)
    {
        InvalidInputException refused = Assert.Throws<InvalidInputException>(() => Labels(text).Settings);
        Assert.Contains("labels.csv", refused.Message, StringComparison.Ordinal);
        Assert.Contains(problem, refused.Message, StringComparison.Ordinal);
    }

    private Evaluator<string, string?> Labels(string text) => TrialKeep.Evaluators.HumanLabels<string, string?>(Write(text), static task => task);

    private string Write(string text)
    {
        string file = Path.Combine(_folder, "labels.csv");
        File.WriteAllText(file, text);
        return file;
    }
}
