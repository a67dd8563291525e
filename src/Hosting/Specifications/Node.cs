using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace TrialKeep.Hosting.Specifications;

/// <summary>A place in a specification. What is asked of it and is not there is null; what is there and wrong is complained of, and is null too.</summary>
internal sealed class Node(IConfiguration section, Complaints complaints)
{
    private readonly IConfigurationSection[] _children = [.. section.GetChildren()];

    public Complaints Complaints => complaints;

    /// <summary>The JSON path: <c>$.variants[0].name</c>.</summary>
    public string Path => section is IConfigurationSection { Path: var path }
        ? path.Split(':').Aggregate("$", static (all, part) => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out _) ? $"{all}[{part}]" : $"{all}.{part}")
        : "$";

    /// <summary>The member's name, or the index in an array.</summary>
    public string Name => section is IConfigurationSection { Key: var key } ? key : "";

    /// <summary>The value, when it is one; null for null, and for what has members.</summary>
    public string? Value => section is IConfigurationSection { Value: var value } && _children.Length == 0 ? value : null;

    public IEnumerable<Node> Children => _children.Select(child => new Node(child, complaints));

    public bool IsArray => _children.Length > 0 && _children.All(static child => int.TryParse(child.Key, NumberStyles.None, CultureInfo.InvariantCulture, out _));

    public bool IsValue => _children.Length == 0;

    public Node? Child(string name) => _children.FirstOrDefault(child => string.Equals(child.Key, name, StringComparison.OrdinalIgnoreCase)) is { } child ? new(child, complaints) : null;

    public bool Has(string name) => Child(name) is not null;

    public string PathOf(string name) => $"{Path}.{name}";

    public void Complain(string sentence) => complaints.Add(Path, sentence);

    /// <summary>Complains of every member that is not one of these.</summary>
    public void Only(params string[] names)
    {
        if (IsValue && !string.IsNullOrEmpty(Value)) Complain($"this is an object, not the value '{Value}'.");
        foreach (Node child in Children)
        {
            if (!names.Contains(child.Name, StringComparer.OrdinalIgnoreCase)) complaints.AddUnknown(child.Path, "member", child.Name, names);
        }
    }

    /// <summary>A text that must be there.</summary>
    public string Required(string name)
    {
        if (Text(name) is { } text) return text;
        if (!Has(name) || Child(name) is { IsValue: true, Value: null or "" }) complaints.Add(PathOf(name), "it is missing; give it a text.");
        return "";
    }

    public string? Text(string name)
    {
        if (Child(name) is not { } child) return null;
        if (child.IsValue) return string.IsNullOrWhiteSpace(child.Value) ? null : child.Value;
        child.Complain("it takes a text.");
        return null;
    }

    public int? Count(string name) => Parse<int>(name, "a whole number from 1", static (string text, out int value) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value) && value > 0);

    /// <summary>A whole number from 0.</summary>
    public int? Number(string name) => Parse<int>(name, "a whole number from 0", static (string text, out int value) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value));

    public long? Whole(string name) => Parse<long>(name, "a whole number", static (string text, out long value) => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value));

    public long? Tokens(string name) => Parse<long>(name, "a whole number from 1", static (string text, out long value) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value) && value > 0);

    public double? Rate(string name) => Parse<double>(name, "a number above 0", static (string text, out double value) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && value > 0 && double.IsFinite(value));

    public decimal? Money(string name) => Parse<decimal>(name, "an amount from 0", static (string text, out decimal value) => decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && value >= 0);

    public bool? Flag(string name) => Parse<bool>(name, "true or false", bool.TryParse);

    public TimeSpan? Time(string name) => Parse<TimeSpan>(name, "a time such as 30s, 5m or 2h", Options.DurationText.TryParse);

    /// <summary>The elements of an array; one that stands alone counts as one.</summary>
    public IReadOnlyList<Node> Items(string name) => Child(name) is not { } child || child is { IsValue: true, Value: null or "" } ? [] : child.IsArray ? [.. child.Children] : [child];

    private T? Parse<T>(string name, string wanted, Parser<T> parse)
        where T : struct
    {
        if (Child(name) is not { } child || child is { IsValue: true, Value: null }) return null;
        if (child.Value is { } text && parse(text, out T value)) return value;
        child.Complain($"it takes {wanted}{(child.Value is { } given ? $", not '{given}'" : "")}.");
        return null;
    }

    private delegate bool Parser<T>(string text, out T value);
}
