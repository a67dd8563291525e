using System.Collections.Immutable;
using System.Text;
using TrialKeep.Runtime.Keys;

namespace TrialKeep.Runtime.Templates;

/// <summary>Prompt text with holes, identified by its content.</summary>
public sealed class Template
{
    /// <summary>A plain template of one message without a role.</summary>
    public Template(string text)
        : this([new TemplateMessage(null, text)])
    {
    }

    /// <summary>A template of several messages.</summary>
    public Template(ImmutableArray<TemplateMessage> messages)
    {
        Messages = messages;
        Id = Identify(messages);
    }

    /// <summary>The messages in order.</summary>
    public ImmutableArray<TemplateMessage> Messages { get; }

    /// <summary>SHA-256 of u32 count of messages, then str(role or "") and str(text) of each.</summary>
    public Digest Id { get; }

    /// <summary>Fills the holes of all messages; several messages are separated by an empty line and headed by their role.</summary>
    /// <param name="arguments">The text of each hole by what stands between its braces: <c>question</c>, <c>price:F2</c>.</param>
    /// <exception cref="ExperimentDataException">A hole has no argument, or the text has a brace that is neither doubled nor a hole.</exception>
    public string Render(IReadOnlyDictionary<string, string> arguments)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        StringBuilder text = new();
        for (int i = 0; i < Messages.Length; i++)
        {
            TemplateMessage message = Messages[i];
            if (i > 0) text.Append("\n\n");
            if (message.Role is not null) text.Append(message.Role).Append(":\n");
            Render(message.Text, arguments, text);
        }

        return text.ToString();
    }

    private static void Render(string text, IReadOnlyDictionary<string, string> arguments, StringBuilder rendered)
    {
        for (int at = 0; at < text.Length; at++)
        {
            char c = text[at];
            if (c is not ('{' or '}'))
            {
                rendered.Append(c);
            }
            else if (at + 1 < text.Length && text[at + 1] == c)
            {
                rendered.Append(c);
                at++;
            }
            else
            {
                int end = c == '{' ? text.IndexOf('}', at) : -1;
                if (end < 0) throw new ExperimentDataException($"The template has a single brace at character {at}; double it.");
                string name = text[(at + 1)..end];
                rendered.Append(arguments.TryGetValue(name, out string? value) ? value : throw new ExperimentDataException($"The template's hole {{{name}}} has no argument."));
                at = end;
            }
        }
    }

    private static Digest Identify(ImmutableArray<TemplateMessage> messages)
    {
        KeyWriter writer = KeyWriter.Rent();
        writer.RawUInt32((uint)messages.Length);
        foreach (TemplateMessage message in messages)
        {
            writer.RawText(message.Role ?? "");
            writer.RawText(message.Text);
        }

        Digest id = writer.ToDigest();
        writer.Return();
        return id;
    }
}
