using TrialKeep.Runtime.Codecs;

namespace TrialKeep.Orchestration.Data;

internal static class JsonRows
{
    public static IEnumerable<DataRow<T>> Read<T>(DataSource source, JsonPointer pointer)
        where T : ICodec<T>
    {
        string path = source.Path;
        using DataBytes file = new(path);
        JsonScan scan = new(file, path);
        scan.EnterArray(pointer);
        long rows = 0;
        while (scan.NextElement(out ReadOnlyMemory<byte> element, out long line))
        {
            rows++;
            yield return new(Parse<T>(element.Span, path, line), path, line);
        }

        scan.End();
        source.Read = file.ToRead(rows);
    }

    private static T Parse<T>(ReadOnlySpan<byte> element, string path, long line)
        where T : ICodec<T>
    {
        try
        {
            return Json.Read<T>(element);
        }
        catch (ExperimentDataException exception)
        {
            throw new InvalidInputException($"{path}, line {line}: {exception.Message}", exception);
        }
    }
}
