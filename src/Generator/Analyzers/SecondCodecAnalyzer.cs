using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using TrialKeep.Generator.Diagnostics;
using TrialKeep.Generator.Parsing;

namespace TrialKeep.Generator.Analyzers;

/// <summary>TRK902: an annotated type in a <c>JsonSerializerContext</c>, whose generator doesn't see what this one emits.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SecondCodecAnalyzer : DiagnosticAnalyzer
{
    private const string JsonSerializable = "System.Text.Json.Serialization.JsonSerializableAttribute";

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Descriptors.SecondCodec];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterSymbolAction(Check, SymbolKind.NamedType);
    }

    private static void Check(SymbolAnalysisContext context)
    {
        foreach (AttributeData attribute in AttributeSet.Of(context.Symbol).All(JsonSerializable))
        {
            if (Annotated(attribute.Type(0)) is not { } type) continue;
            Location? location = attribute.ApplicationSyntaxReference?.GetSyntax(context.CancellationToken).GetLocation();
            context.ReportDiagnostic(Diagnostic.Create(Descriptors.SecondCodec, location, CSharpText.Display(type), context.Symbol.Name));
        }
    }

    // The type itself, or what an array or a collection of it holds.
    private static INamedTypeSymbol? Annotated(ITypeSymbol? type) => type switch
    {
        IArrayTypeSymbol array => Annotated(array.ElementType),
        INamedTypeSymbol named when Annotations.KindOf(named) is not null => named,
        INamedTypeSymbol named => named.TypeArguments.Select(Annotated).FirstOrDefault(static found => found is not null),
        _ => null,
    };
}
