using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using TrialKeep.Generator.Diagnostics;
using TrialKeep.Generator.Parsing;

namespace TrialKeep.Generator.Analyzers;

/// <summary>TRK006 and TRK118: an attribute that says nothing where it stands, or less than it should.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class AttributeUseAnalyzer : DiagnosticAnalyzer
{
    private static readonly HashSet<string> s_known = new(StringComparer.Ordinal)
    {
        KnownTypes.KeyPart, KnownTypes.ItemId, KnownTypes.Reference, KnownTypes.NotInKey, KnownTypes.Slice, KnownTypes.Cluster,
        KnownTypes.Deduplicated, KnownTypes.Indexed, KnownTypes.Measurement, KnownTypes.Alias, KnownTypes.Retired,
    };

    // The names alone, so that other attributes cost nothing.
    private static readonly HashSet<string> s_names = new(s_known.Select(Short), StringComparer.Ordinal);

    private static readonly HashSet<string> s_ofKeys = new(StringComparer.Ordinal) { KnownTypes.KeyPart, KnownTypes.ItemId, KnownTypes.Reference, KnownTypes.NotInKey };

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Descriptors.NoEffect, Descriptors.NoReason];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterSyntaxNodeAction(Check, SyntaxKind.Attribute);
    }

    private static void Check(SyntaxNodeAnalysisContext context)
    {
        AttributeSyntax attribute = (AttributeSyntax)context.Node;
        if (!s_names.Contains(Short(attribute.Name.ToString()))) return;
        string name = context.SemanticModel.GetSymbolInfo(attribute, context.CancellationToken).Symbol?.ContainingType.ToDisplayString() ?? "";
        if (!s_known.Contains(name) || Target(attribute, context) is not { } target) return;
        if (Why(target, name) is { } why) context.ReportDiagnostic(Diagnostic.Create(Descriptors.NoEffect, attribute.GetLocation(), Short(name), target.Name, why));
        else if (name == KnownTypes.NotInKey && IsEmpty(target)) context.ReportDiagnostic(Diagnostic.Create(Descriptors.NoReason, attribute.GetLocation(), target.Name));
    }

    private static ISymbol? Target(AttributeSyntax attribute, SyntaxNodeAnalysisContext context)
    {
        SyntaxNode? declaration = attribute.Parent?.Parent;
        if (declaration is FieldDeclarationSyntax field) declaration = field.Declaration.Variables.FirstOrDefault();
        ISymbol? target = declaration is null ? null : context.SemanticModel.GetDeclaredSymbol(declaration, context.CancellationToken);
        bool isForProperty = declaration is ParameterSyntax && attribute.Parent is AttributeListSyntax { Target.Identifier.RawKind: (int)SyntaxKind.PropertyKeyword };
        return isForProperty && target is not null ? target.ContainingType.GetMembers(target.Name).FirstOrDefault() ?? target : target;
    }

    private static string? Why(ISymbol target, string attribute)
    {
        if (target is INamedTypeSymbol type) return Annotations.KindOf(type) is null ? $"'{type.Name}' is not annotated; annotate it, or remove the attribute" : null;
        if (target is IParameterSymbol && target.ContainingSymbol is not IMethodSymbol { MethodKind: MethodKind.Constructor }) return "only the parameters of a constructor can be stored; remove it";
        if (target is not IParameterSymbol && IsNeverStored(target) is { } never) return never + "; remove it";
        INamedTypeSymbol owner = target.ContainingType;
        return Annotations.KindOf(owner) switch
        {
            // Whatever can be inherited may be meant for the types that inherit it.
            null => owner.IsValueType || owner.IsSealed || owner.IsStatic ? $"'{owner.Name}' is not annotated; annotate it, or remove the attribute" : null,
            KnownTypes.Template => "all arguments of a template are part of its key; remove it",
            KnownTypes.Record when s_ofKeys.Contains(attribute) => "a record has no key; remove it",
            _ when IsHidden(target) => "what is not public is stored only with [JsonInclude] or a role; add it",
            _ => null,
        };
    }

    private static string? IsNeverStored(ISymbol target) => target switch
    {
        { IsStatic: true } => "a static member is not stored",
        IPropertySymbol { IsIndexer: true } => "an indexer is not stored",
        IPropertySymbol { GetMethod: null } => "a property that can't be read is not stored",
        _ => null,
    };

    // What a member means for identity says that it is stored, and so does [JsonInclude]; a column alone doesn't.
    private static bool IsHidden(ISymbol target)
    {
        if (target is not (IPropertySymbol or IFieldSymbol) || target.DeclaredAccessibility == Accessibility.Public) return false;
        AttributeSet attributes = AttributeSet.Of(target);
        return !RoleReader.HasRole(attributes) && !attributes.Has(KnownTypes.JsonInclude) && !attributes.Has(KnownTypes.JsonExtensionData);
    }

    private static bool IsEmpty(ISymbol target) => AttributeSet.Of(target).Find(KnownTypes.NotInKey) is { } found && string.IsNullOrWhiteSpace(found.Text(0));

    private static string Short(string name)
    {
        string last = name.Substring(name.LastIndexOfAny(['.', ':']) + 1);
        return last.EndsWith("Attribute", StringComparison.Ordinal) ? last.Substring(0, last.Length - "Attribute".Length) : last;
    }
}
