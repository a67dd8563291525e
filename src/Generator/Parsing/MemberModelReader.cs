using Microsoft.CodeAnalysis;
using TrialKeep.Generator.Diagnostics;
using TrialKeep.Generator.Model;

namespace TrialKeep.Generator.Parsing;

/// <summary>Reads one stored member.</summary>
internal sealed class MemberModelReader(INamedTypeSymbol type, AnnotatedKind kind, ShapeReader shapes, bool hasConstructor, bool isInlined, DiagnosticBag bag)
{
    private readonly string _owner = CSharpText.Display(type);

    private readonly bool _demandsRole = kind is AnnotatedKind.Task or AnnotatedKind.Variant || (kind == AnnotatedKind.Part && Annotations.HasKeyParts(type));

    /// <summary>The member; null when it is not stored or can't be.</summary>
    public MemberModel? Read(StoredMember member)
    {
        Role role = RoleReader.Read(member, kind, _demandsRole, _owner, bag);
        if (MemberFinder.IsIgnored(member)) return null;
        AttributeData? keyPart = member.Attributes.Find(KnownTypes.KeyPart);
        if (shapes.Read(member.Type, member.Attributes, trims: keyPart?.Number("Scale") == 1) is not { } shape)
        {
            ReportNoCodec(member, role);
            return null;
        }

        bool isDeduplicated = member.Attributes.Has(KnownTypes.Deduplicated);
        if (isDeduplicated && shape is { Kind: not ValueKind.Text, IsOpen: false })
        {
            bag.Block(Descriptors.NoCodec, member.Location, member.Name, _owner, member.Type.ToDisplayString(), "[Deduplicated] is for texts: remove it");
        }

        return Model(member, role, shape) with { IsDeduplicated = isDeduplicated };
    }

    /// <summary>The member that keeps unknown JSON members.</summary>
    public MemberModel? ReadExtension(StoredMember member)
    {
        string? problem = kind is AnnotatedKind.Task or AnnotatedKind.Variant ? "a task or a variant has only members that say whether they are part of the key; use a record or a part"
            : !IsExtensionType(member.Type) ? "its type must be Dictionary<string, JsonElement>?"
            : AssignmentOf(member) is null or AssignedBy.Constructor ? "it needs a set or init accessor"
            : null;
        if (problem is null) return Model(member, Role.None, new(ValueKind.Map, "global::System.Collections.Generic.Dictionary<string, global::System.Text.Json.JsonElement>", true, false));
        bag.Block(Descriptors.BadExtensionData, member.Location, member.Name, _owner, problem);
        return null;
    }

    private MemberModel Model(StoredMember member, Role role, ValueShape shape)
    {
        AssignedBy? assigned = AssignmentOf(member);
        if (assigned is null && hasConstructor)
        {
            string cure = IsInGenericContainer(member) ? "make it required or give it a set accessor, because its init accessor lies inside a generic type"
                : "give it an init accessor or a parameter of the constructor, or mark it [JsonIgnore]";
            bag.Block(Descriptors.NoConstruction, member.Location, _owner, $"'{member.Name}' can't be set; {cure}");
        }

        if (member.Symbol.DeclaredAccessibility == Accessibility.Private && !SymbolEqualityComparer.Default.Equals(member.Symbol.ContainingType, type))
        {
            bag.Block(Descriptors.NoConstruction, member.Location, _owner, $"'{member.Name}' is private in a base type; make it protected or public");
        }

        if (isInlined && member.Symbol.DeclaredAccessibility is not (Accessibility.Public or Accessibility.Internal or Accessibility.ProtectedOrInternal))
        {
            bag.Block(Descriptors.UnsupportedType, member.Location, _owner, $"generic and '{member.Name}' can't be seen from where it is used", "make the member internal or public");
        }

        SchemaMarks marks = MarksOf(member.Attributes);
        ColumnChecks.Check(member, shape, marks, _owner, bag);
        string? unwritten = Unwritten(member, shape);
        return new()
        {
            Name = member.Name,
            Code = CSharpText.Identifier(member.Name),
            JsonName = member.Attributes.Find(KnownTypes.JsonPropertyName)?.Text(0) ?? WireName.CamelCase(member.Name),
            Aliases = new(member.Attributes.All(KnownTypes.Alias).Select(static a => a.Text(0)).OfType<string>()),
            Shape = shape,
            Role = RoleIn(role),
            KeyName = KeyName(member, role),
            IsDeduplicated = false,
            IsRequired = unwritten is null && IsRequired(member, shape),
            UnwrittenWhen = unwritten,
            AssignedBy = assigned ?? AssignedBy.Assignment,
            DeclaringType = CSharpText.Type(member.Symbol.ContainingType),
            AccessorName = GenericAccessors.NameOf(member.Symbol, isInlined),
            GenericAccessor = GenericAccessors.Of(member.Symbol),
            IsPublic = member.Symbol.DeclaredAccessibility == Accessibility.Public,
            ParameterDefault = member.Parameter is { HasExplicitDefaultValue: true } parameter ? CSharpText.Default(parameter) : null,
            Marks = marks,
        };
    }

