namespace WordProblems.Baselines.Sentences;

/// <summary>The quantities of a text, with each rate multiplied by what it is for, where the text says how many there are.</summary>
internal sealed class Facts
{
    private readonly List<Quantity> _amounts;
    private readonly List<Quantity> _rates = [];
    private readonly List<Quantity> _others;

    public Facts(IReadOnlyList<Quantity> quantities, Working working)
    {
        _amounts = [.. quantities.Where(quantity => quantity.Role == Role.Amount)];
        _others = [.. quantities.Where(quantity => quantity.Role is not (Role.Amount or Role.Rate))];
        HashSet<Quantity> multiplied = new(ReferenceEqualityComparer.Instance);
        for (int i = 0; i < quantities.Count; i++)
        {
            if (quantities[i].Role == Role.Rate)
                Multiply(quantities[i], quantities.Take(i), multiplied, working);
        }
        _amounts.RemoveAll(multiplied.Contains);
    }

    /// <summary>Amounts as given and products of rates, in the order of the text and then of the rates.</summary>
    public IReadOnlyList<Quantity> Amounts => _amounts;

    /// <summary>Rates for something whose number the text does not give.</summary>
    public IReadOnlyList<Quantity> OpenRates => _rates;

    /// <summary>Who has more, fewer or times as many.</summary>
    public IEnumerable<Quantity> Comparisons => _others.Where(quantity => quantity.Role is Role.Difference or Role.Factor);

    public IEnumerable<Quantity> Parts => _others.Where(quantity => quantity.Role == Role.Part);

    public IEnumerable<Quantity> Of(string unit) => _amounts.Where(amount => amount.Unit == unit);

    private void Multiply(Quantity rate, IEnumerable<Quantity> before, HashSet<Quantity> multiplied, Working working)
    {
        Quantity? count = rate.Per.Length == 0
            ? before.LastOrDefault(amount => amount.Role == Role.Amount && amount.Unit != rate.Unit && !multiplied.Contains(amount))
            : _amounts.LastOrDefault(amount => amount.Unit == rate.Per);
        if (count is null)
        {
            _rates.Add(rate);
            return;
        }
        multiplied.Add(count);
        _amounts.Add(rate with
        {
            Value = working.Step(count.Value, '*', rate.Value),
            Role = Role.Amount,
            Per = "",
            IsTakenAway = count.IsTakenAway || rate.IsTakenAway,
            IsAtHand = false,
            IsAsked = false,
        });
    }
}
