using TrialKeep.Runtime.Codecs;

namespace TrialKeep.Storage.Journals;

/// <summary>Several texts as one JSON array.</summary>
internal static class TextArray
{
    public static void Write(ref JsonSpanWriter writer, IReadOnlyList<string> texts)
    {
        writer.Raw("["u8);
        for (int i = 0; i < texts.Count; i++)
        {
            if (i > 0) writer.Raw(","u8);
            writer.Value(texts[i]);
        }

        writer.Raw("]"u8);
    }

    public static List<string> Read(ref JsonSpanReader reader)
    {
        List<string> texts = [];
        reader.BeginArray();
        while (reader.NextElement()) texts.Add(reader.ReadString());
        return texts;
    }
}
