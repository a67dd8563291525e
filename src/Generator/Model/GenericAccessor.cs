namespace TrialKeep.Generator.Model;

/// <summary>How a setter of a generic type is reached: the run time finds it only from a method of a generic class with the same type parameters.</summary>
/// <param name="Parameters">The type parameters with their brackets.</param>
/// <param name="Constraints">Their constraints; empty without any.</param>
/// <param name="Arguments">The type arguments with their brackets.</param>
/// <param name="Target">The declaring type over its own parameters.</param>
/// <param name="Value">The member's type over the same.</param>
internal sealed record GenericAccessor(string Parameters, string Constraints, string Arguments, string Target, string Value);
