using Microsoft.CodeAnalysis;

namespace TrialKeep.Generator.Diagnostics;

// What the analyzers report: nothing here keeps code from being generated.
internal static partial class Descriptors
{
    public static readonly DiagnosticDescriptor NoEffect = new(
        "TRK006",
        "Attribute has no effect here",
        "[{0}] on '{1}' has no effect: {2}",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: HelpRoot + "TRK006");

    public static readonly DiagnosticDescriptor LossyFormat = new(
        "TRK102",
        "Format of a key part loses digits",
        "Different values of '{0}' of '{1}' have one text in the format \"{2}\", so that one is taken for the other; use Format = \"{3}\"",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: HelpRoot + "TRK102");

    public static readonly DiagnosticDescriptor ReadsOutside = new(
        "TRK105",
        "Key part reads the clock, chance or the machine",
        "'{0}' of '{1}' reads '{2}', so that its key is never found again; let the caller give the value: make it required without an initializer, or take it out of the key with [NotInKey]",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpRoot + "TRK105");

    public static readonly DiagnosticDescriptor ComputedPart = new(
        "TRK106",
        "Key part is computed",
        "'{0}' of '{1}' is computed from the constructor's '{2}', and is computed once more from the stored result when it is read; mark what it is computed from instead",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: HelpRoot + "TRK106");

    public static readonly DiagnosticDescriptor RandomizedHash = new(
        "TRK107",
        "Key part uses a randomized hash code",
        "'{0}' of '{1}' uses '{2}', whose result differs from process to process; make the text itself the key part, or hash it with SHA-256",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpRoot + "TRK107");

    public static readonly DiagnosticDescriptor MutablePart = new(
        "TRK108",
        "Key part can be changed",
        "'{0}' of '{1}' can be changed after its key was made, and is then stored under a wrong one: {2}",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: HelpRoot + "TRK108");

    public static readonly DiagnosticDescriptor ImitatesSeparator = new(
        "TRK112",
        "Free text can imitate the separator of a joined key",
        "'{0}' and '{1}' of '{2}' are free text in a joined key, so that a text with \"{3}\" in it can give the key of another; give one Hash = 16, or use KeyStyle.Native",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: HelpRoot + "TRK112");

    public static readonly DiagnosticDescriptor HidesKeyPart = new(
        "TRK113",
        "Key part of a base type is hidden",
        "'{0}' of '{1}' hides the key part of '{2}', which is then neither stored nor in the key; give it another name",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: HelpRoot + "TRK113");

    public static readonly DiagnosticDescriptor NoReason = new(
        "TRK118",
        "[NotInKey] gives no reason",
        "'{0}' is not in the key, and does not say why; write what makes another value the same task or variant",
        Category,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        helpLinkUri: HelpRoot + "TRK118");

    public static readonly DiagnosticDescriptor CultureInKey = new(
        "TRK119",
        "Key text depends on the culture",
        "'{0}' of '{1}' makes a text with the culture of the machine ('{2}'), so that its key differs elsewhere; use CultureInfo.InvariantCulture",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: HelpRoot + "TRK119");

    public static readonly DiagnosticDescriptor NormalizesInKey = new(
        "TRK120",
        "Normalization in a key depends on the host",
        "'{0}' of '{1}' calls '{2}', which does nothing where InvariantGlobalization is on; normalize when the data is made",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: HelpRoot + "TRK120");

    public static readonly DiagnosticDescriptor WidensSingle = new(
        "TRK121",
        "Single is widened to double in a key",
        "A float is widened to the double '{0}' of '{1}', which gives 0.1f another key than 0.1; make both one type, or convert by way of the text",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: HelpRoot + "TRK121");

    public static readonly DiagnosticDescriptor UnlistedType = new(
        "TRK009",
        "Closed type has no annotation",
        "'{0}' has no schema, because '{1}' does not list its type arguments; annotate '{1}' once more with an id and these type arguments",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpRoot + "TRK009");

    public static readonly DiagnosticDescriptor RepeatedTemplate = new(
        "TRK306",
        "Template repeats another",
        "'{0}' has the text of '{1}'; a template is identified by its text, use one of the two",
        Category,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        helpLinkUri: HelpRoot + "TRK306",
        customTags: WellKnownDiagnosticTags.CompilationEnd);

    public static readonly DiagnosticDescriptor OtherVersion = new(
        "TRK901",
        "Generator and Runtime have different versions",
        "The generator of version {0} runs for TrialKeep.Runtime {1}; reference one version of TrialKeep's packages, and no generator of your own",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpRoot + "TRK901",
        customTags: WellKnownDiagnosticTags.CompilationEnd);

    public static readonly DiagnosticDescriptor SecondCodec = new(
        "TRK902",
        "Annotated type has a second codec",
        "'{0}' has a codec of its own, and [JsonSerializable] gives '{1}' a second one, whose JSON may differ from what is stored; remove the attribute and use what is generated for '{0}'",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: HelpRoot + "TRK902");
}
