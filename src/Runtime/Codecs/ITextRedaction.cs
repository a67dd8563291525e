using TrialKeep.Runtime.Templates;

namespace TrialKeep.Runtime.Codecs;

/// <summary>Changes texts before they are written, so that what is secret or personal never is.</summary>
public interface ITextRedaction
{
    /// <summary>The text as it may be written; the same text when there is nothing in it to hide.</summary>
    string Redact(string text);

    /// <summary>The template as it may be written; the same template when there is nothing in it to hide.</summary>
    Template Redact(Template template);
}
