using Microsoft.CodeAnalysis;
using TrialKeep.Generator.Diagnostics;
using TrialKeep.Generator.Model;

namespace TrialKeep.Generator.Parsing;

/// <summary>Reads an annotated task, variant, record or part. All reasoning about symbols is in this namespace.</summary>
internal static class TypeParser
{
    /// <summary>What an attributed declaration is; null when another declaration or annotation of the same type stands for it.</summary>
    public static Parsed<TypeModel>? Parse(GeneratorAttributeSyntaxContext context, string annotation, CancellationToken cancellation)
    {
        if (context.TargetSymbol is not INamedTypeSymbol type || !IsFirst(context, type, annotation, cancellation)) return null;
        DiagnosticBag bag = new();
        Location? location = type.Locations.FirstOrDefault();
        if (Annotations.KindOf(type) != annotation)
        {
            bag.Report(Descriptors.UnsupportedType, location, CSharpText.Display(type), "annotated in two ways", "keep one annotation");
            return new(null, EquatableArray<SchemaEntry>.Empty, location, bag.ToImmutable());
        }

        AttributeData attribute = context.Attributes[0];
        Declaration declaration = DeclarationReader.Read(type, bag, cancellation);
        CheckAnnotations(type, annotation, bag);
        TypeModel? model = bag.IsBlocked ? null : Read(type, attribute, declaration, bag, context.SemanticModel.Compilation, cancellation);
        // Not where a type is read again: after the generator has run, the names are its own.
        if (annotation == KnownTypes.Task || DerivedTypes.TaskOf(type) is not null) CheckReserved(type, "Input", declaration.DisplayName, bag);
        if (model?.Members.Any(static m => m.Marks.HasColumn) == true) CheckReserved(type, "Columns", declaration.DisplayName, bag);
        SchemaEntry[] schemas = [.. SchemasOf(type, annotation)];
        foreach (SchemaEntry schema in schemas)
        {
            if (!SchemaIds.IsWellFormed(schema.Id)) bag.Report(Descriptors.MalformedSchemaId, location, CSharpText.Display(type), schema.Id);
        }

        // A generic part has its code where its arguments are known: beside each type that holds it.
        bool isSilent = bag.IsBlocked || (type.IsGenericType && !Closings.IsGeneric(type));
        return new(isSilent ? null : model, new(schemas), location, bag.ToImmutable());
    }

    /// <summary>Reads a type that another one holds, for its fingerprint; what is wrong with it is reported where it stands.</summary>
    public static TypeModel? ParseNested(INamedTypeSymbol type, Compilation compilation, CancellationToken cancellation, out IReadOnlyDictionary<string, INamedTypeSymbol> annotated)
    {
        annotated = new Dictionary<string, INamedTypeSymbol>();
        if (Closings.AttributeOf(type) is not { } attribute) return null;
        DiagnosticBag bag = new();
        Declaration declaration = DeclarationReader.Read(type, bag, cancellation);
        ShapeReader shapes = new(compilation, cancellation);
        annotated = shapes.Annotated;
        return ReadMembers(type, attribute, declaration, shapes, isInlined: false, bag);
    }

    /// <summary>Reads a type outside the pipeline, with its fingerprint; null while it is wrong, which is reported where it stands.</summary>
    public static TypeModel? ParseWhole(INamedTypeSymbol type, Compilation compilation, CancellationToken cancellation, out IReadOnlyDictionary<string, INamedTypeSymbol> annotated)
    {
        ShapeReader shapes = new(compilation, cancellation);
        annotated = shapes.Annotated;
        if (Annotations.KindOf(type) is KnownTypes.Template || Closings.AttributeOf(type) is not { } attribute) return null;
        DiagnosticBag bag = new();
        Declaration declaration = DeclarationReader.Read(type, bag, cancellation);
        if (bag.IsBlocked) return null;
        TypeModel model = ReadMembers(type, attribute, declaration, shapes, isInlined: type.IsGenericType, bag);
        return bag.IsBlocked ? null : model with { Fingerprint = Fingerprint.Of(model, annotated, compilation, cancellation) };
    }

    /// <summary>Reads a closed generic part, whose code lies beside the type that holds it.</summary>
    public static TypeModel? ParseInlined(INamedTypeSymbol type, ShapeReader shapes, DiagnosticBag bag)
    {
        if (AttributeSet.Of(type).Find(KnownTypes.Part) is not { } attribute) return null;
        Declaration declaration = DeclarationReader.Read(type, bag, shapes.Cancellation);
        return ReadMembers(type, attribute, declaration, shapes, isInlined: true, bag);
    }

    private static TypeModel Read(INamedTypeSymbol type, AttributeData attribute, Declaration declaration, DiagnosticBag bag, Compilation compilation, CancellationToken cancellation)
    {
        if (!type.IsValueType && !type.IsSealed && !DerivedTypes.IsBase(type)) bag.Report(Descriptors.NotSealed, type.Locations.FirstOrDefault(), CSharpText.Display(type));
        ShapeReader shapes = new(compilation, cancellation);
        TypeModel model = ReadMembers(type, attribute, declaration, shapes, isInlined: type.IsGenericType, bag);
        if (bag.IsBlocked) return model;
        if (Closings.IsGeneric(type)) return WithClosed(model, type, bag, compilation, cancellation);
        if (type.IsGenericType) return model;
        return model with { Inlined = new(shapes.Inlined), Fingerprint = Fingerprint.Of(model, shapes.Annotated, compilation, cancellation) };
    }

