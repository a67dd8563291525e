using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using TrialKeep.Scoring.Extractors;

namespace WordProblems.Sources;

/// <summary>Ids and truths of lines that have none of their own.</summary>
internal static class Identity
{
    /// <summary>The first 16 hexadecimal digits of the SHA-256 of the question, so that a reordered file asks nothing again.</summary>
    public static string Of(string question) => Hash(question)[..16];

    public static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// <summary>The number after the last mark of a worked answer.</summary>
    public static decimal Truth(string worked) =>
        AnswerNumber.TryExtract(worked, out ExactNumber number) && decimal.TryParse(number.ToString(), NumberStyles.Float, CultureInfo.InvariantCulture, out decimal truth)
            ? truth
            : throw new FormatException("the answer has no number after '####' or 'A:'; every line needs one.");
}
