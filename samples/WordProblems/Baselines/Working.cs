using System.Globalization;

namespace WordProblems.Baselines;

/// <summary>The lines that lead to an answer.</summary>
internal sealed class Working
{
    public const string CannotTell = "These rules can't tell.";

    private readonly List<string> _lines = [];

    public decimal Step(decimal left, char operation, decimal right)
    {
        decimal result = operation switch
        {
            '+' => left + right,
            '-' => left - right,
            '*' => left * right,
            '/' => left / right,
            _ => left % right,
        };
        _lines.Add($"{Text(left)} {operation} {Text(right)} = {Text(result)}");
        return result;
    }

    public decimal Sum(IEnumerable<decimal> values) => values.Aggregate((sum, value) => Step(sum, '+', value));

    public string With(decimal answer) => string.Concat(_lines.Select(line => line + "\n")) + "#### " + Text(answer);

    private static string Text(decimal value) => decimal.Round(value, 4).ToString("0.####", CultureInfo.InvariantCulture);
}
