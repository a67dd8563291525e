using Microsoft.CodeAnalysis.CSharp;

namespace TrialKeep.Generator.Emit;

/// <summary>The names that generated code refers to.</summary>
internal static class Names
{
    public const string Codecs = "global::TrialKeep.Runtime.Codecs.";
    public const string Keys = "global::TrialKeep.Runtime.Keys.";
    public const string Schemas = "global::TrialKeep.Runtime.Schemas.";
    public const string Templates = "global::TrialKeep.Runtime.Templates.";
    public const string Columns = "global::TrialKeep.Runtime.Columns.";
    public const string DataException = "global::TrialKeep.ExperimentDataException";
    public const string Invariant = "global::System.Globalization.CultureInfo.InvariantCulture";
    public const string Span = "global::System.ReadOnlySpan<byte>";
    public const string Generic = "global::System.Collections.Generic.";
    public const string Immutable = "global::System.Collections.Immutable.";

    /// <summary>The file-local class with the helper methods: nothing of it is seen outside the generated file.</summary>
    public const string Helpers = "__TrialKeep";

    public const string GeneratedCode = "[global::System.CodeDom.Compiler.GeneratedCode(\"TrialKeep.Generator\", \"0.1.0\")]";

    /// <summary>A string literal.</summary>
    public static string Text(string text) => SymbolDisplay.FormatLiteral(text, quote: true);

    /// <summary>A UTF-8 literal.</summary>
    public static string Utf8(string text) => Text(text) + "u8";
}
