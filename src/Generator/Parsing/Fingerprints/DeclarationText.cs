using System.Globalization;
using Microsoft.CodeAnalysis;

namespace TrialKeep.Generator.Parsing.Fingerprints;

/// <summary>Writes declarations from their symbols, so that the order of modifiers and of partial parts changes nothing.</summary>
internal sealed class DeclarationText(CanonicalText text, Reached reached, SymbolText symbols, CancellationToken cancellation)
{
    /// <summary>Whose presence says only that there is a fingerprint.</summary>
    private const string Fingerprint = "TrialKeep.CodeFingerprintAttribute";

    public void Member(ISymbol member)
    {
        text.Add(symbols.Id(member));
        text.Add($"{member.DeclaredAccessibility} {Flags(member)}");
        Attributes(member);
        switch (member)
        {
            case IMethodSymbol method:
                Method(method);
                if (method.PartialImplementationPart is { } part) Attributes(part);
                break;
            case IPropertySymbol property:
                Typed(property.RefKind, property.Type);
                Parameters(property.Parameters);
                Attributes(property.GetMethod);
                Attributes(property.SetMethod);
                break;
            case IFieldSymbol field:
                Typed(field.RefKind, field.Type);
                break;
            case IEventSymbol happening:
                Typed(RefKind.None, happening.Type);
                break;
        }
    }

    public void Type(INamedTypeSymbol type)
    {
        text.Add(symbols.Id(type));
        text.Add($"{type.TypeKind} {type.DeclaredAccessibility} {Flags(type)} {type.IsRecord} {type.IsReadOnly} {type.IsRefLikeType}");
        Attributes(type);
        TypeParameters(type.TypeParameters);
        if (type.BaseType is { } parent) text.Add(symbols.Type(parent));
        text.Add("implements", type.Interfaces.Select(symbols.Type).OrderBy(static id => id, StringComparer.Ordinal));
        if (type.EnumUnderlyingType is { } number) text.Add(symbols.Type(number));
        if (type.DelegateInvokeMethod is { } invoke) Method(invoke);
    }

    private void Method(IMethodSymbol method)
    {
        Typed(method.RefKind, method.ReturnType);
        TypeParameters(method.TypeParameters);
        Parameters(method.Parameters);
        text.Add("returns", method.GetReturnTypeAttributes().Select(Attribute).OrderBy(static a => a, StringComparer.Ordinal));
    }

    private void Typed(RefKind kind, ITypeSymbol type)
    {
        reached.Use(type);
        text.Add($"{kind} {symbols.Type(type)}");
    }

    private void Parameters(IReadOnlyList<IParameterSymbol> parameters)
    {
        foreach (IParameterSymbol parameter in parameters)
        {
            Typed(parameter.RefKind, parameter.Type);
            text.Add(parameter.IsParams ? "params" : "");
            text.Add(parameter.HasExplicitDefaultValue ? CanonicalText.Constant(parameter.ExplicitDefaultValue) : "");
            Attributes(parameter);
        }
    }

    private void TypeParameters(IReadOnlyList<ITypeParameterSymbol> parameters)
    {
        foreach (ITypeParameterSymbol parameter in parameters)
        {
            text.Add($"{parameter.HasConstructorConstraint} {parameter.HasReferenceTypeConstraint} {parameter.HasValueTypeConstraint} {parameter.HasUnmanagedTypeConstraint}");
            text.Add("constraints", parameter.ConstraintTypes.Select(symbols.Type).OrderBy(static id => id, StringComparer.Ordinal));
            foreach (ITypeSymbol constraint in parameter.ConstraintTypes) reached.Use(constraint);
        }
    }

    private void Attributes(ISymbol? symbol)
    {
        if (symbol is null) return;
        text.Add("attributes", symbol.GetAttributes().Where(static a => a.AttributeClass?.ToDisplayString() != Fingerprint).Select(Attribute).OrderBy(static a => a, StringComparer.Ordinal));
    }

    private string Attribute(AttributeData attribute)
    {
        CanonicalText own = new();
        if (attribute.AttributeClass is { } type) own.Add(symbols.Type(type));
        if (attribute.AttributeConstructor is { } constructor)
        {
            own.Add(symbols.Id(constructor.OriginalDefinition));
            reached.Call(constructor);
        }

        // What is in error, or is made by another generator, has no values yet.
        if (attribute.AttributeConstructor is null || attribute.ConstructorArguments.Any(static a => a.Kind == TypedConstantKind.Error)) own.Add(attribute.ApplicationSyntaxReference?.GetSyntax(cancellation).WithoutTrivia().ToString() ?? "");
        foreach (TypedConstant argument in attribute.ConstructorArguments) own.Add(Value(argument));
        own.Add("named", attribute.NamedArguments.Select(pair => pair.Key + "=" + Value(pair.Value)).OrderBy(static a => a, StringComparer.Ordinal));
        return own.ToString();
    }

    private string Value(TypedConstant constant)
    {
        string type = constant.Type is null ? "" : symbols.Type(constant.Type) + " ";
        if (constant.Kind == TypedConstantKind.Error) return "error";
        if (constant.Kind == TypedConstantKind.Array) return type + (constant.IsNull ? "null" : "[" + string.Concat(constant.Values.Select(Value).Select(static v => v.Length.ToString(CultureInfo.InvariantCulture) + ":" + v)) + "]");
        if (constant.Value is ITypeSymbol named)
        {
            reached.Use(named);
            return "typeof " + symbols.Type(named);
        }

        return type + CanonicalText.Constant(constant.Value);
    }

    private static string Flags(ISymbol symbol)
    {
        string own = symbol switch
        {
            IMethodSymbol method => $"{method.MethodKind} {method.IsAsync} {method.IsReadOnly} {method.IsInitOnly}",
            IPropertySymbol property => $"{property.IsRequired} {property.IsReadOnly} {property.IsWriteOnly} {property.SetMethod?.IsInitOnly} {property.SetMethod?.DeclaredAccessibility} {property.GetMethod?.DeclaredAccessibility}",
            IFieldSymbol field => $"{field.IsConst} {field.IsReadOnly} {field.IsVolatile} {field.IsRequired}",
            _ => "",
        };
        return $"{symbol.IsStatic} {symbol.IsAbstract} {symbol.IsVirtual} {symbol.IsOverride} {symbol.IsSealed} {symbol.IsExtern} {own}";
    }
}
