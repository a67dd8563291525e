using System.Text;
using Microsoft.CodeAnalysis;
using TrialKeep.Generator.Diagnostics;
using TrialKeep.Generator.Model;
using TrialKeep.Generator.Model.Fingerprints;

namespace TrialKeep.Generator.Parsing.Fingerprints;

/// <summary>Reads which types and methods have a fingerprint, and whether the property can be added beside them. Binds no body.</summary>
internal static class FingerprintParser
{
    public const string Annotation = "TrialKeep.CodeFingerprintAttribute";

    public static Parsed<FingerprintTarget>? Parse(GeneratorAttributeSyntaxContext context, CancellationToken cancellation)
    {
        ISymbol symbol = context.TargetSymbol;
        DiagnosticBag bag = new();
        Location? location = symbol.Locations.FirstOrDefault();
        if (symbol is IMethodSymbol { MethodKind: not MethodKind.Ordinary })
        {
            bag.Block(Descriptors.UnsupportedType, location, symbol.Name, "a local function", "move the method to a partial type");
            return new(null, EquatableArray<SchemaEntry>.Empty, location, bag.ToImmutable());
        }

        if ((symbol as INamedTypeSymbol ?? symbol.ContainingType) is not { Name.Length: > 0 } type || symbol.Name.Length == 0) return null;
        Declaration declaration = DeclarationReader.ReadHolder(type, bag, cancellation);
        string? method = symbol is IMethodSymbol ? symbol.Name : null;
        string property = method + "Fingerprint";
        CheckName(type, symbol, property, bag);
        string owner = method is null ? declaration.DisplayName : $"{declaration.DisplayName}.{method}";
        string hint = declaration.HintName + (method is null ? "" : "." + Hint(method)) + ".fingerprint";
        FingerprintTarget target = new(declaration, MetadataName(type), method, owner, property, Accessibility(symbol), hint);
        return new(bag.IsBlocked ? null : target, EquatableArray<SchemaEntry>.Empty, location, bag.ToImmutable());
    }

    private static void CheckName(INamedTypeSymbol type, ISymbol symbol, string property, DiagnosticBag bag)
    {
        bool isTaken = type.GetMembers(property).Any() || type.Name == property
            || symbol is IMethodSymbol { PartialDefinitionPart: null } && type.GetMembers(symbol.Name).Any(other => !SymbolEqualityComparer.Default.Equals(other, symbol) && AttributeSet.Of(other).Has(Annotation));
        if (isTaken) bag.Block(Descriptors.FingerprintNameTaken, symbol.Locations.FirstOrDefault(), property, CSharpText.Display(type), symbol.Name);
    }

    private static string Accessibility(ISymbol symbol) => symbol is INamedTypeSymbol ? "public" : symbol.DeclaredAccessibility switch
    {
        Microsoft.CodeAnalysis.Accessibility.Public => "public",
        Microsoft.CodeAnalysis.Accessibility.Internal => "internal",
        Microsoft.CodeAnalysis.Accessibility.Protected => "protected",
        Microsoft.CodeAnalysis.Accessibility.ProtectedOrInternal => "protected internal",
        Microsoft.CodeAnalysis.Accessibility.ProtectedAndInternal => "private protected",
        _ => "private",
    };

    private static string MetadataName(INamedTypeSymbol type)
    {
        string name = type.MetadataName;
        for (INamedTypeSymbol? outer = type.ContainingType; outer is not null; outer = outer.ContainingType) name = outer.MetadataName + "+" + name;
        return type.ContainingNamespace is { IsGlobalNamespace: false } space ? space.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat.WithGlobalNamespaceStyle(SymbolDisplayGlobalNamespaceStyle.Omitted).RemoveMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers)) + "." + name : name;
    }

    // Names of files are compared ignoring case: each capital letter says so.
    private static string Hint(string method)
    {
        StringBuilder hint = new(method);
        hint.Append('.');
        foreach (char c in method) hint.Append(char.IsUpper(c) ? '1' : '0');
        return hint.ToString();
    }
}
