using Microsoft.CodeAnalysis;

namespace TrialKeep.Generator.Diagnostics;

/// <summary>
/// Every diagnostic, in the order of its id: 0xx shape, 1xx key, 2xx identity and evolution, 3xx templates. An id is never used again.
/// Each has a page in docs/diagnostics.
/// </summary>
internal static partial class Descriptors
{
    /// <summary>Where the page of an id is.</summary>
    public const string HelpRoot = "https://trialkeep.dev/diagnostics/";

    private const string Category = "TrialKeep";

    public static readonly DiagnosticDescriptor NotPartial = new(
        "TRK001",
        "Annotated type and its containers must be partial",
        "'{0}' must be partial, so that the generator can add to '{1}'; write 'partial' before its keyword",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpRoot + "TRK001");

    public static readonly DiagnosticDescriptor UnsupportedType = new(
        "TRK002",
        "Kind of type is not supported",
        "'{0}' can't be annotated because it is {1}; {2}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpRoot + "TRK002");

    public static readonly DiagnosticDescriptor NoConstruction = new(
        "TRK003",
        "Type can't be constructed from its members in a single way",
        "'{0}' can't be constructed when it is read: {1}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpRoot + "TRK003");

    public static readonly DiagnosticDescriptor NoCodec = new(
        "TRK004",
        "Member's type has no codec",
        "'{0}' of '{1}' has the type '{2}', which has no codec; {3}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpRoot + "TRK004");

    public static readonly DiagnosticDescriptor NotSealed = new(
        "TRK007",
        "Annotated class must be sealed",
        "'{0}' must be sealed, because a derived class would be stored without its own members; write 'sealed', or list the derived types with [JsonDerivedType]",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpRoot + "TRK007");

    public static readonly DiagnosticDescriptor BadDerivedType = new(
        "TRK008",
        "Derived types are not listed as they can be stored",
        "The derived types of '{0}' can't be stored: {1}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpRoot + "TRK008");

    public static readonly DiagnosticDescriptor FloatWithoutFormat = new(
        "TRK101",
        "Floating-point part of a joined key needs a format",
        "'{0}' of '{1}' is a floating-point part of a joined key and has no format; say [KeyPart(Format = \"R\")] for all of its digits",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpRoot + "TRK101");

    public static readonly DiagnosticDescriptor AmbiguousDate = new(
        "TRK104",
        "Date in a key is ambiguous",
        "'{0}' of '{1}' is a DateTime, whose moment depends on the machine's time zone; use DateTimeOffset or DateOnly",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpRoot + "TRK104");

    public static readonly DiagnosticDescriptor NoCanonicalForm = new(
        "TRK110",
        "Key part has no canonical form",
        "'{0}' of '{1}' has no canonical form: {2}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpRoot + "TRK110");

    public static readonly DiagnosticDescriptor EnumAlias = new(
        "TRK111",
        "Enum has two names for one value",
        "'{0}' of '{1}' is of the enum '{2}', in which '{3}' and '{4}' are the same value, so that the order of the declaration decides which name is stored; remove one or give it a value of its own",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpRoot + "TRK111");

    public static readonly DiagnosticDescriptor RepeatedKeyName = new(
        "TRK114",
        "Key part names repeat",
        "'{0}' and '{1}' of '{2}' are both '{3}' in the key; give one of them another Name",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpRoot + "TRK114");

    public static readonly DiagnosticDescriptor NoKeyPart = new(
        "TRK115",
        "Type has no key part",
        "'{0}' has no key part, so that all its values would be the same; mark what makes them different with [KeyPart] or [ItemId]",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpRoot + "TRK115");

    public static readonly DiagnosticDescriptor NoCodeIdentity = new(
        "TRK122",
        "Code identity is missing",
        "'{0}' gets no code identity{1}, so that results of other code would pass for its own; pass code: Code.Version(\"1\"), or the Fingerprint that [CodeFingerprint] adds to the code",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpRoot + "TRK122");

    public static readonly DiagnosticDescriptor NoRole = new(
        "TRK123",
        "Member has no role",
        "'{0}' of '{1}' does not say whether it is part of the key; mark it {2}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpRoot + "TRK123");

    public static readonly DiagnosticDescriptor TwoRoles = new(
        "TRK124",
        "Member has two roles",
        "'{0}' of '{1}' is both {2} and {3}; keep one",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpRoot + "TRK124");

    public static readonly DiagnosticDescriptor BadKeySetting = new(
        "TRK125",
        "Setting of a key part can't be used",
        "'{0}' of '{1}': {2}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpRoot + "TRK125");

    public static readonly DiagnosticDescriptor ReservedName = new(
        "TRK126",
        "Name is taken by generated code",
        "The name '{0}' in '{1}' is needed for generated code: Input for the view of the task that variants get, Columns for the columns of marked members; rename what has it, and keep a member's old name in keys and JSON with [KeyPart(Name = \"{0}\")] and [JsonPropertyName]",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpRoot + "TRK126");

    public static readonly DiagnosticDescriptor FingerprintNameTaken = new(
        "TRK131",
        "Name of a fingerprint is taken",
        "The name '{0}' in '{1}' is needed for the fingerprint of '{2}'; rename what has it, or annotate only one of several methods of one name",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpRoot + "TRK131");

    public static readonly DiagnosticDescriptor RepeatedSchemaId = new(
        "TRK201",
        "Schema id is used twice",
        "'{0}' has the schema id \"{1}\", which '{2}' has too; give one of them another id",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpRoot + "TRK201");

    public static readonly DiagnosticDescriptor MalformedSchemaId = new(
        "TRK202",
        "Schema id is malformed",
        "'{0}' has the schema id \"{1}\"; an id starts with a lower-case letter and has lower-case letters, digits, '.' and '-', as in \"word-problems.answer\"",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpRoot + "TRK202");

    public static readonly DiagnosticDescriptor RepeatedWireName = new(
        "TRK206",
        "JSON names collide",
        "'{0}' and '{1}' of '{2}' are both \"{3}\" in JSON (case is ignored); give one of them another [JsonPropertyName]",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpRoot + "TRK206");

    public static readonly DiagnosticDescriptor BadExtensionData = new(
        "TRK209",
        "Store of unknown members is wrong",
        "'{0}' of '{1}' can't keep unknown members: {2}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpRoot + "TRK209");

    public static readonly DiagnosticDescriptor RetiredName = new(
        "TRK211",
        "Retired name is used again",
        "'{0}' of '{1}' has the retired name \"{2}\", under which earlier rows hold something else; give it another name",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpRoot + "TRK211");

    public static readonly DiagnosticDescriptor NoParameter = new(
        "TRK301",
        "Placeholder has no parameter",
        "'{{{0}}}' in the template of '{1}' names none of its parameters ({2}); add a parameter, or double the braces if they are text",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpRoot + "TRK301");

    public static readonly DiagnosticDescriptor UnusedArgument = new(
        "TRK302",
        "Template never uses this argument",
        "The template of '{0}' never uses '{1}'; write '{{{1}}}' where it belongs, or remove the parameter",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: HelpRoot + "TRK302");

    public static readonly DiagnosticDescriptor BrokenTemplate = new(
        "TRK304",
        "Template is broken",
        "The template of '{0}' is broken: {1}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpRoot + "TRK304");

    public static readonly DiagnosticDescriptor NoTemplateFile = new(
        "TRK307",
        "Template file is not there",
        "The template file \"{0}\" of '{1}' {2}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpRoot + "TRK307");

    public static readonly DiagnosticDescriptor InexactColumn = new(
        "TRK401",
        "Column can't hold the type exactly",
        "'{0}' of '{1}' is of the type '{2}', whose column holds the nearest double, so that different values may be equal in queries; use a long, a double or a string",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: HelpRoot + "TRK401");

    public static readonly DiagnosticDescriptor NoColumn = new(
        "TRK402",
        "Member can't be a column",
        "'{0}' of '{1}' is of the type '{2}', which can't be {3}; {4}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpRoot + "TRK402");
}
