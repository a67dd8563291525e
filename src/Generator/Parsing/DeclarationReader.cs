using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using TrialKeep.Generator.Diagnostics;
using TrialKeep.Generator.Model;

namespace TrialKeep.Generator.Parsing;

/// <summary>Reads where a type stands, and whether it can be annotated there.</summary>
internal static class DeclarationReader
{
    public static Declaration Read(INamedTypeSymbol type, DiagnosticBag bag, CancellationToken cancellation)
    {
        CheckKind(type, bag);
        return Describe(type, bag, cancellation);
    }

    /// <summary>Reads a type that only gets a static property: it may be static or private too.</summary>
    public static Declaration ReadHolder(INamedTypeSymbol type, DiagnosticBag bag, CancellationToken cancellation)
    {
        if (KindProblem(type) is { } found) bag.Block(Descriptors.UnsupportedType, type.Locations.FirstOrDefault(), CSharpText.Display(type), found.What, found.Cure);
        return Describe(type, bag, cancellation);
    }

    private static Declaration Describe(INamedTypeSymbol type, DiagnosticBag bag, CancellationToken cancellation)
    {
        CheckPartial(type, bag, cancellation);
        List<string> containers = [];
        for (INamedTypeSymbol? container = type.ContainingType; container is not null; container = container.ContainingType)
        {
            containers.Insert(0, Header(container));
        }

        string space = type.ContainingNamespace.IsGlobalNamespace ? "" : type.ContainingNamespace.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat.WithGlobalNamespaceStyle(SymbolDisplayGlobalNamespaceStyle.Omitted));
        return new(
            space,
            new(containers),
            Header(type),
            CSharpText.Identifier(type.Name),
            CSharpText.Display(type),
            CSharpText.Type(type),
            HintName(type),
            IsPublic(type),
            type.IsValueType);
    }

    private static void CheckKind(INamedTypeSymbol type, DiagnosticBag bag)
    {
        (string What, string Cure)? problem =
            type.IsStatic ? ("static", "make it a sealed class or a record")
            : type.IsRefLikeType ? ("a ref struct", "make it a plain struct")
            : Outward(type).Any(static t => !IsReachable(t)) ? ("not accessible in its assembly", "make it and the types around it internal or public")
            : GenericProblem(type) ?? KindProblem(type);
        if (problem is { } found) bag.Block(Descriptors.UnsupportedType, type.Locations.FirstOrDefault(), CSharpText.Display(type), found.What, found.Cure);
    }

    private static (string What, string Cure)? GenericProblem(INamedTypeSymbol type) =>
        Outward(type).Skip(1).Any(static t => t.IsGenericType) ? ("inside a generic type", "move it out")
        : type.IsGenericType && (DerivedTypes.IsBase(type) || Annotations.IsJoined(type)) ? ("generic and has derived types or a joined key", "name the arguments in a type without type parameters")
        : null;

    private static (string What, string Cure)? KindProblem(INamedTypeSymbol type) =>
        Outward(type).Any(static t => t.IsFileLocal) ? ("file-local", "generated code lies in another file: remove 'file'")
        : type.TypeKind is not (Microsoft.CodeAnalysis.TypeKind.Class or Microsoft.CodeAnalysis.TypeKind.Struct) ? ("neither a class nor a struct", "annotate a class, a struct or a record")
        : null;

    private static void CheckPartial(INamedTypeSymbol type, DiagnosticBag bag, CancellationToken cancellation)
    {
        foreach (INamedTypeSymbol part in Outward(type))
        {
            foreach (SyntaxReference reference in part.DeclaringSyntaxReferences)
            {
                if (reference.GetSyntax(cancellation) is not TypeDeclarationSyntax declaration || declaration.Modifiers.Any(SyntaxKind.PartialKeyword)) continue;
                bag.Block(Descriptors.NotPartial, declaration.Identifier.GetLocation(), CSharpText.Display(part), CSharpText.Display(type));
                break;
            }
        }
    }

    private static IEnumerable<INamedTypeSymbol> Outward(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? at = type; at is not null; at = at.ContainingType) yield return at;
    }

    private static bool IsReachable(INamedTypeSymbol type) =>
        type.DeclaredAccessibility is Accessibility.Public or Accessibility.Internal or Accessibility.ProtectedOrInternal or Accessibility.NotApplicable;

    private static bool IsPublic(INamedTypeSymbol type) => Outward(type).All(static t => t.DeclaredAccessibility == Accessibility.Public);

    private static string Header(INamedTypeSymbol type)
    {
        string keyword = type switch
        {
            { IsRecord: true, IsValueType: true } => "record struct",
            { IsRecord: true } => "record",
            { TypeKind: Microsoft.CodeAnalysis.TypeKind.Interface } => "interface",
            { IsValueType: true } => "struct",
            _ => "class",
        };
        string parameters = type.Arity > 0 ? $"<{string.Join(", ", type.TypeParameters.Select(static p => CSharpText.Identifier(p.Name)))}>" : "";
        return $"partial {keyword} {CSharpText.Identifier(type.Name)}{parameters}";
    }

    // Hint names are compared ignoring case, so that two types that differ only in case need something more. While code is being
    // edited, two types may also have one name and differ in their kind.
    private static string HintName(INamedTypeSymbol type)
    {
        StringBuilder name = new();
        string full = type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat.WithGlobalNamespaceStyle(SymbolDisplayGlobalNamespaceStyle.Omitted).RemoveMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers));
        foreach (char c in full) name.Append(c is '<' or '>' or ',' or ' ' or ':' ? '_' : c);
        name.Append('.');
        ulong bits = 14695981039346656037;
        foreach (char c in full) bits = Mixed(bits, char.IsUpper(c) ? 'A' : 'a');
        foreach (char c in Header(type) + Annotations.KindOf(type)) bits = Mixed(bits, c);
        return name.Append((bits >> 40).ToString("x6", System.Globalization.CultureInfo.InvariantCulture)).ToString();
    }

    // FNV-1a, which is the same in every process.
    private static ulong Mixed(ulong bits, char c) => unchecked((bits ^ c) * 1099511628211);
}
