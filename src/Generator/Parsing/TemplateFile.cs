using Microsoft.CodeAnalysis;
using TrialKeep.Generator.Model;

namespace TrialKeep.Generator.Parsing;

/// <summary>An additional file that a template asks for.</summary>
/// <param name="Path">Its path with forward slashes.</param>
/// <param name="Text">Its text; null when it can't be read.</param>
internal sealed record TemplateFile(string Path, string? Text)
{
    /// <summary>Reads the file when one of the wanted paths ends its path.</summary>
    public static TemplateFile? Read(AdditionalText file, EquatableArray<string> wanted, CancellationToken cancellation)
    {
        string path = Slashes(file.Path);
        return wanted.Any(name => EndsWith(path, name)) ? new(path, file.GetText(cancellation)?.ToString()) : null;
    }

    /// <summary>The file is the one that a template names.</summary>
    public static bool EndsWith(string path, string name) => ("/" + path).EndsWith("/" + Relative(name), StringComparison.Ordinal);

    /// <summary>A path with forward slashes.</summary>
    public static string Slashes(string path) => path.Replace('\\', '/');

    /// <summary>A path without a leading <c>./</c>.</summary>
    public static string Relative(string name)
    {
        string path = Slashes(name);
        return path.StartsWith("./", StringComparison.Ordinal) ? path.Substring(2) : path;
    }
}
