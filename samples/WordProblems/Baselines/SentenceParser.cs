using WordProblems.Baselines.Reading;
using WordProblems.Baselines.Sentences;

namespace WordProblems.Baselines;

/// <summary>
/// Reads what every number counts, what it is for and who has it, and combines those that count what the question asks for.
/// A number of something else does not mislead it; a number of the same thing that doesn't matter does.
/// </summary>
internal sealed class SentenceParser : Baseline
{
    private static readonly Dictionary<(string From, string To), decimal> Conversions = new()
    {
        [("minute", "hour")] = 60,
        [("second", "minute")] = 60,
        [("hour", "day")] = 24,
        [("day", "week")] = 7,
        [("metre", "kilometre")] = 1000,
        [("gram", "kilogram")] = 1000,
    };

    public override string Name => "sentence-parser";

    protected override decimal? Attempt(IReadOnlyList<Token> tokens, Working working)
    {
        IReadOnlyList<Sentence> sentences = Sentence.Split(tokens);
        if (Question.Find(sentences) is not { } question)
            return null;
        IReadOnlyList<Quantity> quantities = QuantityReader.Read(sentences);
        if (question.Unit.Length == 0 && quantities.Count > 0)
            question = question with { Unit = quantities[0].Unit };
        return Proportion(quantities, question, working) ?? Combine(sentences, new Facts(quantities, working), question, working);
    }

    private static decimal? Combine(IReadOnlyList<Sentence> sentences, Facts facts, Question question, Working working) =>
        Division(facts, question, working)
        ?? Shares(sentences, facts, question, working)
        ?? Comparison(facts, question, working)
        ?? Change(facts, question, working)
        ?? Total(sentences, facts, question, working);

    /// <summary>So much for so many, and how much for another number of them.</summary>
    private static decimal? Proportion(IReadOnlyList<Quantity> quantities, Question question, Working working)
    {
        Quantity? wanted = quantities.LastOrDefault(
            quantity => quantity.IsAsked && quantity.Role == Role.Amount && quantity.Unit != question.Unit);
        Quantity? given = wanted is null ? null
            : quantities.FirstOrDefault(quantity => !quantity.IsAsked && IsAmountOf(quantity, wanted.Unit));
        Quantity? whole = given is null ? null
            : quantities.FirstOrDefault(quantity => quantity.Sentence == given.Sentence && IsAmountOf(quantity, question.Unit));
        return whole is null || given!.Value == 0 ? null : working.Step(working.Step(whole.Value, '/', given.Value), '*', wanted!.Value);
    }

    private static bool IsAmountOf(Quantity quantity, string unit) => quantity.Role == Role.Amount && quantity.Unit == unit;

    /// <summary>How many times a rate goes into what there is, or what is left over then.</summary>
    private static decimal? Division(Facts facts, Question question, Working working)
    {
        bool rest = question.Words.Has("left over", "remain");
        Quantity? rate = facts.OpenRates.FirstOrDefault(open => open.Value != 0 && (rest ? open.Unit : open.Per) == question.Unit);
        if (rate is null)
            return null;
        Quantity[] whole = [.. facts.Of(rate.Unit)];
        if (whole.Any(amount => amount.IsAsked))
            whole = [.. whole.Where(amount => amount.IsAsked)];
        if (whole.Length == 0)
            return null;
        decimal needed = working.Sum(whole.Select(amount => whole.Length > 1 && amount.IsAtHand ? -amount.Value : amount.Value));
        decimal quotient = working.Step(needed, rest ? '%' : '/', rate.Value);
        return question.WantsWhole ? Math.Ceiling(quotient) : quotient;
    }

    /// <summary>All there is, divided by those of whom the sentence about sharing speaks.</summary>
    private static decimal? Shares(IReadOnlyList<Sentence> sentences, Facts facts, Question question, Working working)
    {
        Sentence? sharing = sentences.FirstOrDefault(sentence => sentence.Words.Has("equally", "evenly", "split", "shared"));
        Quantity? sharers = sharing is null ? null
            : facts.Amounts.LastOrDefault(amount => amount.Sentence == sharing.Index && amount.Unit != question.Unit && amount.Value != 0);
        Quantity[] shared = [.. facts.Of(question.Unit)];
        return sharers is null || shared.Length == 0 ? null
            : working.Step(working.Sum(shared.Select(amount => amount.Value)), '/', sharers.Value);
    }

    /// <summary>What one has, from what the other has and how they compare.</summary>
    private static decimal? Comparison(Facts facts, Question question, Working working)
    {
        Quantity? comparison = facts.Comparisons.FirstOrDefault(quantity => quantity.Than.Length > 0);
        Quantity[] known = [.. facts.Of(question.Unit).Where(amount => !amount.IsAsked)];
        if (comparison is null || known.Length == 0)
            return null;
        decimal other = (known.FirstOrDefault(amount => amount.Subject == comparison.Than) ?? known[0]).Value;
        decimal one = working.Step(other, comparison.Role == Role.Factor ? '*' : '+', comparison.Value);
        if (question.WantsTotal)
            return working.Step(other, '+', one);
        if (question.WantsDifference)
            return Math.Abs(working.Step(one, '-', other));
        return facts.Of(question.Unit).Where(amount => amount.IsAsked)
            .Aggregate(one, (age, later) => working.Step(age, question.Words.Has("ago") ? '-' : '+', later.Value));
    }

    private static decimal? Change(Facts facts, Question question, Working working)
    {
        Quantity? paid = question.Words.Has("change") ? facts.Of("$").LastOrDefault(amount => amount.IsAtHand) : null;
        return paid is null ? null
            : facts.Of("$").Where(amount => !ReferenceEquals(amount, paid))
                .Aggregate(paid.Value, (rest, cost) => working.Step(rest, '-', cost.Value));
    }

    private static decimal? Total(IReadOnlyList<Sentence> sentences, Facts facts, Question question, Working working)
    {
        Quantity[] amounts = [.. facts.Of(question.Unit)];
        if (amounts.Length == 0)
            return Converted(facts, question, working);
        bool signed = question.WantsRest || question.Words.Has("now", "have");
        decimal total = working.Sum(amounts.Select(amount => signed ? amount.Signed : amount.Value));
        return facts.Parts.Aggregate(total, (whole, part) => working.Step(whole, '*', Share(sentences[part.Sentence], part, question)));
    }

    /// <summary>What remains of one after a part of it is cut, added or picked out.</summary>
    private static decimal Share(Sentence sentence, Quantity part, Question question)
    {
        if (sentence.Words.Has("cut", "off", "discount", "reduced", "less", "lower", "fell") || question.WantsRest)
            return 1 - part.Value;
        bool grows = sentence.Words.Has("grown", "grew", "increased", "increases", "rose", "more", "higher", "raised");
        return grows ? 1 + part.Value : part.Value;
    }

    private static decimal? Converted(Facts facts, Question question, Working working)
    {
        foreach (Quantity amount in facts.Amounts)
        {
            if (Conversions.TryGetValue((amount.Unit, question.Unit), out decimal factor))
                return working.Step(amount.Value, '/', factor);
        }
        return null;
    }
}
