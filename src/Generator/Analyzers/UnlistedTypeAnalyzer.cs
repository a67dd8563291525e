using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using TrialKeep.Generator.Diagnostics;
using TrialKeep.Generator.Parsing;

namespace TrialKeep.Generator.Analyzers;

/// <summary>TRK009: a closed type of a generic task, variant or record that is handed to TrialKeep and that no annotation lists.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnlistedTypeAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Descriptors.UnlistedType];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterOperationAction(static operation => Check(operation, ((IInvocationOperation)operation.Operation).TargetMethod), OperationKind.Invocation);
        context.RegisterOperationAction(static operation => Check(operation, ((IObjectCreationOperation)operation.Operation).Constructor), OperationKind.ObjectCreation);
    }

    private static void Check(OperationAnalysisContext context, IMethodSymbol? method)
    {
        if (method is null) return;
        Check(context, method.TypeParameters, method.TypeArguments);
        if (method.ContainingType is { IsGenericType: true } owner) Check(context, owner.TypeParameters, owner.TypeArguments);
    }

    private static void Check(OperationAnalysisContext context, ImmutableArray<ITypeParameterSymbol> parameters, ImmutableArray<ITypeSymbol> arguments)
    {
        for (int i = 0; i < parameters.Length; i++)
        {
            if (arguments[i] is not INamedTypeSymbol { IsGenericType: true } type || !IsStored(parameters[i]) || !Closings.IsGeneric(type)) continue;
            if (type.TypeArguments.Any(IsOpen) || Closings.AttributeOf(type) is not null) continue;
            context.ReportDiagnostic(Diagnostic.Create(Descriptors.UnlistedType, context.Operation.Syntax.GetLocation(), type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat), CSharpText.Display(type)));
            return;
        }
    }

    // Only what demands a codec, a key or a schema.
    private static bool IsStored(ITypeParameterSymbol parameter) =>
        parameter.ConstraintTypes.Any(static constraint => constraint is INamedTypeSymbol { IsGenericType: true } && constraint.ContainingNamespace?.ToDisplayString().StartsWith("TrialKeep.Runtime.", StringComparison.Ordinal) == true);

    private static bool IsOpen(ITypeSymbol type) => type switch
    {
        ITypeParameterSymbol => true,
        IArrayTypeSymbol array => IsOpen(array.ElementType),
        INamedTypeSymbol named => named.TypeArguments.Any(IsOpen),
        _ => false,
    };
}
