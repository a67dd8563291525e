using System.Collections;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace TrialKeep.Storage.Redaction;

/// <summary>Masks what must not be stored: by the name that it has, by its form, and when an environment variable that is named like a secret holds it.</summary>
public static partial class Secrets
{
    /// <summary>What stands in the place of a secret.</summary>
    public const string Mask = "***";

    // A shorter value is too likely to be a common word.
    private const int ShortestValue = 8;
    private static readonly string[] s_anywhere = ["password", "passwd", "pwd", "passphrase", "secret", "secrets", "credential", "credentials", "authorization", "cookie"];
    private static readonly string[] s_last = ["key", "token", "pat", "signature"];
    private static readonly string[] s_ends = ["apikey", "connectionstring", "accesskey", "secretkey", "privatekey", "authtoken", "accesstoken", "bearertoken", "clientsecret"];
    private static readonly Lazy<string[]> s_values = new(() => [.. ValuesIn(Environment.GetEnvironmentVariables())]);

    /// <summary>
    /// Whether something of this name is a secret: one of its words is <c>password</c>, <c>secret</c>, <c>credential</c> and the like, or its last one is <c>key</c> or
    /// <c>token</c>, whether words are told apart by upper case, <c>_</c>, <c>-</c>, <c>.</c> or <c>:</c>. <c>OPENAI_API_KEY</c> is one; <c>MaxTokens</c> and
    /// <c>api-key-env</c>, the name of a variable, are none.
    /// </summary>
    public static bool IsSecretName(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        string[] words = Words(name);
        if (words is [] or [.., "env"]) return false;
        string joined = string.Concat(words);
        return Array.Exists(words, static word => s_anywhere.Contains(word, StringComparer.Ordinal))
            || s_last.Contains(words[^1], StringComparer.Ordinal)
            || Array.Exists(s_ends, end => joined.EndsWith(end, StringComparison.Ordinal));
    }

    /// <summary>A text without the secrets that their form or the environment shows.</summary>
    public static string MaskText(string text) => MaskText(text, s_values.Value);

    /// <summary>Arguments of a command as one line: values of options that are named like secrets are masked, and what <see cref="MaskText(string)"/> finds.</summary>
    public static string MaskArguments(IEnumerable<string> arguments)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        List<string> shown = [];
        bool mask = false;
        foreach (string argument in arguments)
        {
            // An option's value stands behind it, or is joined by '=' or ':'.
            int joint = argument.AsSpan().IndexOfAny('=', ':');
            bool named = argument.StartsWith("--", StringComparison.Ordinal);
            bool secret = named && IsSecretName(joint > 0 ? argument[..joint] : argument);
            shown.Add(mask && !named ? Mask : secret && joint > 0 ? argument[..(joint + 1)] + Mask : MaskText(argument));
            mask = secret && joint <= 0;
        }

        return string.Join(' ', shown);
    }

    /// <summary>A JSON value without secrets: values of members that are named like secrets, whatever they are, and texts in texts. All else keeps its bytes.</summary>
    /// <exception cref="JsonException">It is no JSON.</exception>
    public static string MaskJson(string json)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(json);
        Utf8JsonReader reader = new(bytes, new JsonReaderOptions { MaxDepth = 512 });
        StringBuilder masked = new(json.Length);
        int kept = 0;
        while (reader.Read())
        {
            int start = (int)reader.TokenStartIndex;
            string? replacement = null;
            if (reader.TokenType == JsonTokenType.PropertyName)
            {
                if (!IsSecretName(reader.GetString()!)) continue;
                reader.Read();
                start = (int)reader.TokenStartIndex;
                if (reader.TokenType is JsonTokenType.Null or JsonTokenType.True or JsonTokenType.False) continue;
                reader.Skip();
                replacement = Mask;
            }
            else if (reader.TokenType == JsonTokenType.String && reader.GetString()! is var text && MaskText(text) is var shown && shown != text)
            {
                replacement = shown;
            }

            if (replacement is null) continue;
            masked.Append(Encoding.UTF8.GetString(bytes, kept, start - kept)).Append('"').Append(JsonEncodedText.Encode(replacement).ToString()).Append('"');
            kept = (int)reader.BytesConsumed;
        }

        return kept == 0 ? json : masked.Append(Encoding.UTF8.GetString(bytes, kept, bytes.Length - kept)).ToString();
    }

    internal static string MaskText(string text, string[] values)
    {
        ArgumentNullException.ThrowIfNull(text);
        foreach (string value in values) text = text.Replace(value, Mask, StringComparison.Ordinal);
        return Forms().Replace(text, static match => match.Groups["lead"].Value + Mask + match.Groups["trail"].Value);
    }

    /// <summary>The values of the variables that are named like secrets, longest first.</summary>
    internal static IEnumerable<string> ValuesIn(IDictionary variables) =>
        variables.Cast<DictionaryEntry>()
        .Where(variable => IsSecretName((string)variable.Key))
        .Select(variable => (string?)variable.Value ?? "")
        .Where(value => value.Length >= ShortestValue && !Path.IsPathRooted(value))
        .OrderByDescending(value => value.Length);

    // Who an address says that you are; bearer tokens; keys of OpenAI and Anthropic, GitHub, GitLab, Hugging Face, Slack, Google, AWS; JSON web tokens;
    // secrets in connection strings; private keys.
    [GeneratedRegex("""
        (?<lead>://)[^/?#\s]*(?<trail>@)
        |(?<lead>\b(?i:bearer|basic)\s+)[A-Za-z0-9._~+/=-]{12,}
        |\bsk-[A-Za-z0-9_-]{16,}
        |\bgh[pousr]_[A-Za-z0-9]{20,}
        |\bgithub_pat_[A-Za-z0-9_]{20,}
        |\bglpat-[A-Za-z0-9_-]{16,}
        |\bhf_[A-Za-z0-9]{20,}
        |\bxox[abposr]-[A-Za-z0-9-]{10,}
        |\bAIza[A-Za-z0-9_-]{30,}
        |\b(?:AKIA|ASIA)[A-Z0-9]{16}\b
        |\beyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]*
        |(?<lead>(?i:password|pwd|accountkey|sharedaccesskey|sharedaccesssignature)\s*=\s*)[^;\s"']+
        |-----BEGIN\ [A-Z ]*PRIVATE\ KEY-----[\s\S]*?(?:-----END\ [A-Z ]*PRIVATE\ KEY-----|$)
        """, RegexOptions.CultureInvariant | RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture)]
    private static partial Regex Forms();

    // Upper case, lower case or digits that stand together, with the capital before lower case: "HTTPServer2" is "http", "server", "2". By hand, because every run asks for each
    // variable of its environment, and an expression takes milliseconds to compile.
    private static string[] Words(string name)
    {
        List<string> words = [];
        for (int at = 0; at < name.Length;)
        {
            int end = EndOfWord(name, at);
            if (end > at) words.Add(name[at..end].ToLowerInvariant());
            at = Math.Max(end, at + 1);
        }

        return [.. words];
    }

    private static int EndOfWord(string name, int at)
    {
        int capitals = EndOf(name, at, char.IsAsciiLetterUpper);
        int small = EndOf(name, capitals, char.IsAsciiLetterLower);
        // The last capital begins the next word.
        if (capitals - at > 1 && small > capitals) return capitals - 1;
        return small > at ? small : EndOf(name, at, char.IsAsciiDigit);
    }

    private static int EndOf(string name, int at, Func<char, bool> isOfKind)
    {
        while (at < name.Length && isOfKind(name[at])) at++;
        return at;
    }
}
