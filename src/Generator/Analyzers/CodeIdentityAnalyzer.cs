using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using TrialKeep.Generator.Diagnostics;

namespace TrialKeep.Generator.Analyzers;

/// <summary>TRK122: a variant, transform or evaluator that is given no code identity, or one that says nothing.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class CodeIdentityAnalyzer : DiagnosticAnalyzer
{
    private const string Identity = "TrialKeep.CodeIdentity";
    private const string Code = "TrialKeep.Code";
    private const string None = "";
    private const string Default = " but a default";
    private const string Empty = " but an empty text";

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Descriptors.NoCodeIdentity];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            if (start.Compilation.GetTypeByMetadataName(Identity) is not { } identity) return;
            start.RegisterOperationAction(operation => CheckArgument(operation, identity), OperationKind.Argument);
            start.RegisterOperationAction(operation => CheckMissing(operation, identity), OperationKind.Invalid);
        });
    }

    private static void CheckArgument(OperationAnalysisContext context, INamedTypeSymbol identity)
    {
        IArgumentOperation argument = (IArgumentOperation)context.Operation;
        if (argument.Parameter is not { ContainingSymbol: IMethodSymbol method } parameter || !IsIdentity(parameter.Type, identity)) return;
        // Comparing with a default asks whether there is one.
        if (SymbolEqualityComparer.Default.Equals(method.ContainingType, identity)) return;
        if (Lacks(argument.Value, identity) is { } what) Report(context, argument.Syntax, method, what);
    }

    // The compiler's own error names the parameter; this adds what to pass.
    private static void CheckMissing(OperationAnalysisContext context, INamedTypeSymbol identity)
    {
        if (context.Operation.Syntax is not InvocationExpressionSyntax call || context.Operation.SemanticModel is not { } model) return;
        IMethodSymbol[] candidates = [.. model.GetSymbolInfo(call, context.CancellationToken).CandidateSymbols.OfType<IMethodSymbol>()];
        if (candidates.Length > 0 && candidates.All(method => IsMissing(call.ArgumentList, method, identity))) Report(context, call.ArgumentList, candidates[0], None);
    }

    private static bool IsMissing(ArgumentListSyntax arguments, IMethodSymbol method, INamedTypeSymbol identity)
    {
        IParameterSymbol? parameter = method.Parameters.FirstOrDefault(p => !p.IsOptional && IsIdentity(p.Type, identity));
        if (parameter is null || arguments.Arguments.Count >= method.Parameters.Length) return false;
        return arguments.Arguments.All(a => a.NameColon?.Name.Identifier.ValueText != parameter.Name)
            && arguments.Arguments.Count(static a => a.NameColon is null) <= parameter.Ordinal;
    }

    private static bool IsIdentity(ITypeSymbol type, INamedTypeSymbol identity) => SymbolEqualityComparer.Default.Equals(type, identity);

    private static string? Lacks(IOperation value, INamedTypeSymbol identity) => value switch
    {
        IConversionOperation { OperatorMethod: null } conversion => Lacks(conversion.Operand, identity),
        IDefaultValueOperation => Default,
        IObjectCreationOperation { Arguments.Length: 0, Initializer: null } created when IsIdentity(created.Type!, identity) => Default,
        IObjectCreationOperation { Arguments.Length: 1, Initializer: null } created when IsIdentity(created.Type!, identity) && IsEmpty(created.Arguments[0].Value) => Empty,
        IInvocationOperation { TargetMethod: { Name: "Version" } version, Arguments.Length: 1 } call when version.ContainingType.ToDisplayString() == Code && IsEmpty(call.Arguments[0].Value) => Empty,
        _ => null,
    };

    private static bool IsEmpty(IOperation text) => text.ConstantValue is { HasValue: true, Value: var value } && string.IsNullOrWhiteSpace(value as string);

    private static void Report(OperationAnalysisContext context, SyntaxNode place, IMethodSymbol method, string what) =>
        context.ReportDiagnostic(Diagnostic.Create(Descriptors.NoCodeIdentity, place.GetLocation(), method.Name, what));
}
