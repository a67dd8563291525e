namespace TrialKeep.Runtime.Templates;

/// <summary>A type with a template and the arguments of its holes. Generated code implements it.</summary>
/// <typeparam name="TSelf">The annotated type.</typeparam>
public interface IPromptTemplate<TSelf>
    where TSelf : IPromptTemplate<TSelf>
{
    /// <summary>The template of the type.</summary>
    static abstract Template Template { get; }

    /// <summary>The template's text with the holes filled.</summary>
    /// <exception cref="InvalidOperationException">The value was never initialised.</exception>
    string Render();
}
