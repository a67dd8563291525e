using TrialKeep.Runtime.Codecs;

namespace TrialKeep.Orchestration.Data;

internal static class JsonlRows
{
    private const int LongestLine = 256 << 20;
    private static readonly byte[] s_byteOrderMark = [0xEF, 0xBB, 0xBF];

    public static IEnumerable<DataRow<T>> Read<T>(DataSource source)
        where T : ICodec<T>
    {
        string path = source.Path;
        using DataBytes file = new(path);
        byte[] buffer = new byte[1 << 17];
        int start = 0;
        int end = 0;
        long before = 0;
        long line = 0;
        long rows = 0;
        bool atEnd = false;
        while (!atEnd)
        {
            if (end - start == buffer.Length) Grow(ref buffer, path, line + 1);
            buffer.AsSpan(start, end - start).CopyTo(buffer);
            before += start;
            (start, end) = (0, end - start);
            int read = file.Read(buffer.AsSpan(end), line + 1);
            atEnd = read == 0;
            end += read;
            int searched = end - read;
            while (true)
            {
                int newline = buffer.AsSpan(searched, end - searched).IndexOf((byte)'\n');
                if (newline < 0 && !(atEnd && start < end)) break;
                int stop = newline < 0 ? end : searched + newline;
                line++;
                if (line == 1 && buffer.AsSpan(start, stop - start).StartsWith(s_byteOrderMark)) start += s_byteOrderMark.Length;
                if (!IsBlank(buffer.AsSpan(start, stop - start)))
                {
                    rows++;
                    yield return new(Parse<T>(buffer.AsSpan(start, stop - start), path, line), path, line) { Place = file.IsPlain ? RowPlace.At(before + start) : default };
                }

                start = searched = Math.Min(stop + 1, end);
            }
        }

        source.Read = file.ToRead(rows);
    }

    private static void Grow(ref byte[] buffer, string path, long line)
    {
        if (buffer.Length >= LongestLine) throw new InvalidInputException($"{path}, line {line}: the line is longer than {LongestLine >> 20} MiB; is this a file of JSON lines?");
        Array.Resize(ref buffer, buffer.Length * 2);
    }

    private static bool IsBlank(ReadOnlySpan<byte> line) => line.Trim(" \t\r"u8).IsEmpty;

    private static T Parse<T>(ReadOnlySpan<byte> line, string path, long number)
        where T : ICodec<T>
    {
        try
        {
            return Json.Read<T>(line);
        }
        catch (ExperimentDataException exception)
        {
            throw new InvalidInputException($"{path}, line {number}: {exception.Message}", exception);
        }
    }
}
