using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using TrialKeep.Runtime.Codecs;
using TrialKeep.Runtime.Keys;
using TrialKeep.Runtime.Templates;

namespace TrialKeep.Storage.Redaction;

/// <summary>All redactors of a store, one after another, for texts, templates and JSON.</summary>
internal sealed class RedactorChain : ITextRedaction
{
    private const int MarkLength = 8;
    private readonly ImmutableArray<IRedactor> _redactors;
    private readonly ConditionalWeakTable<Template, Template> _templates = [];

    private RedactorChain(ImmutableArray<IRedactor> redactors) => _redactors = redactors;

    /// <summary>The redactors as one; null when there are none, so that nobody asks.</summary>
    public static RedactorChain? Of(IReadOnlyList<IRedactor> redactors) => redactors.Count == 0 ? null : new([.. redactors]);

    /// <exception cref="StoreException">A redactor failed: the text may not be written.</exception>
    public string Redact(string text)
    {
        foreach (IRedactor redactor in _redactors) text = Redact(redactor, text);
        return text;
    }

    public Template Redact(Template template) => _templates.GetValue(template, known =>
    {
        ImmutableArray<TemplateMessage> messages = [.. known.Messages.Select(message => new TemplateMessage(message.Role is null ? null : Redact(message.Role), Redact(message.Text)))];
        return messages.SequenceEqual(known.Messages) ? known : new(messages);
    });

    /// <summary>
    /// A text that tells things apart: an item's id, a variant's name. When something was taken out, the first 8 digits of the SHA-256 of
    /// the original follow, so that two that differ still do.
    /// </summary>
    public string Identify(string text)
    {
        string redacted = Redact(text);
        return redacted == text ? text : $"{redacted}~{Digest.Of(System.Text.Encoding.UTF8.GetBytes(text)).ToString()[..MarkLength]}";
    }

#pragma warning disable CA1031 // Whatever a redactor throws, the text it was given must not be written.
    private static string Redact(IRedactor redactor, string text)
    {
        try
        {
            return redactor.Redact(text) ?? throw new InvalidOperationException("it returned null");
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            throw new StoreException(Problem.BadState, $"The redactor {redactor.GetType().Name} failed ({error.Message.TrimEnd('.')}), so the text was not written; repair the redactor and run again.", cause: error);
        }
    }
#pragma warning restore CA1031
}
