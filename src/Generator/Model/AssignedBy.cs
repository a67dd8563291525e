namespace TrialKeep.Generator.Model;

/// <summary>How a member gets the value that was read.</summary>
internal enum AssignedBy
{
    /// <summary>An argument of the constructor.</summary>
    Constructor,

    /// <summary>The object initializer, because it is always present.</summary>
    Initializer,

    /// <summary>An assignment after construction, only when it is present: so that the type keeps its own default.</summary>
    Assignment,

    /// <summary>As an assignment, for an <c>init</c> accessor, which C# lets only the object initializer call.</summary>
    Accessor,
}
