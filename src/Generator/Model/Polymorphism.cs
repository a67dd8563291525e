namespace TrialKeep.Generator.Model;

/// <summary>That a value of a type may be of a derived type, which a tag names.</summary>
/// <param name="TagName">The JSON name of the tag.</param>
/// <param name="Derived">The types that are listed, in the order of their tags' UTF-8 bytes.</param>
/// <param name="IsAbstract">No value is of the base itself.</param>
internal sealed record Polymorphism(string TagName, EquatableArray<DerivedModel> Derived, bool IsAbstract)
{
    /// <summary>A value of the base itself has no tag.</summary>
    public bool HasUntaggedSelf => !IsAbstract && !Derived.Any(static d => d.IsSelf);
}