    private static IEnumerable<SchemaEntry> SchemasOf(INamedTypeSymbol type, string annotation)
    {
        foreach (AttributeData attribute in AttributeSet.Of(type).All(annotation))
        {
            if (attribute.Text(0) is not { Length: > 0 } id) continue;
            bool isClosed = Closings.IsGeneric(type) && Closings.Problem(attribute, type) is null;
            yield return new(id, (isClosed ? Closings.Close(type, attribute) : type).ToDisplayString());
        }
    }

    // The closed types share the helper methods of one file, and so one reader.
    private static TypeModel WithClosed(TypeModel model, INamedTypeSymbol type, DiagnosticBag bag, Compilation compilation, CancellationToken cancellation)
    {
        ShapeReader shapes = new(compilation, cancellation);
        List<TypeModel> all = [];
        foreach (INamedTypeSymbol closed in Closings.SchemasOf(type))
        {
            DiagnosticBag own = new();
            Declaration declaration = DeclarationReader.Read(closed, own, cancellation);
            TypeModel read = ReadMembers(closed, Closings.AttributeOf(closed)!, declaration, shapes, isInlined: true, own);
            if (!own.IsBlocked) all.Add(read with { Helper = shapes.NameOf(closed), Fingerprint = Fingerprint.Of(read, shapes.Annotated, compilation, cancellation) });
            bag.Merge(own);
        }

        return model with
        {
            TypeParameters = GenericAccessors.Parameters(type),
            Constraints = GenericAccessors.Constraints(type),
            Closed = new(all.Select(read => read with { Helpers = EquatableArray<ValueShape>.Empty })),
            Helpers = new(shapes.Helpers),
            Inlined = new(shapes.Inlined),
        };
    }

    private static void CheckAnnotations(INamedTypeSymbol type, string annotation, DiagnosticBag bag)
    {
        Location? location = type.Locations.FirstOrDefault();
        AttributeData[] annotations = [.. AttributeSet.Of(type).All(annotation)];
        if (!Closings.IsGeneric(type))
        {
            if (annotations.Length > 1 || annotations.Any(static a => a.Types(1).Length > 0)) bag.Block(Descriptors.UnsupportedType, location, CSharpText.Display(type), "annotated as if it were generic", "keep one annotation without type arguments");
            return;
        }

        foreach (AttributeData attribute in annotations)
        {
            if (Closings.Problem(attribute, type) is not { } problem) continue;
            bag.Block(Descriptors.UnsupportedType, location, CSharpText.Display(type), problem.What, problem.Cure);
            return;
        }

        if (annotations.GroupBy(attribute => Closings.Close(type, attribute), SymbolEqualityComparer.Default).FirstOrDefault(static same => same.Skip(1).Any()) is { } twice)
        {
            bag.Block(Descriptors.UnsupportedType, location, CSharpText.Display(type), $"annotated twice as '{twice.Key!.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)}'", "keep one annotation for each closed type");
        }
    }

    private static TypeModel ReadMembers(INamedTypeSymbol type, AttributeData attribute, Declaration declaration, ShapeReader shapes, bool isInlined, DiagnosticBag bag)
    {
        AnnotatedKind kind = Annotations.ToKind(attribute.AttributeClass!.ToDisplayString());
        CheckVersions(type, attribute, declaration.DisplayName, bag);
        IMethodSymbol? constructor = ConstructorChooser.Choose(type);
        IReadOnlyList<StoredMember> stored = MemberFinder.Find(type, constructor);
        if (!type.IsAbstract) CheckConstructor(type, constructor, stored, bag);
        bool isJoined = Annotations.IsJoined(type);
        Polymorphism? polymorphism = DerivedTypes.Read(type, isJoined, shapes, bag);
        bool isConstructed = constructor is not null && !type.IsAbstract;
        INamedTypeSymbol? task = DerivedTypes.TaskOf(type);
        AnnotatedKind roles = task is null ? kind : AnnotatedKind.Task;
        MemberList members = new(kind, declaration.DisplayName, isJoined, new MemberModelReader(type, roles, shapes, isConstructed, isInlined, bag), bag);
        foreach (StoredMember member in stored)
        {
            shapes.Cancellation.ThrowIfCancellationRequested();
            members.Add(member);
        }

        members.Complete(type, polymorphism);
        INamedTypeSymbol? root = DerivedTypes.BaseOf(type);
        return new()
        {
            Kind = kind,
            Declaration = declaration,
            SchemaId = attribute.Text(0) ?? "",
            Version = attribute.Number("Version") ?? 1,
            KeyVersion = attribute.Number("KeyVersion") ?? 1,
            Separator = isJoined ? attribute.Text("Separator") ?? ":" : null,
            Fingerprint = "",
            Members = new(members.Members),
            ConstructorArguments = new(ArgumentsOf(constructor, members.Members)),
            KeyParts = members.KeyParts,
            References = members.References,
            ItemId = members.ItemId,
            Extension = members.Extension,
            Helpers = new(shapes.Helpers),
            IsKeyed = kind is AnnotatedKind.Task or AnnotatedKind.Variant || (kind == AnnotatedKind.Part && Annotations.HasKeyParts(type)),
            Polymorphism = polymorphism,
            TagOfBase = root is null ? null : DerivedTypes.TagName(root),
            Inlined = EquatableArray<TypeModel>.Empty,
            Task = task is null ? null : CSharpText.Type(task),
            View = new(members.Members.Where(m => m.Role is Role.KeyPart or Role.ItemId && (task is null || !Has(task, m.Name)))),
            HasExperiment = kind == AnnotatedKind.Task && HasExperiment(shapes.Compilation),
        };
    }

