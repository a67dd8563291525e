namespace TrialKeep.Generator.Parsing.Fingerprints;

/// <summary>What of a symbol a fingerprint covers.</summary>
internal enum NodeKind
{
    /// <summary>The declaration and the body of one member.</summary>
    Member,

    /// <summary>A member and everything that a virtual call of it can end in.</summary>
    Dispatch,

    /// <summary>What of a type's own initializers runs before its first use and can change what others see.</summary>
    Initializers,

    /// <summary>A type's declaration: attributes, bases, and the members that the compiler or the runtime derives behaviour from.</summary>
    Header,

    /// <summary>A type's header and the members that other assemblies can call on a value of it.</summary>
    Value,

    /// <summary>A type and all types whose values can stand where it is named.</summary>
    Used,

    /// <summary>A type with all of its members, nested types and bases.</summary>
    Whole,

    /// <summary>A type parameter of what has the fingerprint: whatever type can stand there.</summary>
    Parameter,
}
