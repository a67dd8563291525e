using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TrialKeep.Generator.Diagnostics;

namespace TrialKeep.Generator.Analyzers;

/// <summary>What makes the value of a key part differ from one process or machine to the next.</summary>
/// <param name="Descriptor">What it is.</param>
/// <param name="What">Its name, for the message.</param>
internal sealed record KeyHazard(DiagnosticDescriptor Descriptor, string What)
{
    // Types all of whose members read something from outside.
    private static readonly HashSet<string> s_outside = new(StringComparer.Ordinal)
    {
        "System.Environment", "System.Random", "System.TimeProvider", "System.Diagnostics.Stopwatch", "System.Diagnostics.Process",
        "System.Security.Cryptography.RandomNumberGenerator", "System.Net.Dns",
    };

    private static readonly HashSet<string> s_outsideMembers = new(StringComparer.Ordinal)
    {
        "System.DateTime.Now", "System.DateTime.UtcNow", "System.DateTime.Today", "System.DateTimeOffset.Now", "System.DateTimeOffset.UtcNow",
        "System.Guid.NewGuid", "System.Guid.CreateVersion7", "System.TimeZoneInfo.Local", "System.Globalization.CultureInfo.CurrentCulture",
        "System.Globalization.CultureInfo.CurrentUICulture", "System.IO.Path.GetTempPath", "System.IO.Path.GetTempFileName",
        "System.IO.Path.GetRandomFileName", "System.IO.Path.GetFullPath", "System.IO.Directory.GetCurrentDirectory", "System.AppContext.BaseDirectory",
    };

    /// <summary>The hazard that an operation is; null for none.</summary>
    public static KeyHazard? Of(IOperation operation) => operation switch
    {
        IInvocationOperation call => OfCall(call),
        IPropertyReferenceOperation property => Outside(property.Property),
        IFieldReferenceOperation field => Outside(field.Field),
        IObjectCreationOperation { Constructor: { } constructor } => Outside(constructor),
        IInterpolatedStringOperation text when IsTextOfCulture(text) => new(Descriptors.CultureInKey, "$\"...\""),
        _ => null,
    };

    private static KeyHazard? OfCall(IInvocationOperation call)
    {
        IMethodSymbol method = call.TargetMethod;
        string type = method.ContainingType?.ToDisplayString() ?? "";
        if (Outside(method) is { } outside) return outside;
        if (type is "System.HashCode" or "System.Runtime.CompilerServices.RuntimeHelpers" || IsRandomHash(call)) return new(Descriptors.RandomizedHash, Name(method));
        if (type == "string" && method.Name is "Normalize" or "IsNormalized") return new(Descriptors.NormalizesInKey, Name(method));
        return DependsOnCulture(call) ? new(Descriptors.CultureInKey, Name(method)) : null;
    }

    private static KeyHazard? Outside(ISymbol member)
    {
        string type = member.ContainingType?.ToDisplayString() ?? "";
        bool found = s_outside.Contains(type) || s_outsideMembers.Contains($"{type}.{member.Name}");
        return found ? new(Descriptors.ReadsOutside, member is IMethodSymbol { MethodKind: MethodKind.Constructor } ? $"new {member.ContainingType!.Name}" : Name(member)) : null;
    }

    // The hash code of an integer is the integer.
    private static bool IsRandomHash(IInvocationOperation call) =>
        call.TargetMethod is { Name: "GetHashCode", IsStatic: false, Parameters.IsEmpty: true } && !IsInteger(call.Instance?.Type)
        || call.TargetMethod is { Name: "GetHashCode", ContainingType.SpecialType: SpecialType.System_String };

    private static bool IsInteger(ITypeSymbol? type) => type?.SpecialType is >= SpecialType.System_Boolean and <= SpecialType.System_UInt64;

    private static bool DependsOnCulture(IInvocationOperation call)
    {
        IMethodSymbol method = call.TargetMethod;
        if (method.Parameters.Any(static p => p.Type.Name is "IFormatProvider" or "CultureInfo")) return false;
        if (method.ContainingType.SpecialType == SpecialType.System_String) return method.Name is "ToUpper" or "ToLower" || (method.Name == "Format" && method.IsStatic);
        return method.Name switch
        {
            "ToString" => IsOfCulture(call.Instance?.Type),
            "Parse" or "TryParse" => method.IsStatic && IsOfCulture(method.ContainingType),
            _ => false,
        };
    }

    private static bool IsTextOfCulture(IInterpolatedStringOperation text)
    {
        if (text.Parent is IConversionOperation { Type.Name: "FormattableString" or "IFormattable" } or IInterpolatedStringHandlerCreationOperation) return false;
        return text.Parts.OfType<IInterpolationOperation>().Any(static hole => IsOfCulture(Unconverted(hole.Expression).Type));
    }

    private static IOperation Unconverted(IOperation operation) => operation is IConversionOperation conversion ? Unconverted(conversion.Operand) : operation;

    // Numbers (their sign) and moments; not the texts that are the same everywhere.
    private static bool IsOfCulture(ITypeSymbol? type)
    {
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable) return IsOfCulture(nullable.TypeArguments[0]);
        if (type is null || type.TypeKind == TypeKind.Enum || type.SpecialType == SpecialType.System_Char || type.ToDisplayString() is "System.Guid" or "System.Version") return false;
        return type.AllInterfaces.Any(static i => i.Name == "IFormattable");
    }

    private static string Name(ISymbol member) => $"{member.ContainingType.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)}.{member.Name}";
}
