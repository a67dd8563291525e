namespace WordProblems.Problems;

/// <summary>
/// A problem while it is being told: what templates draw from, and where they put sentences. Everything drawn comes from one
/// generator in the order of the calls, so the same generator tells the same story.
/// </summary>
internal sealed class Story(SplitMix64 random, bool distracted)
{
    private readonly List<string> _sentences = [];
    private readonly Dictionary<string, decimal> _parameters = new(StringComparer.Ordinal);
    private readonly List<Person> _cast = [];
    private readonly bool _inWords = random.Below(3) == 0;
    private decimal? _distractor;
    private decimal? _answer;

    public IReadOnlyDictionary<string, decimal> Parameters => _parameters;

    public decimal? Distractor => _distractor;

    public decimal Answer => _answer ?? throw new InvalidOperationException("The template asked no question.");

    public string Text => string.Join(' ', _sentences);

    /// <summary>Somebody who is not in the story yet.</summary>
    public Person Somebody()
    {
        Person person = Choose(Person.All);
        while (_cast.Contains(person))
            person = Choose(Person.All);
        _cast.Add(person);
        return person;
    }

    public T Choose<T>(IReadOnlyList<T> options) => options[random.Below(options.Count)];

    public string Either(params string[] options) => Choose(options);

    /// <summary>Two different things of one kind.</summary>
    public (Thing First, Thing Second) Two(IReadOnlyList<Thing> things)
    {
        int first = random.Below(things.Count);
        int second = (first + 1 + random.Below(things.Count - 1)) % things.Count;
        return (things[first], things[second]);
    }

    /// <summary>Draws a number from which a template works out others; not a parameter itself.</summary>
    public int Between(int low, int high) => low + random.Below(high - low + 1);

    /// <summary>Draws a number that matters, both ends included.</summary>
    public int Number(string name, int low, int high) => (int)Know(name, Between(low, high));

    /// <summary>Draws a price of whole dollars, or of quarters of a dollar half of the time.</summary>
    public decimal Price(string name, int low, int high)
    {
        decimal dollars = Between(low, high);
        return Know(name, random.Below(2) == 0 ? dollars : dollars + (0.25m * random.Below(4)));
    }

    /// <summary>Keeps a number that matters and was worked out from others.</summary>
    public decimal Know(string name, decimal value)
    {
        _parameters.Add(name, value);
        return value;
    }

    /// <summary>A number in the style of this story: small ones are words in every third.</summary>
    public string Say(int value) => Wording.Number(value, _inWords);

    /// <summary>A number with its noun, and an adjective that ends with a blank, if any.</summary>
    public string Count(int value, Thing thing, string adjective = "") =>
        Say(value) + " " + adjective + Wording.Noun(value, thing.Singular, thing.Plural);

    /// <summary>A number with a noun whose plural takes an s.</summary>
    public string Count(int value, string singular) => Say(value) + " " + Wording.Noun(value, singular);

    public void Tell(string sentence) => _sentences.Add(Wording.Capitalized(sentence));

    /// <summary>
    /// The place for a sentence with a number that does not matter, if this story is to have one: the template's own, which is about
    /// the matter at hand, or one about anything at all.
    /// </summary>
    public void Aside(Person person, int low, int high, Func<int, string> own)
    {
        if (!distracted || _distractor is not null)
            return;
        bool general = random.Below(5) < 2;
        int number = general ? Between(3, 19) : Between(low, high);
        _distractor = number;
        Tell(general ? Choose(Irrelevant.Remarks)(person, number) : own(number));
    }

    public void Ask(string question, decimal answer)
    {
        Tell(question);
        _answer = answer;
    }
}
