using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Encodings.Web;

namespace TrialKeep.Storage.Tests.Erasure;

/// <summary>Looks for a text in every file of a folder: raw, and inflated where the file is gzip.</summary>
internal static class Grep
{
    /// <summary>The files that hold it, in whatever form.</summary>
    public static List<string> Find(string folder, string text)
    {
        string ascii = string.Concat(text.Select(static one => one < 128 ? one.ToString() : string.Create(CultureInfo.InvariantCulture, $"\\u{(int)one:x4}")));
        string[] forms = [text, JavaScriptEncoder.Default.Encode(text), JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(text), ascii.Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)];
        byte[][] wanted = [.. forms.Select(Encoding.UTF8.GetBytes), Encoding.Unicode.GetBytes(text), Encoding.BigEndianUnicode.GetBytes(text)];
        return [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(path => Array.Exists(wanted, form => Contents(path).Exists(content => content.AsSpan().IndexOf(form) >= 0)))];
    }

    private static List<byte[]> Contents(string path)
    {
        byte[] raw = File.ReadAllBytes(path);
        List<byte[]> contents = [raw, Encoding.UTF8.GetBytes(path)];
        if (raw is not [0x1f, 0x8b, ..]) return contents;
        using GZipStream inflated = new(new MemoryStream(raw), CompressionMode.Decompress);
        using MemoryStream content = new();
        inflated.CopyTo(content);
        contents.Add(content.ToArray());
        return contents;
    }
}
