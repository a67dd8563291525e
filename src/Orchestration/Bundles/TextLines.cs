namespace TrialKeep.Orchestration.Bundles;

/// <summary>The lines of a file as bytes, with their numbers; blank ones are passed over. A line that is no JSON is for whoever reads it to refuse.</summary>
internal static class TextLines
{
    private const int LongestLine = 256 << 20;
    private static readonly byte[] s_byteOrderMark = [0xEF, 0xBB, 0xBF];

    public static IEnumerable<(ReadOnlyMemory<byte> Text, long Line)> Read(string path)
    {
        using FileStream file = Open(path);
        byte[] buffer = new byte[1 << 17];
        int filled = 0;
        long line = 0;
        while (true)
        {
            if (filled == buffer.Length) Grow(ref buffer, path, line + 1);
            int read = Fill(file, buffer.AsSpan(filled), path);
            filled += read;
            int start = 0;
            while (buffer.AsSpan(start, filled - start).IndexOf((byte)'\n') is var length and >= 0)
            {
                if (Content(buffer, start, length, ++line) is { IsEmpty: false } text) yield return (text, line);
                start += length + 1;
            }

            if (read == 0)
            {
                if (Content(buffer, start, filled - start, ++line) is { IsEmpty: false } rest) yield return (rest, line);
                yield break;
            }

            buffer.AsSpan(start, filled - start).CopyTo(buffer);
            filled -= start;
        }
    }

    private static ReadOnlyMemory<byte> Content(byte[] buffer, int start, int length, long line)
    {
        ReadOnlySpan<byte> text = buffer.AsSpan(start, length);
        if (line == 1 && text.StartsWith(s_byteOrderMark)) text = text[s_byteOrderMark.Length..];
        return text.Trim(" \t\r"u8).ToArray();
    }

    private static void Grow(ref byte[] buffer, string path, long line)
    {
        if (buffer.Length >= LongestLine) throw new InvalidInputException($"{path}, line {line}: the line is longer than {LongestLine >> 20} MiB; is this a file of JSON lines?");
        Array.Resize(ref buffer, buffer.Length * 2);
    }

    private static FileStream Open(string path)
    {
        try
        {
            return new(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.SequentialScan);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw Unreadable(path, exception);
        }
    }

    private static int Fill(FileStream file, Span<byte> buffer, string path)
    {
        try
        {
            return file.Read(buffer);
        }
        catch (IOException exception)
        {
            throw Unreadable(path, exception);
        }
    }

    private static InvalidInputException Unreadable(string path, Exception exception) => new(
        Directory.Exists(path) ? $"{path} is a folder; name a file in it." : File.Exists(path) ? $"{path} can't be read ({exception.Message.TrimEnd('.')}); check the file." : $"{path} does not exist; check the path.",
        exception);
}
