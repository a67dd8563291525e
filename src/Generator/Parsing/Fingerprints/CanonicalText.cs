using System.Globalization;
using System.Text;

namespace TrialKeep.Generator.Parsing.Fingerprints;

/// <summary>Text whose pieces can't run together: each is preceded by its length.</summary>
internal sealed class CanonicalText
{
    private readonly StringBuilder _text = new();

    public void Add(string piece) => _text.Append(piece.Length).Append(':').Append(piece);

    public void Add(string name, IEnumerable<string> pieces)
    {
        Add(name);
        foreach (string piece in pieces) Add(piece);
        Add("end");
    }

    /// <summary>A constant with its type: <c>1</c>, <c>1L</c>, <c>1.0m</c> and <c>1.00m</c> all differ.</summary>
    public static string Constant(object? value) => value switch
    {
        null => "null",
        // The bits, for a text of digits may differ between the compiler's run-times.
        double number => "double " + BitConverter.DoubleToInt64Bits(number).ToString("x16", CultureInfo.InvariantCulture),
        float number => "float " + BitConverter.DoubleToInt64Bits(number).ToString("x16", CultureInfo.InvariantCulture),
        IFormattable number => number.GetType().Name + " " + number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.GetType().Name + " " + value,
    };

    public override string ToString() => _text.ToString();
}
