using TrialKeep.Runtime.Keys;
using TrialKeep.Runtime.Templates;

namespace TrialKeep.Runtime.Codecs;

/// <summary>Takes what a value shares with others, so that it is stored once by its content and referred to by id.</summary>
public interface ISharedContent
{
    /// <summary>Takes a <c>[Deduplicated]</c> text; its id is the first 128 bits of the SHA-256 of its UTF-8.</summary>
    KeyId Share(string text);

    /// <summary>Takes a template; its id is the first 128 bits of <see cref="Template.Id"/>.</summary>
    void Share(Template template);
}
