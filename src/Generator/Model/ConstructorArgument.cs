namespace TrialKeep.Generator.Model;

/// <summary>An argument of the constructor that reading calls.</summary>
/// <param name="Parameter">The parameter's name as C# code.</param>
/// <param name="Member">The C# name of the member that it sets.</param>
internal sealed record ConstructorArgument(string Parameter, string Member);
