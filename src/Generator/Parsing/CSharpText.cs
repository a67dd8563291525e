using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace TrialKeep.Generator.Parsing;

/// <summary>C# text of names, types and constants.</summary>
internal static class CSharpText
{
    private static readonly SymbolDisplayFormat s_full = SymbolDisplayFormat.FullyQualifiedFormat
        .AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    private static readonly SymbolDisplayFormat s_nested = new(typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypes);

    /// <summary>The type with <c>global::</c>, without the question mark of its own nullability.</summary>
    public static string Type(ITypeSymbol type) => type.WithNullableAnnotation(NullableAnnotation.NotAnnotated).ToDisplayString(s_full);

    /// <summary>The type as messages name it: with the types around it, without namespace.</summary>
    public static string Display(ITypeSymbol type) => type.ToDisplayString(s_nested);

    /// <summary>A name as C# code.</summary>
    public static string Identifier(string name) =>
        SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None || SyntaxFacts.GetContextualKeywordKind(name) != SyntaxKind.None ? "@" + name : name;

    /// <summary>A string literal.</summary>
    public static string Literal(string text) => SymbolDisplay.FormatLiteral(text, quote: true);

    /// <summary>The default of an optional parameter.</summary>
    public static string Default(IParameterSymbol parameter)
    {
        object? value = parameter.ExplicitDefaultValue;
        if (value is null) return "default!";
        string type = Type(parameter.Type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable ? nullable.TypeArguments[0] : parameter.Type);
        return value switch
        {
            string text => Literal(text),
            char c => SymbolDisplay.FormatLiteral(c, quote: true),
            bool flag => flag ? "true" : "false",
            double number => Floating(number, "double", "D"),
            float number => Floating(number, "float", "F"),
            IFormattable number => $"({type})({number.ToString(null, System.Globalization.CultureInfo.InvariantCulture)}{(value is decimal ? "M" : "")})",
            _ => "default!",
        };
    }

    /// <summary>A floating-point literal; the special values by their names.</summary>
    public static string Floating(double value, string type, string suffix)
    {
        if (double.IsNaN(value)) return type + ".NaN";
        if (double.IsInfinity(value)) return type + (value > 0 ? ".PositiveInfinity" : ".NegativeInfinity");
        string digits = suffix == "F"
            ? ((float)value).ToString("R", System.Globalization.CultureInfo.InvariantCulture)
            : value.ToString("R", System.Globalization.CultureInfo.InvariantCulture);
        return $"{digits}{suffix}";
    }
}
