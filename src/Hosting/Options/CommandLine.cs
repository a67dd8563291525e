using System.Text.RegularExpressions;

namespace TrialKeep.Hosting.Options;

/// <summary>
/// The command line as it is kept with a run: values of options that are named like secrets are masked, and so is who an address says that you are.
/// </summary>
internal static partial class CommandLine
{
    private const string Mask = "***";

    private static readonly string[] s_secret = ["key", "token", "secret", "password"];

    public static string Masked(IReadOnlyList<string> arguments)
    {
        List<string> shown = [];
        bool mask = false;
        foreach (string argument in arguments)
        {
            // An option's value stands behind it, or is joined by '=' or ':'.
            int joint = argument.AsSpan().IndexOfAny('=', ':');
            bool named = argument.StartsWith("--", StringComparison.Ordinal);
            bool secret = named && IsSecret(joint > 0 ? argument[..joint] : argument);
            shown.Add(mask && !named ? Mask : secret && joint > 0 ? $"{argument[..(joint + 1)]}{Mask}" : UserInfo().Replace(argument, $"{Mask}@"));
            mask = secret && joint <= 0;
        }

        return string.Join(' ', shown);
    }

    private static bool IsSecret(string name) =>
        !name.EndsWith("-env", StringComparison.Ordinal) && Array.Exists(s_secret, word => name.Contains(word, StringComparison.OrdinalIgnoreCase));

    [GeneratedRegex(@"(?<=://)[^/?#\s]*@", RegexOptions.CultureInvariant)]
    private static partial Regex UserInfo();
}
