using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using TrialKeep.Generator.Tests.Harness;

namespace TrialKeep.Generator.Tests.Fingerprints;

/// <summary>Reads fingerprints from what the generator emitted.</summary>
internal static partial class FingerprintText
{
    /// <summary>The identities by the name of their property, after the type's where there are several files.</summary>
    public static IReadOnlyDictionary<string, string> All(Compiled compiled) => compiled.Files
        .Where(static file => file.Key.EndsWith(".fingerprint.g.cs", StringComparison.Ordinal))
        .Select(static file => (File: file.Key, Match: Property().Match(file.Value)))
        .Where(static found => found.Match.Success)
        .ToDictionary(static found => found.File, static found => found.Match.Groups["text"].Value, StringComparer.Ordinal);

    /// <summary>The only identity of sources that compile.</summary>
    public static string Only(params string[] sources) => Only(Compiled.From(sources));

    public static string Only(Compiled compiled)
    {
        Assert.Empty(compiled.Reported);
        Assert.DoesNotContain(compiled.Output.GetDiagnostics(), static d => d.Severity == DiagnosticSeverity.Error);
        return Assert.Single(All(compiled)).Value;
    }

    [GeneratedRegex("static global::TrialKeep\\.CodeIdentity \\w+ => new\\(\"(?<text>fingerprint:[0-9a-f]{32})\"\\);")]
    private static partial Regex Property();
}
