namespace TrialKeep.Generator.Parsing.Locks;

/// <summary>One difference between a schema and its line in the lock.</summary>
/// <param name="Rule">What kind of difference.</param>
/// <param name="Member">The C# name of the schema's own member that leads to it; empty for the type itself.</param>
/// <param name="Place">The member as messages name it: <c>Part.Name</c>; empty for the type itself.</param>
/// <param name="Now">The name that it has now, or what is different.</param>
/// <param name="Before">The name that the lock has, or the cure.</param>
/// <param name="IsOwn">The member is declared in the schema's own type, so that a code fix can change it.</param>
internal sealed record LockDifference(LockRule Rule, string Member, string Place, string Now, string Before, bool IsOwn);
