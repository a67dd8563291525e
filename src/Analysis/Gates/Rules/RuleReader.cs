using System.Globalization;

namespace TrialKeep.Analysis.Gates.Rules;

/// <summary>Reads one rule from its text, and points at what it can't read.</summary>
internal sealed class RuleReader(string text)
{
    private const string Baseline = "baseline";

    private int _at;

    public static bool IsPlain(string name)
    {
        RuleReader reader = new(name);
        return name != Baseline && reader.PlainName() == name;
    }

    public GateRule Read()
    {
        RuleMetric metric = Metric();
        bool isFloor = Comparator();
        (bool isRelative, double limit) = Limit();
        if (isRelative && metric.Quantile is not null)
            throw Fail("a number is expected: a quantile can't be held against the baseline", "write a number, or leave the quantile out to compare means", text.LastIndexOf(Baseline, StringComparison.Ordinal));
        double confidence = Confidence();
        SkipBlanks();
        if (_at < text.Length)
            throw Fail("nothing more is expected here", "give each rule its own --rule");
        return new GateRule { Metric = metric, IsFloor = isFloor, IsRelative = isRelative, Limit = limit, Confidence = confidence, Text = text.Trim() };
    }

    private RuleMetric Metric()
    {
        SkipBlanks();
        string name = Next == '"' ? QuotedName() : PlainName();
        if (name.Length == 0)
            throw Fail("the name of an evaluation or a measurement is expected here", "write for instance correct >= 0.8");
        return new RuleMetric(name, Take(".") ? Quantile() : null);
    }

    private double? Quantile()
    {
        int from = _at;
        string word = PlainName();
        switch (word)
        {
            case "mean":
                return null;
            case "median":
                return 0.5;
        }

        if (word.StartsWith('p') && Next == '.')
        {
            _at++;
            word += "." + PlainDigits();
        }

        if (word.StartsWith('p') && double.TryParse(word.AsSpan(1), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double percent) && percent is > 0 and < 100)
            return percent / 100;
        throw Fail("mean, median or a percentile such as p95 is expected here", "write for instance latency.p95 <= 2", from);
    }

    private bool Comparator()
    {
        SkipBlanks();
        if (Take(">=") || Take("≥"))
            return true;
        if (Take("<=") || Take("≤"))
            return false;
        throw Fail(">= or <= is expected here", "a floor is >=, a ceiling is <=");
    }

    private (bool IsRelative, double Limit) Limit()
    {
        SkipBlanks();
        int from = _at;
        if (PlainName() != Baseline)
        {
            _at = from;
            return (false, Signed());
        }

        SkipBlanks();
        if (Take("-"))
            return (true, 0 - Number());
        return (true, Take("+") ? Number() : 0);
    }

    private double Confidence()
    {
        SkipBlanks();
        int from = _at;
        if (PlainName() != "at")
        {
            _at = from;
            return 0.95;
        }

        SkipBlanks();
        from = _at;
        double confidence = Number();
        return confidence is > 0.5 and < 1 ? confidence : throw Fail("a confidence above 50% and below 100% is expected here", "write for instance at 95%", from);
    }

    private double Signed()
    {
        bool isNegative = Take("-");
        double number = Number();
        return isNegative ? 0 - number : number;
    }

    private double Number()
    {
        SkipBlanks();
        int from = _at;
        while (char.IsAsciiDigit(Next) || Next == '.')
            _at++;
        if (!double.TryParse(text.AsSpan(from, _at - from), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double number))
            throw Fail("a number, or baseline with what is added to it, is expected here", "write for instance correct >= 0.8 or correct >= baseline - 0.02", from);
        int behind = _at;
        SkipBlanks();
        if (Take("%"))
            return number / 100;
        _at = behind;
        return number;
    }

    private string QuotedName()
    {
        int end = text.IndexOf('"', _at + 1);
        if (end < 0)
            throw Fail("this quotation mark is not closed", "put another one behind the name");
        string name = text[(_at + 1)..end];
        _at = end + 1;
        return name;
    }

    // A hyphen belongs to a name only before a letter, so that baseline-0.02 is a difference.
    private string PlainName()
    {
        int from = _at;
        while (char.IsLetterOrDigit(Next) || Next == '_' || (Next == '-' && _at > from && _at + 1 < text.Length && char.IsLetter(text[_at + 1])))
            _at++;
        return text[from.._at];
    }

    private string PlainDigits()
    {
        int from = _at;
        while (char.IsAsciiDigit(Next))
            _at++;
        return text[from.._at];
    }

    private char Next => _at < text.Length ? text[_at] : '\0';

    private bool Take(string token)
    {
        if (string.CompareOrdinal(text, _at, token, 0, token.Length) != 0)
            return false;
        _at += token.Length;
        return true;
    }

    private void SkipBlanks()
    {
        while (char.IsWhiteSpace(Next))
            _at++;
    }

    private GateRuleException Fail(string expected, string cure, int? at = null)
    {
        string line = string.Concat(text.Select(static letter => char.IsControl(letter) ? ' ' : letter));
        return new GateRuleException($"The rule can't be read: {expected}; {cure}.\n  {line}\n  {new string(' ', Math.Clamp(at ?? _at, 0, text.Length))}^");
    }
}