    // Only a task has items and references; elsewhere they are what they come to.
    private Role RoleIn(Role role) => kind switch
    {
        AnnotatedKind.Task => role,
        AnnotatedKind.Record => Role.None,
        _ => role switch { Role.ItemId => Role.KeyPart, Role.Reference => Role.NotInKey, _ => role },
    };

    private string? KeyName(StoredMember member, Role role)
    {
        if (kind == AnnotatedKind.Record) return null;
        return role switch
        {
            Role.KeyPart => member.Attributes.Find(KnownTypes.KeyPart)?.Text("Name") ?? member.Name,
            Role.ItemId => member.Attributes.Find(KnownTypes.ItemId)?.Text("Name") ?? member.Name,
            Role.Reference when kind == AnnotatedKind.Task => member.Name,
            _ => null,
        };
    }

    private static bool IsRequired(StoredMember member, ValueShape shape)
    {
        if (member.IsRequired || member.Attributes.Has(KnownTypes.JsonRequired)) return true;
        return member.Parameter is { HasExplicitDefaultValue: false } && !shape.IsNullable;
    }

    private static string? Unwritten(StoredMember member, ValueShape shape) => member.Attributes.Find(KnownTypes.JsonIgnore)?.Number("Condition") switch
    {
        3 when shape.IsNullable => $"value.{CSharpText.Identifier(member.Name)} is null",
        2 when shape.IsNullable => $"value.{CSharpText.Identifier(member.Name)} is null",
        2 when shape.IsValueType => $"global::System.Collections.Generic.EqualityComparer<{shape.Type}>.Default.Equals(value.{CSharpText.Identifier(member.Name)}, default)",
        _ => null,
    };

    private AssignedBy? AssignmentOf(StoredMember member)
    {
        if (member.Parameter is not null) return AssignedBy.Constructor;
        bool isOwn = !isInlined && SymbolEqualityComparer.Default.Equals(member.Symbol.ContainingType, type);
        if (member.Symbol is IFieldSymbol field) return field.IsReadOnly || !IsReachable(field, isOwn) ? null : member.IsRequired ? AssignedBy.Initializer : AssignedBy.Assignment;
        if (member.Symbol is not IPropertySymbol { SetMethod: { } setter }) return null;
        if (member.IsRequired) return AssignedBy.Initializer;
        if (!setter.IsInitOnly && IsReachable(setter, isOwn)) return AssignedBy.Assignment;
        return IsInGenericContainer(member) ? null : AssignedBy.Accessor;
    }

    // The accessor's class repeats the type parameters of one type, not those of the types around it.
    private static bool IsInGenericContainer(StoredMember member)
    {
        for (INamedTypeSymbol? around = member.Symbol.ContainingType.ContainingType; around is not null; around = around.ContainingType)
        {
            if (around.IsGenericType) return true;
        }

        return false;
    }

    private static bool IsReachable(ISymbol symbol, bool isOwn) => isOwn || symbol.DeclaredAccessibility is Accessibility.Public;

    private static bool IsExtensionType(ITypeSymbol type) =>
        type.WithNullableAnnotation(NullableAnnotation.None).ToDisplayString() == "System.Collections.Generic.Dictionary<string, System.Text.Json.JsonElement>";

    private static SchemaMarks MarksOf(AttributeSet attributes)
    {
        AttributeData? measurement = attributes.Find(KnownTypes.Measurement);
        return new(
            attributes.Has(KnownTypes.Slice),
            attributes.Has(KnownTypes.Cluster),
            attributes.Has(KnownTypes.Indexed),
            measurement is not null,
            measurement?.Text("Unit"),
            measurement?.Number("Better") switch { 1 => "Higher", 2 => "Lower", _ => null });
    }

    private void ReportNoCodec(StoredMember member, Role role)
    {
        if (member.Type.TypeKind == Microsoft.CodeAnalysis.TypeKind.Error)
        {
            bag.Silence();
            return;
        }

        if (IsDateTime(member.Type) && role is Role.KeyPart or Role.ItemId)
        {
            bag.Block(Descriptors.AmbiguousDate, member.Location, member.Name, _owner);
            return;
        }

        string cure = IsDateTime(member.Type) ? "use DateTimeOffset or DateOnly" : shapes.ProblemOf(member.Type) ?? "annotate it with [ExperimentPart], name a [JsonConverter], or mark the member [JsonIgnore]";
        bag.Block(Descriptors.NoCodec, member.Location, member.Name, _owner, member.Type.ToDisplayString(), cure);
    }

    private static bool IsDateTime(ITypeSymbol type) =>
        type.SpecialType == SpecialType.System_DateTime || type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable && IsDateTime(nullable.TypeArguments[0]);
}
