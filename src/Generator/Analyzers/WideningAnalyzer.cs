using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using TrialKeep.Generator.Diagnostics;
using TrialKeep.Generator.Parsing;

namespace TrialKeep.Generator.Analyzers;

/// <summary>TRK121: a float that becomes the double of a key.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class WideningAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Descriptors.WidensSingle];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterOperationAction(Check, OperationKind.Conversion);
    }

    private static void Check(OperationAnalysisContext context)
    {
        IConversionOperation conversion = (IConversionOperation)context.Operation;
        if (Special(conversion.Type) != SpecialType.System_Double || Special(conversion.Operand.Type) != SpecialType.System_Single) return;
        ISymbol? target = conversion.Parent switch
        {
            ISimpleAssignmentOperation { Target: IMemberReferenceOperation member } assignment when assignment.Value == conversion => member.Member,
            IArgumentOperation argument => argument.Parameter,
            IPropertyInitializerOperation initializer => initializer.InitializedProperties.FirstOrDefault(),
            IFieldInitializerOperation initializer => initializer.InitializedFields.FirstOrDefault(),
            _ => null,
        };
        if (target is null || !IsKeyPart(target)) return;
        context.ReportDiagnostic(Diagnostic.Create(Descriptors.WidensSingle, conversion.Syntax.GetLocation(), target.Locations.Where(static l => l.IsInSource), target.Name, CSharpText.Display(target.ContainingType)));
    }

    // The attribute of a positional parameter is the parameter's, not the property's.
    private static bool IsKeyPart(ISymbol target)
    {
        if (KeyMembers.IsKeyPart(target)) return true;
        return target is IPropertySymbol { ContainingType.IsRecord: true } property
            && property.ContainingType.InstanceConstructors.Any(c => c.Parameters.Any(p => p.Name == property.Name && KeyMembers.IsKeyPart(p)));
    }

    private static SpecialType? Special(ITypeSymbol? type) =>
        type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable ? nullable.TypeArguments[0].SpecialType : type?.SpecialType;
}
