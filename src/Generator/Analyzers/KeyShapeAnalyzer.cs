using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using TrialKeep.Generator.Diagnostics;
using TrialKeep.Generator.Model;
using TrialKeep.Generator.Parsing;

namespace TrialKeep.Generator.Analyzers;

/// <summary>TRK102, TRK106, TRK108, TRK112, TRK113: what is doubtful about the members of a key.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class KeyShapeAnalyzer : DiagnosticAnalyzer
{
    /// <summary>The property of a diagnostic that holds the format to use instead.</summary>
    internal const string BetterFormat = "format";

    private static readonly HashSet<string> s_mutable = new(StringComparer.Ordinal) { "List", "IList", "HashSet", "ISet", "Dictionary", "IDictionary" };

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        [Descriptors.LossyFormat, Descriptors.ComputedPart, Descriptors.MutablePart, Descriptors.ImitatesSeparator, Descriptors.HidesKeyPart];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterSymbolAction(Check, SymbolKind.NamedType);
    }

    private static void Check(SymbolAnalysisContext context)
    {
        INamedTypeSymbol type = (INamedTypeSymbol)context.Symbol;
        if (!KeyMembers.HasKey(type)) return;
        StoredMember[] parts = [.. KeyMembers.PartsOf(type)];
        foreach (StoredMember part in parts)
        {
            if (Change(type, part) is { } change) Report(context, Descriptors.MutablePart, part, change);
            if (IsComputed(part, context.CancellationToken)) Report(context, Descriptors.ComputedPart, part, part.Parameter!.Name);
        }

        CheckHidden(context, type);
        if (Annotations.IsJoined(type)) CheckJoined(context, type, parts);
    }

    private static void Report(SymbolAnalysisContext context, DiagnosticDescriptor descriptor, StoredMember part, params object[] more)
    {
        INamedTypeSymbol type = (INamedTypeSymbol)context.Symbol;
        context.ReportDiagnostic(Diagnostic.Create(descriptor, KeyMembers.LocationIn(type, part), [part.Name, CSharpText.Display(type), .. more]));
    }

    private static string? Change(INamedTypeSymbol type, StoredMember part)
    {
        // A struct is copied where it is taken over.
        if (!type.IsValueType && part.Symbol is IPropertySymbol { SetMethod: { IsInitOnly: false, DeclaredAccessibility: not Accessibility.Private } }) return "make its accessor 'init'";
        if (!type.IsValueType && part.Symbol is IFieldSymbol { IsReadOnly: false, DeclaredAccessibility: not Accessibility.Private }) return "make it a property with 'init'";
        if (part.Type is IArrayTypeSymbol array) return array.ElementType.SpecialType == SpecialType.System_Byte ? "use ReadOnlyMemory<byte>" : "use ImmutableArray or IReadOnlyList";
        return part.Type is INamedTypeSymbol { IsGenericType: true } named && s_mutable.Contains(named.Name) && named.ContainingNamespace.ToDisplayString() == "System.Collections.Generic"
            ? "use a collection of System.Collections.Immutable, or one that can only be read"
            : null;
    }

    // Without a parameter of its name the generator refuses it (TRK003).
    private static bool IsComputed(StoredMember part, CancellationToken cancellation)
    {
        if (part.Parameter is null || part.Symbol is not IPropertySymbol { SetMethod: null } property) return false;
        return property.DeclaringSyntaxReferences.Any(reference => reference.GetSyntax(cancellation) is PropertyDeclarationSyntax declaration
            && (declaration.ExpressionBody is not null || declaration.AccessorList?.Accessors.Any(static a => a.Body is not null || a.ExpressionBody is not null) == true)
            && !ReturnsPlainly(declaration, part.Parameter.Name));
    }

    private static bool ReturnsPlainly(PropertyDeclarationSyntax declaration, string parameter) =>
        declaration.ExpressionBody?.Expression is IdentifierNameSyntax name && name.Identifier.ValueText == parameter;

    private static void CheckHidden(SymbolAnalysisContext context, INamedTypeSymbol type)
    {
        foreach (ISymbol member in type.GetMembers().Where(static m => m is IPropertySymbol { IsOverride: false, IsStatic: false } or IFieldSymbol { IsStatic: false, IsImplicitlyDeclared: false }))
        {
            for (INamedTypeSymbol? at = type.BaseType; at is not null; at = at.BaseType)
            {
                if (!at.GetMembers(member.Name).Any(KeyMembers.IsKeyPart)) continue;
                context.ReportDiagnostic(Diagnostic.Create(Descriptors.HidesKeyPart, member.Locations[0], member.Name, CSharpText.Display(type), CSharpText.Display(at)));
                break;
            }
        }
    }

    private static void CheckJoined(SymbolAnalysisContext context, INamedTypeSymbol type, StoredMember[] parts)
    {
        List<StoredMember> free = [];
        bool omits = false;
        foreach (StoredMember part in parts)
        {
            AttributeData? settings = part.Attributes.Find(KnownTypes.KeyPart);
            if (new ShapeReader(context.Compilation, context.CancellationToken).Read(part.Type, part.Attributes, trims: false) is not { } shape) continue;
            if (settings?.Text("Format") is { } format && KeyFormat.Cure(shape.Kind, format) is { } cure)
            {
                var properties = ImmutableDictionary<string, string?>.Empty.Add(BetterFormat, cure);
                context.ReportDiagnostic(Diagnostic.Create(Descriptors.LossyFormat, KeyMembers.LocationIn(type, part), properties, part.Name, CSharpText.Display(type), format, cure));
            }

            omits |= settings?.Flag("OmitWhenEmpty") == true;
            if (settings?.Number("Hash") is null or 0 && shape.Kind is ValueKind.Text or ValueKind.Char or ValueKind.Uri or ValueKind.Annotated) free.Add(part);
        }

        // One free text alone is found again between the parts that stand before and after it, unless their number varies.
        StoredMember? other = free.Count > 1 ? free[1] : omits && free.Count == 1 ? parts.FirstOrDefault(p => p != free[0]) : null;
        if (other is null) return;
        string separator = Annotations.KindOf(type) is { } kind ? AttributeSet.Of(type).Find(kind)?.Text("Separator") ?? ":" : ":";
        context.ReportDiagnostic(Diagnostic.Create(Descriptors.ImitatesSeparator, type.Locations[0], free[0].Name, other.Name, CSharpText.Display(type), separator));
    }
}