    // The view of the task has it then.
    private static bool Has(INamedTypeSymbol type, string member)
    {
        for (INamedTypeSymbol? at = type; at is not null; at = at.BaseType)
        {
            if (!at.GetMembers(member).IsEmpty) return true;
        }

        return false;
    }

    // The view of a task is a nested type: no member, inherited ones included, and not the task itself may have its name.
    private static void CheckReserved(INamedTypeSymbol type, string name, string owner, DiagnosticBag bag)
    {
        Location? taken = type.Name == name ? type.Locations.FirstOrDefault() : null;
        for (INamedTypeSymbol? at = type; taken is null && at is not null; at = at.BaseType) taken = at.GetMembers(name).Where(static m => !IsGenerated(m)).Select(static m => m.Locations.FirstOrDefault()).FirstOrDefault();
        if (taken is not null) bag.Block(Descriptors.ReservedName, taken, name, owner);
    }

    // An analyzer reads a type when the generator has run: the name is then its own.
    private static bool IsGenerated(ISymbol member) =>
        member.Locations.All(static l => l.SourceTree?.FilePath.IndexOf(typeof(ExperimentGenerator).FullName, StringComparison.Ordinal) >= 0);

    private static void CheckVersions(INamedTypeSymbol type, AttributeData attribute, string owner, DiagnosticBag bag)
    {
        foreach (string name in new[] { "Version", "KeyVersion" })
        {
            if (attribute.Number(name) is < 1) bag.Block(Descriptors.BadKeySetting, type.Locations.FirstOrDefault(), name, owner, "versions are counted from 1");
        }
    }

    // A generator sees a type once for each attributed declaration; the first in the order of the attributes stands for all.
    private static bool IsFirst(GeneratorAttributeSyntaxContext context, INamedTypeSymbol type, string annotation, CancellationToken cancellation)
    {
        SyntaxNode? first = AttributeSet.Of(type).Find(annotation)?.ApplicationSyntaxReference?.GetSyntax(cancellation);
        return first is null || (first.SyntaxTree == context.TargetNode.SyntaxTree && context.TargetNode.Span.Contains(first.Span));
    }

    private static void CheckConstructor(INamedTypeSymbol type, IMethodSymbol? constructor, IReadOnlyList<StoredMember> stored, DiagnosticBag bag)
    {
        string owner = CSharpText.Display(type);
        if (constructor is null)
        {
            bag.Block(Descriptors.NoConstruction, type.Locations.FirstOrDefault(), owner, "it has several constructors; mark one with [JsonConstructor], or keep one");
            return;
        }

        HashSet<string> names = new(stored.Where(static m => m.Parameter is not null && !MemberFinder.IsIgnored(m)).Select(static m => m.Parameter!.Name));
        foreach (IParameterSymbol parameter in constructor.Parameters)
        {
            if (names.Contains(parameter.Name) || parameter.HasExplicitDefaultValue || parameter.Type.TypeKind == Microsoft.CodeAnalysis.TypeKind.Error) continue;
            bag.Block(Descriptors.NoConstruction, parameter.Locations.FirstOrDefault() ?? type.Locations.FirstOrDefault(), owner, $"the constructor's parameter '{parameter.Name}' is no stored member of the same name and type; add the member, or give the parameter a default");
        }
    }

    private static IEnumerable<ConstructorArgument> ArgumentsOf(IMethodSymbol? constructor, IReadOnlyList<MemberModel> members)
    {
        foreach (IParameterSymbol parameter in constructor?.Parameters ?? [])
        {
            MemberModel? member = members.FirstOrDefault(m => m.AssignedBy == AssignedBy.Constructor && string.Equals(m.Name, parameter.Name, StringComparison.OrdinalIgnoreCase));
            if (member is not null) yield return new(CSharpText.Identifier(parameter.Name), member.Name);
        }
    }

    private static bool HasExperiment(Compilation compilation) =>
        compilation.GetTypeByMetadataName(KnownTypes.Experiment) is not null && compilation.GetTypeByMetadataName(KnownTypes.VariantContext) is not null;
}
