using WordProblems.Baselines;

namespace TrialKeep.WordProblems.Tests;

/// <summary>Questions that no template would write: the rules are about language, not about the data set.</summary>
public sealed class SentenceParserTests
{
    [Theory]
    [InlineData("A cinema sold 12 tickets at $8.50 each on Friday. How much did it take?", "102")]
    [InlineData("Each crate holds 24 bottles. There are 6 crates in the cellar. How many bottles is that?", "144")]
    [InlineData("A ship sails 18 kilometres per hour. How many kilometres does it sail in 7 hours?", "126")]
    [InlineData("Bread for 4 people takes 300 grams of flour. How many grams are needed for 10 people?", "750")]
    [InlineData("Lea is 9 years old. Her brother Max is three years older than Lea. How old is Max?", "12")]
    [InlineData("Ben has 40 cards. Zoe has half as many cards as Ben. How many cards do they have together?", "60")]
    [InlineData("There were 80 seats in the hall. A quarter of the seats were broken. How many seats were broken?", "20")]
    [InlineData("A lamp costs $60. Its price was reduced by 20%. What is the price now?", "48")]
    [InlineData("The farmer had 30 hens, 12 ducks and 4 goats. He sold 9 hens. How many hens are left?", "21")]
    [InlineData("It rained on 5 days. Three sisters split 27 nuts evenly. How many nuts did each get?", "9")]
    public void It_reads_what_it_has_not_seen(string question, string answer) =>
        Assert.EndsWith("#### " + answer, new SentenceParser().Solve(question), StringComparison.Ordinal);

    [Theory]
    [InlineData("")]
    [InlineData("Tom has 5 pens.")]
    [InlineData("How many pens are there?")]
    public void Without_a_question_or_a_number_it_cannot_tell(string text) =>
        Assert.Equal(Working.CannotTell, new SentenceParser().Solve(text));

    [Fact]
    public void Its_working_leads_to_its_answer() =>
        Assert.Equal(
            "4 * 2.5 = 10\n3 + 10 = 13\n#### 13",
            new SentenceParser().Solve("Ina pays $3 for a bag and buys 4 pens at $2.50 each. How much does she spend?"));
}
