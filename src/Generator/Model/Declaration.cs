namespace TrialKeep.Generator.Model;

/// <summary>Where a type stands in the source.</summary>
/// <param name="Namespace">The namespace; empty for the global one.</param>
/// <param name="Containers">The headers of the types around it, outermost first.</param>
/// <param name="Header">Its own header without bases: <c>partial record WordProblem</c>.</param>
/// <param name="Name">Its C# name as code.</param>
/// <param name="DisplayName">Its name with those of the types around it, for messages.</param>
/// <param name="FullName">Its C# type with <c>global::</c>.</param>
/// <param name="HintName">The name of the generated file without extension, unique ignoring case.</param>
/// <param name="IsPublic">It can be seen outside its assembly.</param>
/// <param name="IsValueType">It is a struct.</param>
internal sealed record Declaration(
    string Namespace, EquatableArray<string> Containers, string Header, string Name, string DisplayName, string FullName, string HintName, bool IsPublic, bool IsValueType);
