using Microsoft.CodeAnalysis;

namespace TrialKeep.Generator.Diagnostics;

// The rules of the lock.
internal static partial class Descriptors
{
    public static readonly DiagnosticDescriptor DiffersFromLock = new(
        "TRK203",
        "Schema differs from its lock",
        "'{0}' differs from trialkeep.lock.json: {1}; {2}, or accept it with 'dotnet build -p:TrialKeepLock=accept'",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpRoot + "TRK203");

    public static readonly DiagnosticDescriptor RenamedKeyPart = new(
        "TRK204",
        "Renamed key part changes every key",
        "'{0}' is \"{1}\" in the key and was \"{2}\" in trialkeep.lock.json, so that nothing stored is found; say [KeyPart(Name = \"{2}\")], or raise KeyVersion to discard what is stored",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpRoot + "TRK204");

    public static readonly DiagnosticDescriptor RenamedWireName = new(
        "TRK205",
        "Renamed member can't read stored rows",
        "'{0}' is \"{1}\" in JSON, and nothing reads \"{2}\" of trialkeep.lock.json any more; add [Alias(\"{2}\")], or keep the name with [JsonPropertyName(\"{2}\")]",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpRoot + "TRK205");

    public static readonly DiagnosticDescriptor NoDefaultForOldRows = new(
        "TRK207",
        "New member has no default for stored rows",
        "'{0}' is required, and the rows stored since trialkeep.lock.json lack \"{1}\"; remove 'required' and give it a default, or let it be null",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpRoot + "TRK207");

    public static readonly DiagnosticDescriptor NotRetired = new(
        "TRK208",
        "Removed member may return with another meaning",
        "'{0}' lost the member \"{1}\" of trialkeep.lock.json, whose name could return with another meaning; add [Retired(\"{1}\")]",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: HelpRoot + "TRK208");

    // An error in builds on a server, where nobody reads an information.
    public static readonly DiagnosticDescriptor NotInLock = new(
        "TRK210",
        "Schema is not in the lock as it is",
        "'{0}' {1} in trialkeep.lock.json; run 'dotnet build -p:TrialKeepLock=accept' and commit the file",
        Category,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        helpLinkUri: HelpRoot + "TRK210");
}
