using System.Globalization;

namespace TrialKeep.Orchestration.Processes;

/// <summary>What is said of a command: without secrets, and not too long.</summary>
internal sealed class CommandText(ProcessVariant variant)
{
    private const int LongestShown = 2000;
    private const int MostLines = 10;
    private const int ShortestSecret = 4;

    // Longer ones first: one may be a part of another.
    private readonly string[] _secrets =
    [
        .. variant.Secrets
            .Concat(variant.Variables.Where(static pair => Storage.Redaction.Secrets.IsSecretName(pair.Key)).Select(static pair => pair.Value ?? ""))
            .Where(static secret => secret.Length >= ShortestSecret)
            .OrderByDescending(static secret => secret.Length),
    ];

    /// <summary>The command and its arguments.</summary>
    public string Command => Cut(Mask(Storage.Redaction.Secrets.MaskArguments([variant.Command, .. variant.Arguments])));

    public string Mask(string text)
    {
        foreach (string secret in _secrets) text = text.Replace(secret, Storage.Redaction.Secrets.Mask, StringComparison.Ordinal);
        return Storage.Redaction.Secrets.MaskText(text);
    }

    /// <summary>The last lines of an output, as the end of a sentence.</summary>
    public string LastLines(string output)
    {
        string[] lines = [.. Mask(output).Split('\n').Select(static line => line.Trim()).Where(static line => line.Length > 0).TakeLast(MostLines)];
        return lines.Length == 0 ? " and wrote nothing to its standard error." : ": " + Cut(string.Join(" | ", lines));
    }

    public static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture) + " s";

    // The end says more than the start.
    private static string Cut(string text) => text.Length <= LongestShown ? text : "…" + text[^LongestShown..];
}
