namespace TrialKeep.Generator.Model;

/// <summary>An annotated task, variant, record or part: everything that is emitted for it.</summary>
internal sealed record TypeModel
{
    /// <summary>What it is for.</summary>
    public required AnnotatedKind Kind { get; init; }

    /// <summary>Where it stands.</summary>
    public required Declaration Declaration { get; init; }

    /// <summary>The schema id; empty for a part without one.</summary>
    public required string SchemaId { get; init; }

    /// <summary>The wire version.</summary>
    public required int Version { get; init; }

    /// <summary>The version of the key.</summary>
    public required int KeyVersion { get; init; }

    /// <summary>Between the parts of a joined key; null for a native key.</summary>
    public required string? Separator { get; init; }

    /// <summary>16 hexadecimal digits over everything that keys and JSON depend on.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>The stored members in the order of the JSON.</summary>
    public required EquatableArray<MemberModel> Members { get; init; }

    /// <summary>The arguments of the constructor.</summary>
    public required EquatableArray<ConstructorArgument> ConstructorArguments { get; init; }

    /// <summary>The parts of the key: sorted by name in a native key, in order in a joined one.</summary>
    public required EquatableArray<KeyPartModel> KeyParts { get; init; }

    /// <summary>Values of the type have a key.</summary>
    public required bool IsKeyed { get; init; }

    /// <summary>The derived types that a value may be of; null for a type that stands for itself.</summary>
    public required Polymorphism? Polymorphism { get; init; }

    /// <summary>The JSON name of the tag that stands before the members where the type is read as its base; null where no base lists it.</summary>
    public required string? TagOfBase { get; init; }

    /// <summary>The task that lists the type, whose view and references it adds to; null for any other type.</summary>
    public string? Task { get; init; }

    /// <summary>The members that the view of a task adds to that of its base.</summary>
    public EquatableArray<MemberModel> View { get; init; } = EquatableArray<MemberModel>.Empty;

    /// <summary>The closed generic parts whose code lies beside this type's.</summary>
    public required EquatableArray<TypeModel> Inlined { get; init; }

    /// <summary>What names the helper methods of a closed generic part; empty for a type with code of its own.</summary>
    public string Helper { get; init; } = "";

    /// <summary>The references of a task, sorted by name.</summary>
    public required EquatableArray<KeyPartModel> References { get; init; }

    /// <summary>The type parameters with their brackets; empty without any.</summary>
    public string TypeParameters { get; init; } = "";

    /// <summary>The constraints of the type parameters; empty without any.</summary>
    public string Constraints { get; init; } = "";

    /// <summary>The closed types of a generic task, variant or record, each with keys, JSON and a schema of its own.</summary>
    public EquatableArray<TypeModel> Closed { get; init; } = EquatableArray<TypeModel>.Empty;

    /// <summary>The types that have a schema: the closed ones of a generic type, else the type itself.</summary>
    public IEnumerable<TypeModel> SelfOrClosed => TypeParameters.Length == 0 ? [this] : Closed;

    /// <summary>The member that is the item's id; null where there is none.</summary>
    public required MemberModel? ItemId { get; init; }

    /// <summary>The member that keeps unknown JSON members; null where there is none.</summary>
    public required MemberModel? Extension { get; init; }

    /// <summary>The enums and collections that need helper methods, innermost first.</summary>
    public required EquatableArray<ValueShape> Helpers { get; init; }

    /// <summary>The compilation has the type that a task's <c>Variant</c> method extends.</summary>
    public required bool HasExperiment { get; init; }
}
