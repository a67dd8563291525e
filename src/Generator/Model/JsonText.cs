using System.Text;

namespace TrialKeep.Generator.Model;

/// <summary>JSON text of names.</summary>
internal static class JsonText
{
    /// <summary>A JSON string, quotes included, escaped where RFC 8259 demands it.</summary>
    public static string Quoted(string text)
    {
        StringBuilder json = new("\"");
        foreach (char c in text)
        {
            if (c is '"' or '\\') json.Append('\\').Append(c);
            else if (c < ' ') json.Append("\\u").Append(((int)c).ToString("x4", System.Globalization.CultureInfo.InvariantCulture));
            else json.Append(c);
        }

        return json.Append('"').ToString();
    }
}
