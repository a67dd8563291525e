using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using TrialKeep.Generator.Diagnostics;
using TrialKeep.Generator.Model;

namespace TrialKeep.Generator.Parsing;

/// <summary>Reads the declaration of a template.</summary>
internal static class TemplateParser
{
    public static Parsed<TemplateRequest>? Parse(GeneratorAttributeSyntaxContext context, CancellationToken cancellation)
    {
        if (context.TargetSymbol is not INamedTypeSymbol type || Annotations.KindOf(type) != Annotations.Template) return null;
        AttributeData attribute = context.Attributes[0];
        Location? location = type.Locations.FirstOrDefault();
        DiagnosticBag bag = new();
        Declaration declaration = DeclarationReader.Read(type, bag, cancellation);
        if (!type.IsRecord || !type.IsValueType || !type.IsReadOnly)
        {
            bag.Block(Descriptors.UnsupportedType, location, declaration.DisplayName, "no readonly record struct", "a template is a 'readonly partial record struct'");
        }

        ShapeReader shapes = new(context.SemanticModel.Compilation, cancellation);
        EquatableArray<TemplateArgument>? parameters = Parameters(type, shapes, declaration.DisplayName, bag, cancellation);
        EquatableArray<MessageRequest> messages = MessageReader.Read(type, attribute, declaration.DisplayName, bag);
        TemplateRequest? request = bag.IsBlocked ? null : new(declaration, messages, parameters, new(shapes.Helpers));
        return new(request, EquatableArray<SchemaEntry>.Empty, location, bag.ToImmutable());
    }

    /// <summary>The parameters that the user declares; empty where the generator declares them, as texts.</summary>
    public static IReadOnlyList<TemplateArgument> ParametersOf(INamedTypeSymbol type, Compilation compilation, CancellationToken cancellation) =>
        Parameters(type, new ShapeReader(compilation, cancellation), CSharpText.Display(type), new DiagnosticBag(), cancellation) ?? EquatableArray<TemplateArgument>.Empty;

    private static bool IsScalar(ValueShape shape) => shape is { Kind: <= ValueKind.Enum, IsNullable: false };

    private static EquatableArray<TemplateArgument>? Parameters(INamedTypeSymbol type, ShapeReader shapes, string owner, DiagnosticBag bag, CancellationToken cancellation)
    {
        IMethodSymbol? primary = type.InstanceConstructors.FirstOrDefault(c => c.DeclaringSyntaxReferences.Any(r => r.GetSyntax(cancellation) is TypeDeclarationSyntax { ParameterList: not null }));
        if (primary is null) return null;
        List<TemplateArgument> arguments = [];
        foreach (IParameterSymbol parameter in primary.Parameters)
        {
            ValueShape? shape = shapes.Read(parameter.Type, AttributeSet.Of(parameter), trims: false);
            if (parameter.Type.TypeKind == Microsoft.CodeAnalysis.TypeKind.Error || parameter.Name.Length == 0)
            {
                bag.Silence();
            }
            else if (shape is null || !(IsScalar(shape) || (shape is { Kind: ValueKind.List, IsNullable: false } && IsScalar(shape.Element!))))
            {
                bag.Block(Descriptors.NoCodec, parameter.Locations.FirstOrDefault(), parameter.Name, owner, parameter.Type.ToDisplayString(), "an argument of a template is one text, number or similar, or a list of such, and never null");
            }
            else
            {
                arguments.Add(new(parameter.Name, CSharpText.Identifier(parameter.Name), CSharpText.Identifier(parameter.Name), shape));
            }
        }

        return new(arguments);
    }
}
