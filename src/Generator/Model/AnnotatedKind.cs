namespace TrialKeep.Generator.Model;

/// <summary>What an annotated type is for.</summary>
internal enum AnnotatedKind
{
    Task,
    Variant,
    Record,
    Part,
}
