using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.Win32.SafeHandles;
using TrialKeep.Runtime.Codecs;
using TrialKeep.Storage.Files;

namespace TrialKeep.Storage.Erasure;

/// <summary>
/// Finds a text in JSON, whatever of it is escaped, and in files of any kind: as UTF-8, as UTF-16 and as JSON escapes it, inflated where the file is gzip.
/// </summary>
internal sealed class TextSearch
{
    private const string Masked = "***";
    private const int PieceSize = 256 << 10;
    private readonly string[] _texts;
    private readonly byte[] _utf8;
    private readonly byte[][] _forms;
    private readonly int _longest;

    public TextSearch(string text)
    {
        _texts = [.. Forms(text).Distinct(StringComparer.Ordinal)];
        _utf8 = Encoding.UTF8.GetBytes(text);
        _forms = [.. _texts.Select(Encoding.UTF8.GetBytes), Encoding.Unicode.GetBytes(text), Encoding.BigEndianUnicode.GetBytes(text)];
        _longest = _forms.Max(static form => form.Length);
    }

    /// <summary>Whether a text holds it, as it is or as JSON escapes it: JSON may be told in a text.</summary>
    public bool IsIn(string text) => Array.Exists(_texts, form => text.Contains(form, StringComparison.Ordinal));

    /// <summary>The text without it.</summary>
    public string Mask(string text)
    {
        foreach (string form in _texts) text = text.Replace(form, Masked, StringComparison.Ordinal);
        return text;
    }

    /// <summary>Whether JSON, or a part of it that starts and ends outside of strings, holds it.</summary>
    public bool IsIn(ReadOnlySpan<byte> json)
    {
        if (json.IndexOf(_utf8) >= 0) return true;
        for (int at; (at = json.IndexOf((byte)'"')) >= 0;)
        {
            int end = at + 1;
            bool isEscaped = false;
            for (int next; (next = json[end..].IndexOfAny((byte)'"', (byte)'\\')) >= 0 && json[end + next] == '\\'; end += next + 2) isEscaped = true;
            int close = json[end..].IndexOf((byte)'"');
            if (close < 0) return false;
            if (isEscaped && IsIn(Decode(json[at..(end + close + 1)]))) return true;
            json = json[(end + close + 1)..];
        }

        return false;
    }

    /// <summary>Whether a file holds it.</summary>
    /// <exception cref="StoreException">It can't be read.</exception>
    public bool IsInFile(FileOperations files, string path) => SystemErrors.Read(path, () =>
    {
        using SafeFileHandle file = files.OpenRead(path);
        byte[] piece = new byte[PieceSize + _longest];
        long offset = 0;
        if (Find(target => Advance(files.Read(file, target.Span, offset), ref offset), piece, out bool isGzip)) return true;
        return isGzip && IsInflated(files, path, piece);
    });

    private bool IsInflated(FileOperations files, string path, byte[] piece)
    {
        using SafeFileHandle file = files.OpenRead(path);
        using FileStream stream = new(file, FileAccess.Read, bufferSize: 0);
        using GZipStream inflated = new(stream, CompressionMode.Decompress);
        try
        {
            return Find(target => inflated.Read(target.Span), piece, out _);
        }
        catch (InvalidDataException)
        {
            // It only begins like gzip; as it is it was searched before.
            return false;
        }
    }

    private static int Advance(int read, ref long offset)
    {
        offset += read;
        return read;
    }

    private bool Find(Func<Memory<byte>, int> next, byte[] piece, out bool isGzip)
    {
        isGzip = false;
        int kept = 0;
        bool isFirst = true;
        while (next(piece.AsMemory(kept, piece.Length - kept)) is > 0 and var read)
        {
            ReadOnlySpan<byte> content = piece.AsSpan(0, kept + read);
            if (isFirst && content.Length > 2) isGzip = BinaryPrimitives.ReadUInt16BigEndian(content) == 0x1f8b;
            isFirst = false;
            foreach (byte[] form in _forms)
            {
                if (content.IndexOf(form) >= 0) return true;
            }

            int rest = Math.Min(_longest - 1, content.Length);
            content[^rest..].CopyTo(piece);
            kept = rest;
        }

        return false;
    }

    private static string Decode(ReadOnlySpan<byte> quoted)
    {
        try
        {
            JsonSpanReader reader = new(quoted);
            return reader.ReadString();
        }
        catch (ExperimentDataException)
        {
            // No JSON of this store; its bytes were searched.
            return "";
        }
    }

    private static IEnumerable<string> Forms(string text)
    {
        yield return text;
        yield return JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(text);
        yield return JavaScriptEncoder.Default.Encode(text);
        yield return Ascii(text, "x4");
        yield return Ascii(text, "X4");
    }

    // As programs do it that write JSON in ASCII.
    private static string Ascii(string text, string format)
    {
        StringBuilder escaped = new();
        foreach (char one in text)
        {
            if (one is '"' or '\\') escaped.Append('\\').Append(one);
            else if (one is >= ' ' and < '\x7f') escaped.Append(one);
            else if ("\b\f\n\r\t".IndexOf(one, StringComparison.Ordinal) is >= 0 and var control) escaped.Append('\\').Append("bfnrt"[control]);
            else escaped.Append("\\u").Append(((int)one).ToString(format, CultureInfo.InvariantCulture));
        }

        return escaped.ToString();
    }
}
