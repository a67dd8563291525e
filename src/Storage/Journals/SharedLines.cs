using System.Runtime.CompilerServices;
using TrialKeep.Runtime.Codecs;
using TrialKeep.Runtime.Keys;
using TrialKeep.Runtime.Templates;

namespace TrialKeep.Storage.Journals;

/// <summary>The members of template, text, task and variant lines.</summary>
internal static class SharedLines
{
    public static void WriteTemplate(ref JsonSpanWriter writer, Template template)
    {
        writer.Raw(",\"id\":"u8);
        writer.Value(template.Id.Id);
        writer.Raw(",\"messages\":["u8);
        for (int i = 0; i < template.Messages.Length; i++)
        {
            if (i > 0) writer.Raw(","u8);
            writer.Raw("{\"role\":"u8);
            writer.Value(template.Messages[i].Role);
            writer.Raw(",\"text\":"u8);
            writer.Value(template.Messages[i].Text);
            writer.Raw("}"u8);
        }

        writer.Raw("]"u8);
    }

    public static void WriteText(ref JsonSpanWriter writer, KeyId id, string text)
    {
        writer.Raw(",\"id\":"u8);
        writer.Value(id);
        writer.Raw(",\"text\":"u8);
        writer.Value(text);
    }

    /// <summary>Starts a task's or a variant's members; the member with the value follows.</summary>
    public static void BeginKeyed(ref JsonSpanWriter writer, string schemaId, Digest key, scoped ReadOnlySpan<byte> nameMember, string name)
    {
        writer.Raw(",\"key\":"u8);
        writer.Value(Key.Text(schemaId, key));
        writer.Raw(nameMember);
        writer.Value(name);
    }

    /// <summary>The id of a template's or text's line.</summary>
    public static bool TryId(ReadOnlySpan<byte> line, int at, out KeyId id)
    {
        id = default;
        return Line.Skip(line, ref at, ",\"id\":\""u8) && Line.TryId(line, ref at, out id);
    }

    /// <summary>The key of a task's line, and the JSON of the task.</summary>
    // Compiled well at once: ten thousand lines are read before the run-time would compile it again.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool TryTask(ReadOnlySpan<byte> line, int at, out KeyId key, out ReadOnlySpan<byte> json)
    {
        json = default;
        if (!TryKeyed(line, at, out key, out int item) || !Line.Skip(line, ref item, ",\"item\":"u8)) return false;
        JsonSpanReader reader = new(line[item..]);
        reader.Skip();
        int task = item + reader.Position;
        if (Line.Skip(line, ref task, ",\"revised\":\""u8) && !Line.TryPlainText(line, ref task, out _)) return false;
        if (!Line.Skip(line, ref task, ",\"task\":"u8)) return false;
        json = line[task..^Line.SuffixLength];
        return true;
    }

    /// <summary>The key of a task's or variant's line, and where the name's member starts.</summary>
    public static bool TryKeyed(ReadOnlySpan<byte> line, int at, out KeyId key, out int name) => TryKeyed(line, at, out key, out name, out _);

    /// <summary>The key of a task's or variant's line, the schema's id, and where the name's member starts.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool TryKeyed(ReadOnlySpan<byte> line, int at, out KeyId key, out int name, out ReadOnlySpan<byte> schema)
    {
        key = default;
        schema = default;
        name = 0;
        if (!Line.Skip(line, ref at, ",\"key\":\""u8) || !Line.TryPlainText(line, ref at, out ReadOnlySpan<byte> text)) return false;
        name = at;
        int colon = text.LastIndexOf((byte)':');
        if (colon < 0) return false;
        schema = text[..colon];
        return KeyId.TryParse(text[(colon + 1)..], out key);
    }
}
