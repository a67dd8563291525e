using System.Collections.Immutable;

namespace TrialKeep;

/// <summary>What the tokens of each model or variant cost. Prices are no part of any key: what was stored stays what it cost then.</summary>
public sealed record PriceTable
{
    private readonly ImmutableSortedDictionary<string, TokenPrice> _prices;

    /// <summary>A table without prices.</summary>
    /// <param name="currency">The currency, such as <c>USD</c>.</param>
    public PriceTable(string currency = "USD")
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(currency);
        Currency = currency;
        _prices = ImmutableSortedDictionary.Create<string, TokenPrice>(StringComparer.Ordinal);
    }

    /// <summary>The currency of all prices.</summary>
    public string Currency { get; }

    /// <summary>The names that have a price, sorted.</summary>
    public IEnumerable<string> Names => _prices.Keys;

    /// <summary>The table with one more price, which replaces the one of the same name.</summary>
    /// <param name="name">A model or a variant; with a <c>*</c> at its end every name that starts so, the longest such start counting.</param>
    /// <param name="price">The price.</param>
    /// <exception cref="ArgumentException">The name is empty, or a price is negative.</exception>
    public PriceTable With(string name, TokenPrice price)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        if (price.Input < 0 || price.Output < 0 || price.Cached < 0) throw new ArgumentException($"A price of '{name}' is negative; give what a million tokens cost.", nameof(price));
        return new(this, _prices.SetItem(name, price));
    }

    /// <summary>The price of a model or a variant; null when the table has none.</summary>
    public TokenPrice? Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (_prices.TryGetValue(name, out TokenPrice exact)) return exact;
        string? start = _prices.Keys.Where(known => known.EndsWith('*') && name.StartsWith(known[..^1], StringComparison.Ordinal)).MaxBy(static known => known.Length);
        return start is null ? null : _prices[start];
    }

    /// <summary>What a call costs; null when the table has no price for it.</summary>
    public decimal? CostOf(string name, Usage usage) => Find(name)?.CostOf(usage);

    private PriceTable(PriceTable other, ImmutableSortedDictionary<string, TokenPrice> prices)
        : this(other.Currency) => _prices = prices;
}
