namespace TrialKeep.Hosting.Options;

/// <summary>The command line as it is kept with a run: values of options that are named like secrets are masked.</summary>
internal static class CommandLine
{
    private static readonly string[] s_secret = ["key", "token", "secret", "password"];

    public static string Masked(IReadOnlyList<string> arguments)
    {
        List<string> shown = [];
        bool mask = false;
        foreach (string argument in arguments)
        {
            int equals = argument.IndexOf('=', StringComparison.Ordinal);
            bool named = argument.StartsWith("--", StringComparison.Ordinal);
            string name = named && equals > 0 ? argument[..equals] : argument;
            bool secret = named && !name.EndsWith("-env", StringComparison.Ordinal) && Array.Exists(s_secret, word => name.Contains(word, StringComparison.OrdinalIgnoreCase));
            shown.Add(mask && !named ? "***" : secret && equals > 0 ? $"{name}=***" : argument);
            mask = secret && equals <= 0;
        }

        return string.Join(' ', shown);
    }
}
