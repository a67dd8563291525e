using System.Collections.Immutable;
using TrialKeep.Runtime.Codecs;
using TrialKeep.Runtime.Keys;
using TrialKeep.Runtime.Templates;
using TrialKeep.Storage.Indexes;

namespace TrialKeep.Storage.Runs;

/// <summary>The templates and shared texts that a run's journal holds.</summary>
public sealed class SharedContent : ISharedContentSource
{
    private readonly LineSource _lines;
    private readonly LocationTable _places;

    internal SharedContent(LineSource lines, LocationTable places) => (_lines, _places) = (lines, places);

    /// <inheritdoc/>
    public string? FindText(KeyId id)
    {
        string? text = null;
        Read(id, "text"u8, (ref JsonSpanReader reader) => text = reader.ReadString());
        return text;
    }

    /// <summary>The template with this id, or null when it is not known.</summary>
    public Template? FindTemplate(KeyId id)
    {
        Template? template = null;
        Read(id, "messages"u8, (ref JsonSpanReader reader) => template = new(ReadMessages(ref reader)));
        return template;
    }

    /// <summary>The text of a text's line; null when it has none.</summary>
    internal static string? TextOf(ReadOnlySpan<byte> line)
    {
        JsonSpanReader reader = new(line);
        reader.BeginObject();
        while (reader.NextMember(out ReadOnlySpan<byte> member))
        {
            if (member.SequenceEqual("text"u8)) return reader.ReadString();
            reader.Skip();
        }

        return null;
    }

    /// <summary>The template of a template's line; null when it has none.</summary>
    internal static Template? TemplateOf(ReadOnlySpan<byte> line)
    {
        JsonSpanReader reader = new(line);
        reader.BeginObject();
        while (reader.NextMember(out ReadOnlySpan<byte> member))
        {
            if (member.SequenceEqual("messages"u8)) return new(ReadMessages(ref reader));
            reader.Skip();
        }

        return null;
    }

    private void Read(KeyId id, ReadOnlySpan<byte> wanted, ReadMember read)
    {
        if (!_places.TryGet(id, out LineLocation location)) return;
        using PooledLine line = _lines.Read(location);
        JsonSpanReader reader = new(line.Span);
        reader.BeginObject();
        while (reader.NextMember(out ReadOnlySpan<byte> member))
        {
            if (member.SequenceEqual(wanted)) read(ref reader);
            else reader.Skip();
        }
    }

    private static ImmutableArray<TemplateMessage> ReadMessages(ref JsonSpanReader reader)
    {
        ImmutableArray<TemplateMessage>.Builder messages = ImmutableArray.CreateBuilder<TemplateMessage>();
        reader.BeginArray();
        while (reader.NextElement()) messages.Add(ReadMessage(ref reader));
        return messages.ToImmutable();
    }

    private static TemplateMessage ReadMessage(ref JsonSpanReader reader)
    {
        string? role = null;
        string text = "";
        reader.BeginObject();
        while (reader.NextMember(out ReadOnlySpan<byte> member))
        {
            if (member.SequenceEqual("role"u8)) role = reader.TryNull() ? null : reader.ReadString();
            else if (member.SequenceEqual("text"u8)) text = reader.ReadString();
            else reader.Skip();
        }

        return new(role, text);
    }

    private delegate void ReadMember(ref JsonSpanReader reader);
}
