using System.Collections.Immutable;

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

    /// <summary>The messages with the holes filled; a plain prompt is one without a role.</summary>
    /// <exception cref="InvalidOperationException">The value was never initialised.</exception>
    ImmutableArray<PromptMessage> RenderMessages();

    /// <summary>The text of each hole by what stands between its braces, <c>price:F2</c>: what <see cref="Template.Render(IReadOnlyDictionary{string, string})"/> makes the same text of.</summary>
    /// <exception cref="InvalidOperationException">The value was never initialised.</exception>
    IReadOnlyDictionary<string, string> RenderArguments();
}
