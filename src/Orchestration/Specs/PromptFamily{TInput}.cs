using System.Collections.Immutable;
using TrialKeep.Runtime.Templates;

namespace TrialKeep;

/// <summary>
/// Several prompts for one kind of input. A variant keeps the text of its prompt's template as a key part, so that a changed word is another variant and
/// changes no other one; the name is for people.
/// </summary>
/// <typeparam name="TInput">What is asked: the task's <c>Input</c>.</typeparam>
public sealed class PromptFamily<TInput>
{
    private readonly ImmutableArray<(string Name, string Text, Func<TInput, string> Render)> _prompts;

    internal PromptFamily(ImmutableArray<(string Name, string Text, Func<TInput, string> Render)> prompts) => _prompts = prompts;

    /// <summary>The templates' texts with their names, for <c>Grid.Vary</c>.</summary>
    public IReadOnlyCollection<(string Name, string Text)> Texts => [.. _prompts.Select(static prompt => (prompt.Name, prompt.Text))];

    /// <summary>Adds a prompt.</summary>
    /// <param name="name">Its name, unique in the family.</param>
    /// <param name="prompt">The prompt for an input.</param>
    /// <typeparam name="TPrompt">A type with <c>[PromptTemplate]</c>.</typeparam>
    /// <exception cref="ArgumentException">The name is taken, or another prompt of the family has the same template.</exception>
    public PromptFamily<TInput> Add<TPrompt>(string name, Func<TInput, TPrompt> prompt)
        where TPrompt : IPromptTemplate<TPrompt>
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(prompt);
        string text = TextOf(TPrompt.Template);
        if (_prompts.Any(other => other.Name == name)) throw new ArgumentException($"Two prompts are called '{name}'; give each its own name.", nameof(name));
        if (_prompts.FirstOrDefault(other => other.Text == text).Name is { } same)
            throw new ArgumentException($"The prompts '{same}' and '{name}' have the same template, so their answers can't be told apart; change one.", nameof(prompt));
        return new(_prompts.Add((name, text, input => prompt(input).Render())));
    }

    /// <summary>The prompts with these names, in the order of the family.</summary>
    /// <exception cref="ArgumentException">There is no such prompt.</exception>
    public PromptFamily<TInput> Only(params ReadOnlySpan<string> names)
    {
        foreach (string name in names)
        {
            if (!_prompts.Any(prompt => prompt.Name == name)) throw new ArgumentException($"There is no prompt '{name}'; there are {string.Join(", ", _prompts.Select(static prompt => prompt.Name))}.", nameof(names));
        }

        string[] wanted = names.ToArray();
        return new([.. _prompts.Where(prompt => wanted.Contains(prompt.Name))]);
    }

    /// <summary>The prompt of a variant for an input, with its holes filled.</summary>
    /// <param name="text">The template's text, as the variant keeps it.</param>
    /// <param name="input">The input.</param>
    /// <exception cref="ArgumentException">The family has no prompt with this template.</exception>
    public string Render(string text, TInput input)
    {
        foreach ((_, string known, Func<TInput, string> render) in _prompts)
        {
            if (known == text) return render(input);
        }

        throw new ArgumentException("The family has no prompt with this template.", nameof(text));
    }

    // One text for a template: a plain prompt is its text, and the messages of a chat are headed by their roles as in the rendered text.
    private static string TextOf(Template template) =>
        string.Join("\n\n", template.Messages.Select(static message => message.Role is null ? message.Text : $"{message.Role}:\n{message.Text}"));
}
