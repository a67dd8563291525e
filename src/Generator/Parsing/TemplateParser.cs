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
        string? text = attribute.Text(0);
        string? file = attribute.Text("File");
        bool isBroken = attribute.ConstructorArguments.Concat(attribute.NamedArguments.Select(static n => n.Value)).Any(static a => a.Kind == TypedConstantKind.Error);
        if (isBroken) bag.Silence();
        else if (text is null == file is null) bag.Block(Descriptors.BrokenTemplate, location, declaration.DisplayName, "it needs either a text or a File, and not both");
        TemplateRequest? request = bag.IsBlocked ? null : new(declaration, text, file, parameters, new(shapes.Helpers));
        return new(request, null, location, bag.ToImmutable());
    }

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
            else if (shape is null || shape.Kind > ValueKind.Enum || shape.IsNullable)
            {
                bag.Block(Descriptors.NoCodec, parameter.Locations.FirstOrDefault(), parameter.Name, owner, parameter.Type.ToDisplayString(), "an argument of a template is one text, number or similar, and never null");
            }
            else
            {
                arguments.Add(new(parameter.Name, CSharpText.Identifier(parameter.Name), CSharpText.Identifier(parameter.Name), shape));
            }
        }

        return new(arguments);
    }
}
