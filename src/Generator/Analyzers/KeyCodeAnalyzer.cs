using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using TrialKeep.Generator.Diagnostics;
using TrialKeep.Generator.Parsing;

namespace TrialKeep.Generator.Analyzers;

/// <summary>TRK105, TRK107, TRK119, TRK120: what the initializer or the getter of a key part may not do, because its key would not be found again.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class KeyCodeAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        [Descriptors.ReadsOutside, Descriptors.RandomizedHash, Descriptors.CultureInKey, Descriptors.NormalizesInKey];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterSyntaxNodeAction(CheckProperty, SyntaxKind.PropertyDeclaration);
        context.RegisterSyntaxNodeAction(CheckField, SyntaxKind.FieldDeclaration);
    }

    private static void CheckProperty(SyntaxNodeAnalysisContext context)
    {
        PropertyDeclarationSyntax property = (PropertyDeclarationSyntax)context.Node;
        if (property.AttributeLists.Count == 0) return;
        SyntaxNode?[] bodies = [property.Initializer, property.ExpressionBody, .. property.AccessorList?.Accessors.Where(static a => a.IsKind(SyntaxKind.GetAccessorDeclaration)).Select(static a => (SyntaxNode?)a.Body ?? a.ExpressionBody) ?? []];
        foreach (SyntaxNode? body in bodies) Check(context, property, body);
    }

    private static void CheckField(SyntaxNodeAnalysisContext context)
    {
        FieldDeclarationSyntax field = (FieldDeclarationSyntax)context.Node;
        if (field.AttributeLists.Count == 0) return;
        foreach (VariableDeclaratorSyntax variable in field.Declaration.Variables) Check(context, variable, variable.Initializer);
    }

    private static void Check(SyntaxNodeAnalysisContext context, SyntaxNode declaration, SyntaxNode? body)
    {
        if (body is null || context.SemanticModel.GetDeclaredSymbol(declaration, context.CancellationToken) is not { } member || !KeyMembers.IsKeyPart(member)) return;
        IOperation? operation = context.SemanticModel.GetOperation(body, context.CancellationToken)
            ?? (body is EqualsValueClauseSyntax value ? context.SemanticModel.GetOperation(value.Value, context.CancellationToken) : null);
        if (operation is null) return;
        foreach (IOperation inner in operation.DescendantsAndSelf())
        {
            if (KeyHazard.Of(inner) is not { } hazard) continue;
            string owner = CSharpText.Display(member.ContainingType);
            context.ReportDiagnostic(Diagnostic.Create(hazard.Descriptor, inner.Syntax.GetLocation(), member.Name, owner, hazard.What));
        }
    }
}
